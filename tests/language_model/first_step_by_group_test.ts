import { bf16, firstUpdate } from "adam";
import {
  firstStepByGroup,
  type StartOfTraining,
  startOfTraining,
} from "adam/language_model";
import { rowOf } from "adam/matrix";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";

const model = startOfTraining({
  layers: 1,
  width: 8,
  feedForward: 12,
  vocabulary: 60,
  deadTokens: 20,
  batch: 2,
  sequenceLength: 12,
  sigma: 2,
});

/** The tokens of each kind, found one by one. */
function idsOf({ inputs, targets }: StartOfTraining): number[][] {
  const ids: number[][] = [[], [], []];
  for (let token = 0; token < 60; token++) {
    const isMet = inputs.includes(token) || targets.includes(token);
    ids[token >= 40 ? 2 : isMet ? 0 : 1]!.push(token);
  }
  return ids;
}

Deno.test("firstStepByGroup() has each token in one of three kinds", () => {
  const groups = firstStepByGroup(model);
  assertEquals(
    groups.map(({ tokens, rows, coordinates }) => [tokens, rows, coordinates]),
    ["live, in the batch", "live, not in it", "dead"].map((tokens, k) => {
      const { length } = idsOf(model)[k]!;
      assert(length > 1);
      return [tokens, length, 8 * length];
    }),
  );
});

Deno.test("firstStepByGroup() moves each row by the closed form of the first step", () => {
  const options = { learningRate: 0.25, epsilon: 1e-6 };
  const groups = firstStepByGroup(model, options);
  for (const [k, ids] of idsOf(model).entries()) {
    const moves = ids.map((i) =>
      Math.hypot(
        ...rowOf(model.gradient, i).map((g) => firstUpdate(g, options)),
      )
    ).sort((a, b) => a - b);
    const { medianMove, meanMove, largestMove } = groups[k]!;
    const middle = moves.length / 2;
    const median =
      (moves[Math.ceil(middle) - 1]! + moves[Math.floor(middle)]!) / 2;
    const mean = moves.reduce((a, b) => a + b) / moves.length;
    // The recursion and the closed form differ by a few roundings of each update.
    for (
      const [ours, theirs] of [
        [medianMove, median],
        [meanMove, mean],
        [largestMove, moves.at(-1)!],
      ]
    ) assertAlmostEquals(ours! / theirs!, 1, 1e-14);
  }
});

Deno.test("firstStepByGroup() counts the rows that epsilon hides", () => {
  const largest = (i: number) =>
    Math.max(...rowOf(model.gradient, i).map(Math.abs));
  for (const [k, ids] of idsOf(model).entries()) {
    const sorted = ids.map(largest).sort((a, b) => a - b);
    // An epsilon that one row reaches and all above it, too.
    const epsilon = sorted[1]!;
    const below = sorted.filter((size) => size < epsilon).length;
    assertEquals(
      firstStepByGroup(model, { epsilon })[k]!.rowsBelowEpsilon,
      below,
    );
  }
});

Deno.test("firstStepByGroup() counts the stored weights that notice the update", () => {
  const options = { learningRate: 0.01 };
  const groups = firstStepByGroup(model, { ...options, weights: bf16 });
  for (const [k, ids] of idsOf(model).entries()) {
    const moved = ids.flatMap((i) =>
      [...rowOf(model.gradient, i)].map((g, j) => {
        const weight = bf16(rowOf(model.weights.output, i)[j]!);
        return bf16(weight + firstUpdate(g, options)) !== weight;
      })
    );
    const count = moved.filter(Boolean).length;
    assertEquals(groups[k]!.coordinatesMoved, count);
    assertEquals(groups[k]!.shareMoved, count / moved.length);
  }
  const [inBatch] = groups;
  assert(0 < inBatch!.shareMoved && inBatch!.shareMoved < 1);
});

Deno.test("firstStepByGroup() in binary64 moves what it does not move in bfloat16", () => {
  const [exact, few] = [{}, { weights: bf16 }].map((options) =>
    firstStepByGroup(model, options)[0]!
  );
  assertEquals(exact!.shareMoved, 1);
  assert(few!.shareMoved < 1);
  assertEquals(few!.medianMove, exact!.medianMove);
});

Deno.test("firstStepByGroup() leaves out a kind without tokens", () => {
  const alive = startOfTraining({ ...model.settings, deadTokens: 0 });
  assertEquals(
    firstStepByGroup(alive).map(({ tokens }) => tokens),
    ["live, in the batch", "live, not in it"],
  );
});

Deno.test("firstStepByGroup() refuses what does not fit", () => {
  const { targets: _, ...others } = model;
  assertThrows(() => firstStepByGroup(others as never), TypeError, "targets");
  assertThrows(
    () =>
      firstStepByGroup({ ...model, targets: [60, ...model.targets.slice(1)] }),
    RangeError,
    "Cannot take the first step as targets[0] must be a token",
  );
  assertThrows(
    () => firstStepByGroup(model, { lr: 1 } as never),
    TypeError,
    "lr is no setting",
  );
  assertThrows(
    () => firstStepByGroup(model, { weights: 1 } as never),
    TypeError,
    "weights must be a function",
  );
});
