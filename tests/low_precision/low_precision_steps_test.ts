import {
  adamSteps,
  applyUpdate,
  bf16,
  biasCorrection,
  f16,
  f32,
  f64,
  movingAverage,
  type Round,
  ulpDistance,
} from "adam";
import { randomNumbers } from "adam/statistics";
import {
  kahanSum,
  type LowPrecisionOptions,
  lowPrecisionSteps,
  parkingPoint,
  plainSum,
  plateau,
  stochastically,
  storedDecay,
  towardZero,
} from "adam/low_precision";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import reference from "data/low_precision.json" with { type: "json" };
import optax from "data/low_precision_optax.json" with { type: "json" };
import { formats, numbersFromHex } from "../formats.ts";
import { constantGradients, manyGradients } from "./recorded_gradients.ts";

function last(gradients: Iterable<number>, options: LowPrecisionOptions) {
  return [...lowPrecisionSteps(gradients, options)].at(-1)!;
}

const ones = (count: number) => Array<number>(count).fill(1);

Deno.test("lowPrecisionSteps() of binary64 is adamSteps() with its weights", () => {
  const gradients = [0.1, -3, 2e-7, 0, 5];
  let weight = 0.25;
  const expected = [...adamSteps(gradients)].map((record) => {
    weight = applyUpdate(weight, record.update);
    return { ...record, weight, compensation: 0 };
  });
  assertEquals([...lowPrecisionSteps(gradients, { weight: 0.25 })], expected);
});

Deno.test("lowPrecisionSteps() stores each kind of number in its own format", () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  const format = fc.constantFrom<Round>(bf16, f16, f32, f64);
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 1, maxLength: 20 }),
      fc.tuple(format, format, format),
      (gradients, [weights, moments, updates]) => {
        // A gradient below 2^-10 may leave an update that f16 cannot hold.
        const given = gradients.map((g) => Math.abs(g) < 2 ** -10 ? 1 : g);
        const options = { weights, moments, updates, sum: kahanSum };
        for (const record of lowPrecisionSteps(given, options)) {
          const { weight, compensation, update } = record;
          assertStrictEquals(weights(weight), weight);
          assertStrictEquals(weights(compensation), compensation);
          assertStrictEquals(updates(update), update);
          const { firstMoment, secondMoment } = record;
          assertStrictEquals(moments(firstMoment), firstMoment);
          assertStrictEquals(moments(secondMoment), secondMoment);
        }
      },
    ),
    { seed: 1 },
  );
});

Deno.test("lowPrecisionSteps() rounds the update once, and never the corrections", () => {
  const options = { moments: bf16, updates: bf16, beta2: 0.999 };
  for (const record of lowPrecisionSteps([1, 1, 1], options)) {
    const mHat = record.firstMoment / biasCorrection(0.9, record.step);
    const vHat = record.secondMoment / biasCorrection(0.999, record.step);
    const exact = -1e-3 * mHat / (Math.sqrt(vHat) + 1e-8);
    assertStrictEquals(record.update, bf16(exact));
  }
});

Deno.test("lowPrecisionSteps() stalls where plateau() says, and parks where parkingPoint() says", () => {
  for (const round of [bf16, f16]) {
    for (const gradient of [1, 0.01, -3, 30]) {
      for (const beta2 of [0.9, 0.99, 0.999]) {
        const options = { weights: round, moments: round, beta2 };
        const m = plateau(gradient, { decay: 0.9, round });
        const v = plateau(gradient ** 2, { decay: beta2, round });
        const gradients = Array<number>(20_000).fill(gradient);
        const record = last(gradients, options);
        assertStrictEquals(record.firstMoment, m);
        assertStrictEquals(record.secondMoment, v);
        const update = -1e-3 * m / (Math.sqrt(v) + 1e-8);
        assertStrictEquals(record.weight, parkingPoint(0, update, round));
      }
    }
  }
});

/** Where a recorded run of PyTorch ended. */
function ended(name: "bf16" | "f16", way: string, start: number) {
  const run = reference.constant.find((run) =>
    run.format === name && run.way === way && run.gradients === "ones" &&
    run.start === start
  )!;
  const end = (column: string[]) =>
    numbersFromHex(column.at(-1)!, formats[name])[0]!;
  return {
    weight: end(run.weight),
    firstMoment: end(run.firstMoment),
    secondMoment: end(run.secondMoment),
  };
}

for (const name of ["bf16", "f16"] as const) {
  const { round } = formats[name];
  const m = plateau(1, { decay: 0.9, round });

  Deno.test(`plateau() is where the moments of PyTorch's fused Adam end in ${name}, and parkingPoint() where its weight does`, () => {
    const v = plateau(1, { decay: 0.999, round });
    const { firstMoment, secondMoment, weight } = ended(name, "fused", 0);
    assertEquals([firstMoment, secondMoment], [m, v]);
    // Its update is made of the moments as they are before they are rounded.
    const [nextM, nextV] = [0.9 * m + 0.1, 0.999 * v + 0.001];
    const update = -1e-3 * nextM / Math.sqrt(nextV);
    assertStrictEquals(parkingPoint(0, update, round), weight);
  });

  Deno.test(`PyTorch's single tensor in ${name} rounds 0.999 v on its own, and ends with another v`, () => {
    const next = (v: number) => round(round(0.999 * v) + 0.001);
    const { firstMoment, secondMoment, weight } = ended(name, "single", 0);
    assertStrictEquals(firstMoment, m);
    assertStrictEquals(next(secondMoment), secondMoment);
    assert(secondMoment !== plateau(1, { decay: 0.999, round }));
    const update = -1e-3 * m / Math.sqrt(secondMoment);
    assertStrictEquals(parkingPoint(0, update, round), weight);
  });
}

Deno.test("in bf16 PyTorch's single tensor stalls at the parking point of a thousandth, as no v decays", () => {
  const { secondMoment } = ended("bf16", "single", 0);
  assertStrictEquals(parkingPoint(0, 1 - 0.999, bf16), secondMoment);
});

/** A run of Optax, in numbers. */
function withOptax(name: "bf16" | "f16", gradients: string) {
  const run = optax.runs.find((run) =>
    run.format === name && run.gradients === gradients
  )!;
  const numbers = (column: string) => numbersFromHex(column, formats[name]);
  return {
    weights: numbers(run.weight),
    firstMoments: numbers(run.firstMoment),
    secondMoments: numbers(run.secondMoment),
  };
}

Deno.test("Optax in bf16 has a beta2 of 1: v walks by a stored 1 - beta2, parks, and never falls", () => {
  const { weights, firstMoments, secondMoments } = withOptax("bf16", "ones");
  const v = parkingPoint(0, bf16(1 - 0.999), bf16);
  assertStrictEquals(secondMoments.at(-1), v);
  const m = plateau(1, { decay: 0.9, round: bf16 });
  assertStrictEquals(firstMoments.at(-1), m);
  const update = -1e-3 * m / Math.sqrt(v);
  assertStrictEquals(weights.at(-1), parkingPoint(0, update, bf16));

  const burst = withOptax("bf16", "ten ones, then zeros");
  assertStrictEquals(burst.secondMoments[3], burst.secondMoments.at(-1));
  // XLA has no subnormals, so its m falls to zero and not to a plateau.
  assertStrictEquals(burst.firstMoments.at(-1), 0);
});

Deno.test("Optax in f16 loses epsilon and small v like f16 does here: NaN, and infinity", () => {
  for (
    const [name, gradient] of [["zeros", 0], [
      "thousandths",
      f16(1e-3),
    ]] as const
  ) {
    const theirs = withOptax("f16", name);
    const own = last([gradient], {
      moments: f16,
      weights: f16,
      epsilon: f16(1e-8),
      accept: () => true,
    });
    assertStrictEquals(own.weight, theirs.weights[0]);
    assertStrictEquals(own.secondMoment, theirs.secondMoments[0]);
  }
});

Deno.test("lowPrecisionSteps() has the moments of PyTorch's fused Adam for constant gradients", () => {
  for (const name of ["bf16", "f16"] as const) {
    const format = formats[name];
    for (const run of reference.constant) {
      if (run.format !== name || run.way !== "fused") continue;
      const { round } = format;
      const count = run.steps.at(-1)!;
      const gradients = constantGradients(run.gradients, count, round);
      const records = [...lowPrecisionSteps(gradients, {
        moments: round,
        accept: () => true,
      })];
      const kept = run.steps.map((step) => records[step - 1]!);
      const moments = (column: string[]) =>
        numbersFromHex(column.join(""), format);
      assertEquals(kept.map((r) => r.firstMoment), moments(run.firstMoment));
      assertEquals(kept.map((r) => r.secondMoment), moments(run.secondMoment));
    }
  }
});

Deno.test("movingAverage() differs from PyTorch's fused Adam by an ulp at most, where that rounds to binary32 on the way", () => {
  const off = { bf16: [0, 0], f16: [0, 0] };
  for (const name of ["bf16", "f16"] as const) {
    const format = formats[name];
    const { round } = format;
    const run = reference.many.runs.find((run) =>
      run.format === name && run.way === "fused"
    )!;
    const gradients = manyGradients(name);
    // Each step sets out from PyTorch's state, so nothing adds up.
    let [m, v] = [gradients[0]!.map(() => 0), gradients[0]!.map(() => 0)];
    gradients.forEach((row, t) => {
      const nextM = numbersFromHex(run.firstMoment[t]!, format);
      const nextV = numbersFromHex(run.secondMoment[t]!, format);
      row.forEach((g, i) => {
        const ownM = movingAverage(m[i]!, g, { decay: 0.9, round });
        const ownV = movingAverage(v[i]!, g * g, { decay: 0.999, round });
        const distances = [
          ulpDistance(ownM, nextM[i]!, round),
          ulpDistance(ownV, nextV[i]!, round),
        ];
        assert(Math.max(...distances) <= 1);
        distances.forEach((distance, which) => off[name][which]! += distance);
      });
      [m, v] = [nextM, nextV];
    });
  }
  // Of 3200 each. A binary32 share of 0.1 or 0.001, and g - m in binary32, are
  // up to 2^-24 off: a tie in 8 or 11 digits is decided the other way.
  assertEquals(off, { bf16: [27, 0], f16: [29, 2] });
});

Deno.test("weights in bf16 keep still, or walk by chance, or by what is owed", () => {
  const walk = (weights: Round, sum = plainSum) =>
    last(ones(1000), { weight: 1, weights, sum }).weight;
  assertStrictEquals(walk(bf16), 1);
  // From 1 by 1000 steps of a thousandth to 0. What is owed stays below 2^-9,
  // so each step rounds it by at most 2^-18. Measured: 0.0004 in all.
  assert(Math.abs(walk(bf16, kahanSum)) < 1000 * 2 ** -18);
  const ends = Array.from(
    { length: 20 },
    (_, seed) => walk(stochastically(bf16, randomNumbers(seed))),
  );
  const mean = ends.reduce((sum, end) => sum + end) / ends.length;
  // One walk is a sum of 1000 draws with a deviation of at most half of 2^-8:
  // 0.062; the mean of 20 has 0.014. Measured: 0.012.
  assert(Math.abs(mean) < 3 * 0.014);
});

Deno.test("a beta2 that is cut to bf16 runs, with v closer to its gradient and no stall", () => {
  const beta2 = storedDecay(0.999, towardZero(bf16));
  const cut = last(ones(5000), { beta2, moments: bf16 });
  const exact = last(ones(5000), { moments: bf16 });
  assertStrictEquals(
    cut.secondMoment,
    plateau(1, { decay: beta2, round: bf16 }),
  );
  assert(cut.secondMoment > exact.secondMoment);
});

Deno.test("f16 without an epsilon: 0 / 0 is refused, or NaN for good where that is wanted", () => {
  const options = { moments: f16, epsilon: f16(1e-8) };
  assertThrows(
    () => last([0], options),
    RangeError,
    "Cannot take an Adam step as update must be finite: current value is NaN",
  );
  const accept = () => true;
  assertStrictEquals(last([0, 1], { ...options, accept }).weight, NaN);
  // v of a small gradient is 0 as well: m / 0.
  assertStrictEquals(last([1e-3], { ...options, accept }).weight, -Infinity);
});

Deno.test("lowPrecisionSteps() refuses a weight that leaves its format, and one that is no number", () => {
  const large = { weight: 65504, learningRate: 100, weights: f16 };
  assertThrows(
    () => last([-1], large),
    RangeError,
    "Cannot store the weight as weight must be finite: current value is Infinity",
  );
  assertStrictEquals(
    last([-1], { ...large, accept: () => true }).weight,
    Infinity,
  );
  assertThrows(() => last([1], { weight: NaN }), RangeError, "weight");
});

Deno.test("lowPrecisionSteps() takes endless gradients and makes steps when asked", () => {
  function* endless() {
    while (true) yield 1;
  }
  const steps = lowPrecisionSteps(endless(), { weights: bf16 });
  assertStrictEquals(steps.next().value!.step, 1);
  assertStrictEquals(steps.next().value!.step, 2);
});
