import { f64, ulp } from "adam";
import { adafactor, type AdafactorStep, type Matrix, steps } from "adam/family";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { descended } from "./descended.ts";

// What a step may round, in units of 2^-53, with n the longer side, at most 6.
// No term cancels before the sum with the weight. A mean of squares: n + 1
// here, a norm squared n + 3 there; the averages: 3 on either side; the share,
// at least 0.09, is 1 less the decay here: 6. So 2 n + 16 = 28.
const moments = 28;
// The second moment: two moments, the mean of the rows' and n, 3 operations on
// either side: 96, its root 48. The size of the directions, 30 of them at most:
// 48 and the rounding of a mean of squares, 20. That of the weights: 20. Six
// operations more on either side: 148. Measured: 1.8.
const update = 148;

interface Columns {
  weight: number[][][];
  rowMoment: number[][];
  columnMoment: number[][];
}

/** The runs on matrices, and the vector's as one on a matrix of one row. */
const runs = reference.adafactor.map((run) => {
  const { shape, options } = run;
  const isVector = shape.length === 1;
  const matrix = (m: unknown) => (isVector ? [m] : m) as number[][];
  const { secondMoment, ...torch } = run.torch as unknown as
    & Columns
    & { secondMoment?: number[][] };
  const mean = (v: number[]) => v.reduce((sum, x) => sum + x, 0) / v.length;
  return {
    name: `${shape.join(" x ")} ${JSON.stringify(options)}`,
    options,
    start: matrix(run.start),
    gradients: (run.gradients as unknown[]).map(matrix),
    torch: {
      weight: (torch.weight as unknown[]).map(matrix),
      rowMoment: torch.rowMoment ?? secondMoment!.map((v) => [mean(v)]),
      columnMoment: torch.columnMoment ?? secondMoment!,
    },
  };
});

/** The largest distance of two lists, in roundings of the second one's numbers. */
function roundings(here: readonly number[], there: readonly number[]) {
  return Math.max(
    ...here.map((x, i) =>
      x === there[i] ? 0 : Math.abs(x / there[i]! - 1) * 2 ** 53
    ),
  );
}

/** How far the weights may be away: the update's roundings, and the sum's. */
function room(here: AdafactorStep, i: number, j: number, steps = 1) {
  const [weight, change] = [here.weight[i]![j]!, here.update[i]![j]!];
  const larger = Math.max(Math.abs(weight), Math.abs(weight - change));
  // PyTorch rounds a weight that decays three times: 2 ulps.
  return steps * update * 2 ** -53 * Math.abs(change) + 2 * ulp(larger, f64);
}

for (const { name, options, start, gradients, torch } of runs) {
  Deno.test(`adafactor() ${name} takes the steps that PyTorch takes`, () => {
    let state: Partial<AdafactorStep> = { weight: start };
    gradients.forEach((gradient, t) => {
      const here = adafactor(state, gradient, options);
      const there = {
        rowMoment: torch.rowMoment[t]!,
        columnMoment: torch.columnMoment[t]!,
        weight: torch.weight[t]!,
      };
      // Measured: 5.0.
      assert(roundings(here.rowMoment, there.rowMoment) <= moments);
      assert(roundings(here.columnMoment, there.columnMoment) <= moments);
      here.weight.forEach((row, i) =>
        row.forEach((weight, j) =>
          assertAlmostEquals(weight, there.weight[i]![j]!, room(here, i, j))
        )
      );
      state = { step: t + 1, ...there };
    });
  });

  Deno.test(`adafactor() ${name} walks where PyTorch walks`, () => {
    const sums = start.map((row) => row.map(() => 0));
    const walk = steps(adafactor, gradients, { ...options, weight: start });
    for (const here of walk) {
      // What a step rounds stays in the averages, so after t steps an update
      // may be off by t times as much.
      here.weight.forEach((row, i) =>
        row.forEach((weight, j) => {
          sums[i]![j]! += room(here, i, j, here.step);
          const there = torch.weight[here.step - 1]![i]![j]!;
          assertAlmostEquals(weight, there, sums[i]![j]!);
        })
      );
    }
  });
}

Deno.test("adafactor() has the defaults of torch.optim.Adafactor", () => {
  const { lr, beta2_decay, eps: [eps1, eps2], d, weight_decay } =
    reference.torchDefaults.adafactor;
  assertStrictEquals(eps1, null); // the machine epsilon of the weight's type
  const state = { weight: [[2, 3]], step: 3 };
  assertEquals(
    adafactor(state, [[0.5, 0.25]]),
    adafactor(state, [[0.5, 0.25]], {
      learningRate: lr,
      beta2Decay: beta2_decay,
      epsilon1: Number.EPSILON,
      epsilon2: eps2!,
      clippingThreshold: d,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("the first step of a matrix of rank 1 is sign descent", () => {
  const [column, row] = [[1, -3, 1e-3], [2, -5]];
  const gradient = column.map((a) => row.map((b) => a * b));
  const weight = gradient.map((line) => line.map(() => 0.5));
  const { update: here } = adafactor({ weight }, gradient);
  gradient.flat().forEach((g, i) => {
    // 1e-2 of the weights' size, within the roundings of a step here.
    const exact = -5e-3 * Math.sign(g);
    assertAlmostEquals(here.flat()[i]!, exact, update * 2 ** -53 * 5e-3);
  });
});

Deno.test("weights that are zero move by learningRate * epsilon2", () => {
  assertAlmostEquals(adafactor({}, [[7]]).update[0]![0]!, -1e-5, 1e-20);
});

Deno.test("the steps become shorter than the learning rate after 1 / learningRate^2 of them", () => {
  const options = { learningRate: 0.5, epsilon2: 1 };
  const sizes = [4, 5, 16].map((t) => {
    const state = { step: t - 1, rowMoment: [1], columnMoment: [1] };
    return -adafactor(state, [[1]], options).update[0]![0]!;
  });
  // Up to ten roundings of numbers below 1.
  [1 / 2, 1 / Math.sqrt(5), 1 / 4].forEach((exact, i) =>
    assertAlmostEquals(sizes[i]!, exact, 10 * 2 ** -53)
  );
});

Deno.test("a direction that is too long is clipped as a whole", () => {
  const state = { step: 1, rowMoment: [1], columnMoment: [1, 1] };
  const unclipped = { learningRate: 1, epsilon2: 1, clippingThreshold: 100 };
  const long = adafactor(state, [[30, 40]], { ...unclipped, beta2Decay: -50 });
  const [[x, y]] = long.update as [[number, number]];
  const clipped = adafactor(state, [[30, 40]], {
    ...unclipped,
    clippingThreshold: 1,
    beta2Decay: -50,
  });
  const [[u, v]] = clipped.update as [[number, number]];
  const ratio = Math.sqrt((30 ** 2 + 40 ** 2) / 2);
  assertAlmostEquals(x / u, ratio, 1e-9); // 2^-50 of g^2 is in the moments
  assertAlmostEquals(y / v, ratio, 1e-9);
});

Deno.test("Optax and Keras take the same steps at gradients of 1", () => {
  const { start, gradients, optax, keras } = elsewhere.adafactor[0]!;
  for (const here of steps(adafactor, gradients, { weight: start })) {
    here.weight.forEach((row, i) =>
      row.forEach((weight, j) => {
        const t = here.step - 1;
        // Some 100 roundings of an update of 5e-3, three times. Measured: 0.
        assertAlmostEquals(optax[t]![i]![j]!, weight, 300 * 2 ** -53 * 5e-3);
        // Keras comes to 2e-8 of the update only. The steps are below 5e-3.
        assertAlmostEquals(keras[t]![i]![j]!, weight, 1e-7 * 5e-3);
      })
    );
  }
});

Deno.test("the first floor of epsilon1 is taken back by the clipping, the second is not", () => {
  const { start, gradients: [gradient] } = elsewhere.adafactor[0]!;
  const updateOf = (scale: number) =>
    adafactor({ weight: start }, gradient!.map((r) => r.map((g) => g * scale)))
      .update.flat();
  const [plain, above, below] = [0, -30, -45].map((k) => updateOf(2 ** k));
  const ratios = (a: number[], b: number[]) =>
    a.flatMap((x, i) => b[i] ? [x / b[i]!] : []);
  // 2^-30 squared is below 2^-52, and yet nothing has changed but last bits.
  for (const r of ratios(above!, plain!)) {
    assertAlmostEquals(r, 1, 2 * update * 2 ** -53);
  }
  // At 2^-45 all have one divisor: the directions are those of the gradient.
  const inProportion = ratios(below!, gradient!.flat());
  for (const r of inProportion) {
    assertAlmostEquals(r / inProportion[0]!, 1, update * 2 ** -53);
  }
});

Deno.test("gradients whose squared squares overflow still move the weight", () => {
  const weight = [[1, 1], [1, 1]];
  const large = adafactor({ weight }, [[1e150, -1e150], [1e150, -1e150]]);
  // All directions are 1, to the roundings of a step.
  large.update.flat().forEach((change, i) =>
    assertAlmostEquals(change, i % 2 ? 0.01 : -0.01, update * 2 ** -53 * 0.01)
  );
});

Deno.test("adafactor() walks down a sum of squares", () => {
  const gradientAt = (w: Matrix) => w.map((row) => row.map((x) => 2 * x));
  const options = { weight: [[1, -2], [3, 4]], learningRate: 0.1 };
  const { weight } = descended(adafactor, gradientAt, options, 2000);
  // The row and the column of 4 are the slowest: 9e-5.
  const largest = Math.max(...weight.flat().map(Math.abs));
  assert(largest < 1e-4, `${largest}`);
});

Deno.test("adafactor() refuses what is no matrix or does not fit together", () => {
  const vector = [1, 2] as unknown as number[][];
  assertThrows(
    () => adafactor({}, vector),
    TypeError,
    "Cannot take a step of Adafactor as gradient must be a matrix, an array of rows; pass [vector] for a vector",
  );
  for (const matrix of [[], [[]], [[1, 2], [3]]]) {
    assertThrows(
      () => adafactor({}, matrix),
      RangeError,
      "gradient must have rows of one length",
    );
  }
  assertThrows(
    () => adafactor({ weight: [[1, 2]] }, [[1], [2]]),
    RangeError,
    "state.weight must have the shape 2 x 1: current lengths of its rows are [2]",
  );
  assertThrows(
    () => adafactor({ rowMoment: [1, 2] }, [[1, 2]]),
    RangeError,
    "state.rowMoment.length must be 1, as that of the gradient: current value is 2",
  );
  assertThrows(
    () => adafactor({ columnMoment: [1, -2] }, [[1, 2]]),
    RangeError,
    "state.columnMoment[1] must be finite and >= 0: current value is -2",
  );
  assertThrows(
    () => adafactor({}, [[1, NaN]]),
    RangeError,
    "gradient[0][1] must be finite: current value is NaN",
  );
  assertThrows(
    () => adafactor({}, [[1, 1e200]]),
    RangeError,
    "must be finite",
  );
  assertThrows(
    () => adafactor({}, [[0]], { epsilon1: 0 }),
    RangeError,
    "weight[0][0] must be finite: current value is NaN",
  );
});

Deno.test("adafactor() refuses settings out of range", () => {
  const cases = [
    [{ learningRate: -1 }, "learningRate must be finite and >= 0"],
    [{ beta2Decay: 0.1 }, "beta2Decay must be finite and <= 0"],
    [{ epsilon1: -1 }, "epsilon1 must be finite and >= 0"],
    [{ epsilon2: NaN }, "epsilon2 must be finite and >= 0"],
    [{ clippingThreshold: 0.5 }, "clippingThreshold must be finite and >= 1"],
    [{ weightDecay: -1 }, "weightDecay must be finite and >= 0"],
  ] as const;
  for (const [options, message] of cases) {
    assertThrows(() => adafactor({}, [[1]], options), RangeError, message);
  }
});
