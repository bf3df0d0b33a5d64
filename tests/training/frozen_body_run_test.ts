import {
  adamStep,
  applyUpdate,
  bf16,
  f32,
  firstUpdate,
  outputGradient,
  start,
  updateMultiplier,
} from "adam";
import { type Matrix, matrix, rowNorms } from "adam/matrix";
import { summary } from "adam/statistics";
import { type FrozenBodyOptions, frozenBodyRun } from "adam/training";
import { vectorPool } from "adam/vector";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { smallBody } from "./bodies.ts";

const pool = await vectorPool({ threads: 1, formulation: "torch-fused" });
const body = smallBody();
const { output } = body;
const adam = { learningRate: 0.1 };

/** The weights of 3 steps in binary64, by the scalar library. */
function scalarRun(weights: Matrix, steps: number): Matrix {
  const { values } = matrix(weights.rows, weights.columns, weights.values);
  const after = { ...weights, values: values.slice() };
  let states = Array.from(values, () => start);
  for (let step = 1; step <= steps; step++) {
    const { hidden, targets } = body;
    const { gradient } = outputGradient(hidden, after, targets);
    const taken = states.map((state, i) =>
      adamStep(state, gradient.values[i]!, adam)
    );
    taken.forEach(({ update }, i) => after.values[i]! += update);
    states = taken;
  }
  return after;
}

Deno.test("a run without groups is Adam on the gradient of the output matrix", () => {
  const steps = 3;
  const run = frozenBodyRun(pool, body, { output, adam, steps });
  const exact = scalarRun(output, steps);
  // Steps of 0.1 with binary32 gradients: 1e-6 of them by rounding, and weights
  // of size 1 round by 6e-8 a step.
  run.output.values.forEach((weight, i) =>
    assertAlmostEquals(weight, exact.values[i]!, 2e-6)
  );
  assertEquals(run.records, []);
  assertEquals(run.groups, {});
  assertEquals(run.ungrouped.after, run.output);
  assertEquals(run.ungrouped.before, output);
});

Deno.test("groups share out the last rows of the matrix", () => {
  const groups = { first: {}, second: { epsilon: 1e-4 }, third: {} };
  const options = { output, adam, groups, rowsPerGroup: 3, steps: 1 };
  const run = frozenBodyRun(pool, body, options);
  assertEquals(Object.keys(run.groups), Object.keys(groups));
  Object.values(run.groups).forEach(({ before, firstRow }, i) => {
    assertEquals(firstRow, 11 + 3 * i);
    const from = 4 * (11 + 3 * i);
    assertEquals(before.values, output.values.slice(from, from + 12));
  });
  const { ungrouped } = run;
  assertEquals([ungrouped.firstRow, ungrouped.before.rows], [0, 11]);
});

Deno.test("groups with the settings of all other rows change no bit of a run", () => {
  const groups = { first: {}, second: {} };
  const options = { adam, rowsPerGroup: 5, steps: 20 };
  const grouped = frozenBodyRun(pool, body, { ...options, output, groups });
  const alone = frozenBodyRun(pool, body, { ...options, output });
  assertEquals(grouped.output, alone.output);
});

Deno.test("each group has the Adam of its own settings, and else that of all rows", () => {
  const groups = {
    usual: {},
    slow: { learningRate: 0.01 },
    bf16: { moments: bf16 },
  };
  const weightDecay = 0.5;
  const run = frozenBodyRun(pool, body, {
    output,
    adam: { ...adam, weightDecay },
    groups,
    steps: 2,
  });
  const { usual, slow, bf16: few } = run.groups;
  assertEquals(usual!.adam.settings.learningRate, 0.1);
  assertEquals(slow!.adam.settings, {
    ...usual!.adam.settings,
    learningRate: 0.01,
  });
  assertEquals(slow!.adam.settings.weightDecay, weightDecay);
  assert(few!.adam.firstMoment instanceof Uint16Array);
  assertEquals(few!.adam.stepsTaken, 2);
});

Deno.test("a record says of a group what its rows say", () => {
  const groups = { usual: {}, blunt: { epsilon: 1e-2 } };
  const options = { output, adam, groups, rowsPerGroup: 3, steps: 1 };
  const { records, groups: rows } = frozenBodyRun(pool, body, options);
  assertEquals(records.map(({ group }) => group), ["usual", "blunt"]);
  const { losses } = outputGradient(
    body.hidden,
    output,
    body.targets,
  );
  for (const record of records) {
    const { firstGradients, displacement } = rows[record.group]!;
    const { epsilon } = record;
    const sizes = firstGradients.values.map(Math.abs);
    assertEquals(epsilon, record.group === "blunt" ? 1e-2 : 1e-8);
    assertEquals(record.step, 1);
    // The loss is a mean of sums in binary32.
    assertAlmostEquals(record.loss, summary(losses).mean, 1e-5);
    const { mean, median } = summary(sizes);
    assertEquals([record.gradient, record.gradientMedian], [mean, median]);
    const moves = displacement.values.map((way) => Math.abs(way) / 0.1);
    assertAlmostEquals(record.relativeUpdate, summary(moves).mean, 1e-15);
    // The first step uses of η what the multiplier says, and weights round by 6e-8.
    const multipliers = sizes.map((g) => updateMultiplier(g, { epsilon }));
    assertAlmostEquals(record.relativeUpdate, summary(multipliers).mean, 1e-6);
    assertEquals(record.distance, summary(rowNorms(displacement)).median);
  }
});

Deno.test("a record has the bias-corrected moments, in bfloat16 too: after one step the gradient", () => {
  const groups = { f32: {}, bf16: { moments: bf16 } };
  const options = { output, adam, groups, rowsPerGroup: 3, steps: 1 };
  const { records, groups: rows } = frozenBodyRun(pool, body, options);
  records.forEach(({ group, firstMoment, rootSecondMoment }) => {
    const { firstGradients } = rows[group]!;
    const { median } = summary(firstGradients.values.map(Math.abs));
    // 1 - 0.9 and 1 - 0.999 cancel to 1e-13; binary32 rounds by 6e-8 and bfloat16 by 2^-9.
    const bound = group === "f32" ? 1e-6 : 2 ** -8;
    assertAlmostEquals(firstMoment / median, 1, bound);
    assertAlmostEquals(rootSecondMoment / median, 1, bound);
  });
});

Deno.test("the closed form predicts the first step, to the roundings of binary32", () => {
  const settings = fc.record({
    seed: fc.nat({ max: 99 }),
    epsilon: fc.constantFrom(1e-12, 1e-8, 1e-4, 1),
    learningRate: fc.constantFrom(1e-10, 1e-3, 0.1),
  });
  fc.assert(
    fc.property(settings, ({ seed, ...own }) => {
      const { output, ...body } = smallBody(seed);
      const options = { output, groups: { own }, rowsPerGroup: 5, steps: 1 };
      const { own: rows } = frozenBodyRun(pool, body, options).groups;
      const { before, firstGradients, predictedFirstStep } = rows!;
      predictedFirstStep.values.forEach((way, i) => {
        const weight = before.values[i]!;
        const update = firstUpdate(firstGradients.values[i]!, own);
        assertEquals(way, applyUpdate(weight, update, f32) - weight);
        // A weight below 1 rounds by 3e-8 at most, here and there, and a full
        // step by a few units of 6e-8 of itself.
        const bound = 6e-8 + 5e-7 * own.learningRate;
        assertAlmostEquals(rows!.displacement.values[i]!, way, bound);
      });
      // The weights are of size 1: 1e-10 is nothing to most of them.
      const moved = predictedFirstStep.values.filter((way) => way !== 0);
      assertEquals(moved.length > 10, own.learningRate > 1e-10);
    }),
    { numRuns: 30 },
  );
});

Deno.test("steps are recorded at multiples of `every`, and below it at powers of two", () => {
  const options = { output, adam, groups: { one: {} }, steps: 21 };
  const stepsOf = (every?: number) =>
    frozenBodyRun(pool, body, every ? { ...options, every } : options)
      .records.map(({ step }) => step);
  assertEquals(stepsOf(), [1, 2, 4, 8, 16]);
  assertEquals(stepsOf(6), [1, 2, 4, 6, 12, 18]);
  assertEquals(stepsOf(1), Array.from({ length: 21 }, (_, i) => i + 1));
});

Deno.test("a step sees one sequence, in turn", () => {
  const options = { output, adam, steps: 1, groups: { one: {} } };
  const lossOf = (hidden: Matrix, targets: number[], more: object = {}) =>
    frozenBodyRun(pool, { hidden, targets }, { ...options, ...more })
      .records.at(-1)!.loss;
  const half = (i: number) => {
    const values = body.hidden.values.slice(24 * i, 24 * (i + 1));
    return lossOf(matrix(6, 4, values), body.targets.slice(6 * i, 6 * (i + 1)));
  };
  const { hidden, targets } = body;
  const sequenceLength = 6;
  // Nothing moves, so that the last step shows the loss of its sequence alone.
  const inTurn = (steps: number) =>
    lossOf(hidden, targets, {
      ...{ adam: { learningRate: 0 }, every: 1 },
      ...{ steps, sequenceLength },
    });
  assertEquals([1, 2, 3, 4].map(inTurn), [half(0), half(1), half(0), half(1)]);
});

Deno.test("a run leaves the matrix and the body as they were", () => {
  const before = structuredClone(body);
  frozenBodyRun(pool, body, { output, adam, groups: { one: {} }, steps: 2 });
  assertEquals(body, before);
});

Deno.test("a run refuses targets in a group, groups that leave no row, and lengths that do not fit", () => {
  const wrong = (options: Partial<FrozenBodyOptions>, message: string) =>
    assertThrows(
      () => frozenBodyRun(pool, body, { output, steps: 1, ...options }),
      RangeError,
      `Cannot train the output matrix as ${message}`,
    );
  const groups = { one: {}, two: {} };
  wrong({ groups, rowsPerGroup: 9 }, "body.targets[");
  wrong(
    { groups, rowsPerGroup: 10 },
    "rowsPerGroup must be so few that 2 groups leave a row of output, which has 20: current value is 10",
  );
  wrong(
    { sequenceLength: 5 },
    "sequenceLength must be a positive integer that divides body.hidden.rows, 12: current value is 5",
  );
  wrong(
    { output: matrix(20, 5) },
    "output.columns must be that of body.hidden, 4: current value is 5",
  );
});
