import { outputGradient } from "adam";
import { matrix } from "adam/matrix";
import { meanProbability } from "adam/training";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const numbers = (count: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: count,
    maxLength: count,
  });

Deno.test("meanProbability() of a token is its push on a column of ones, and of all tokens 1 / V", () => {
  fc.assert(
    fc.property(numbers(5 * 2), numbers(4 * 2), (states, rows) => {
      // A third column of ones in the states, that no logit sees.
      const hidden = matrix(5, 3);
      const output = matrix(4, 3);
      states.forEach((x, i) => hidden.values[3 * (i >> 1) + (i & 1)] = x);
      rows.forEach((x, i) => output.values[3 * (i >> 1) + (i & 1)] = x);
      for (let t = 0; t < 5; t++) hidden.values[3 * t + 2] = 1;
      const { push } = outputGradient(hidden, output, [0, 0, 0, 0, 0]);
      const of = (first: number, count: number) =>
        meanProbability(hidden, output, { first, count });
      // Sums of a few numbers below 1, each rounded by 1e-16.
      for (let i = 0; i < 4; i++) {
        assertAlmostEquals(of(i, 1), push.values[3 * i + 2]!, 1e-15);
      }
      assertAlmostEquals(of(1, 2), (of(1, 1) + of(2, 1)) / 2, 1e-15);
      assertAlmostEquals(of(0, 4), 1 / 4, 1e-15);
    }),
  );
});

Deno.test("meanProbability() refuses tokens that the matrix has no rows for, and states of another width", () => {
  const refuses = (first: number, count: number, name: string) =>
    assertThrows(
      () => meanProbability(matrix(2, 3), matrix(4, 3), { first, count }),
      RangeError,
      `Cannot work out the mean probability as ${name} must be`,
    );
  refuses(4, 1, "first");
  refuses(1, 4, "count");
  refuses(1, 0, "count");
  assertThrows(
    () => meanProbability(matrix(2, 3), matrix(4, 2), { first: 0, count: 1 }),
    RangeError,
    "output.columns must be that of hidden, 3",
  );
});
