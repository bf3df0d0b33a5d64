import { outputGradient, softmax } from "adam";
import { type Matrix, matrix, meanRow, product, rowOf } from "adam/matrix";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { cases, distance, hiddenOf } from "./language_model/reference.ts";

const u = 2 ** -53;
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

for (const small of cases) {
  const { name, settings, weights, targets, hidden } = small;
  const ours = outputGradient(hidden, weights.output, targets);

  Deno.test(`outputGradient() is what PyTorch gives: ${name}`, () => {
    // A logit carries the error that it has in product(), 1e-14 at most, and a
    // probability that part of itself. The gradient is a mean of numbers below
    // 4 of which each is off by that. Measured: 1.8e-15 and 1.7e-16.
    assert(distance(ours.losses, small.losses) <= 1e-14);
    assert(distance(ours.gradient.values, small.gradient.values) <= 4e-14);
  });

  Deno.test(`outputGradient() is what PyTorch gives from the tokens on: ${name}`, () => {
    // The hidden states are off by 1e-14 at most, the logits by ten times that,
    // since no row of the output matrix is longer than 10. Measured: 2.8e-16.
    const { gradient, losses } = outputGradient(
      hiddenOf(small),
      weights.output,
      targets,
    );
    assert(distance(losses, small.losses) <= 1e-13);
    assert(distance(gradient.values, small.gradient.values) <= 4e-13);
  });

  Deno.test(`outputGradient() adds up to zero over the vocabulary: ${name}`, () => {
    // A sum of n = 23 numbers, whose sizes add up to at most twice the largest
    // coordinate of h, rounds by 2 n u of that; the probabilities and their
    // products have gone through six roundings. Measured: 0.64 u.
    const { rows } = ours.gradient;
    const largest = Math.max(...hidden.values.map(Math.abs));
    for (const mean of meanRow(ours.gradient)) {
      assertAlmostEquals(rows * mean, 0, (2 * rows + 6) * u * largest);
    }
  });

  Deno.test(`outputGradient() of a row is a sum of hidden states: ${name}`, () => {
    const probabilities = Array.from(
      { length: hidden.rows },
      (_, t) => softmax(rowOf(product(hidden, weights.output), t)),
    );
    for (let i = 0; i < settings.vocabulary; i++) {
      // The sums have the same order; three roundings of each term are
      // elsewhere, and the terms add up to at most 4.3. Measured: 1 u.
      const push = combined(hidden, (t) => probabilities[t]![i]! / hidden.rows);
      const pull = combined(hidden, (t) => -+(targets[t] === i) / hidden.rows);
      assert(distance(rowOf(ours.push, i), push) <= 13 * u);
      assert(distance(rowOf(ours.pull, i), pull) <= 13 * u);
    }
  });

  Deno.test(`outputGradient() does not pull a dead token: ${name}`, () => {
    const live = settings.vocabulary - settings.deadTokens;
    for (let i = live; i < settings.vocabulary; i++) {
      assertEquals([...rowOf(ours.pull, i)].filter((x) => x !== 0), []);
      assertEquals(rowOf(ours.gradient, i), rowOf(ours.push, i));
      assert(Math.hypot(...rowOf(ours.push, i)) > 0);
    }
  });
}

/** The sum of the hidden states, each times its factor. */
function combined(hidden: Matrix, factor: (t: number) => number) {
  const sum = new Float64Array(hidden.columns);
  for (let t = 0; t < hidden.rows; t++) {
    rowOf(hidden, t).forEach((h, j) => sum[j]! += factor(t) * h);
  }
  return sum;
}

Deno.test("outputGradient() is the slope of the loss", () => {
  const { hidden, weights, targets, gradient } = cases[1]!;
  const { output } = weights;
  const lossAt = (at: number, by: number) => {
    const values = output.values.slice();
    values[at]! += by;
    const moved = { ...output, values };
    return mean(outputGradient(hidden, moved, targets).losses);
  };
  const d = 2 ** -14;
  for (let at = 0; at < output.values.length; at++) {
    const slope = (lossAt(at, d) - lossAt(at, -d)) / (2 * d);
    // The rest of the difference's series is d^2 / 6 = 6e-10 times a third
    // derivative, |h|^3 p (1 - p) (1 - 2 p), of which h^3 < 40 and the rest < 0.1;
    // losses of some 5 round by 1e-15, which 2 d makes 1e-11. Measured: 1.6e-10.
    assertAlmostEquals(slope, gradient.values[at]!, 2.5e-9);
  }
});

Deno.test("outputGradient() does not change when all logits of a position are shifted", () => {
  const { weights, targets, hidden } = cases[0]!;
  // A row that is added to every row of the output matrix; in eighths, so that
  // the sums are nearly exact.
  const shift = [8, -4, 16, 0.125, 2, -32, 1, 64];
  const output = matrix(
    23,
    8,
    weights.output.values.map((w, i) => w + shift[i % 8]!),
  );
  const [one, other] = [weights.output, output].map((w) =>
    outputGradient(hidden, w, targets)
  );
  // The products of a logit add up to at most 256, and round eight times by u
  // of that, in two logits; losses and probabilities by this part of
  // themselves, and h is below 4. Measured: 4.1e-14 and 2e-15.
  const allowed = 2 * 8 * 256 * u;
  assert(distance(one!.losses, other!.losses) <= allowed);
  assert(distance(one!.gradient.values, other!.gradient.values) <= 4 * allowed);
});

Deno.test("outputGradient() without differences between the tokens is uniform", () => {
  const hidden = matrix(3, 2, [1, 2, 3, 4, 5, 12]);
  const { losses, push, pull } = outputGradient(hidden, matrix(8, 2), [
    7,
    0,
    7,
  ]);
  assertEquals([...losses], Array(3).fill(Math.log(8)));
  assertEquals([...rowOf(push, 5)], [3 / 8, 6 / 8]);
  assertEquals([...rowOf(pull, 7)], [-2, -(2 / 3 + 4)]);
});

Deno.test("outputGradient() holds where probabilities are far below and losses far above the ordinary", () => {
  const { losses, push } = outputGradient(
    matrix(2, 1, [1, 1]),
    matrix(3, 1, [600, 0, -2000]),
    [1, 2],
  );
  assertEquals([...losses], [600, 2600]);
  assertEquals([...push.values], [1, Math.exp(-600), 0]);
});

Deno.test("outputGradient() is the same in one block of positions and in several", () => {
  const one = cases[0]!;
  const times = 30; // 360 positions
  const many = matrix(360, 8, Array(times).fill([...one.hidden.values]).flat());
  const { gradient } = outputGradient(
    many,
    one.weights.output,
    Array(times).fill(one.targets).flat(),
  );
  // A mean of 30 times as many of the same numbers, below 3 each: 360 u of 3
  // at most. Measured: 3.9e-16.
  assert(distance(gradient.values, one.gradient.values) <= 3 * 360 * u);
});

Deno.test("outputGradient() refuses targets that are not there, and another width", () => {
  const gradientFor = (targets: number[]) => () =>
    outputGradient(matrix(2, 1), matrix(3, 1), targets);
  const action = "Cannot work out the output gradient as";
  assertThrows(
    () => outputGradient(matrix(1, 2), matrix(5, 3), [0]),
    RangeError,
    `${action} output.columns must be that of hidden, 2: current value is 3`,
  );
  const none = [[1, 2]] as unknown as Matrix;
  assertThrows(() => outputGradient(none, matrix(1, 1), [0]), TypeError);
  assertThrows(
    gradientFor([1]),
    RangeError,
    `${action} the number of targets must be that of the hidden states, 2: current value is 1`,
  );
  for (const target of [-1, 3, 0.5, NaN]) {
    assertThrows(
      gradientFor([0, target]),
      RangeError,
      `${action} targets[1] must be a whole number in [0, 3): current value is ${target}`,
    );
  }
});
