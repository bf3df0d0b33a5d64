import { matrix, meanRow, startOfTraining } from "adam/language_model";
import { assert, assertEquals } from "@std/assert";

Deno.test("meanRow() is a mean for each column", () => {
  const numbers = matrix(4, 2, [1, -2, 3, 0, 5, 0, -1, -6]);
  assertEquals([...meanRow(numbers)], [2, -2]);
  assertEquals([...meanRow(matrix(1, 3, [7, -0, 5e-324]))], [7, 0, 5e-324]);
});

Deno.test("meanRow() leaves the matrix as it was", () => {
  const numbers = matrix(2, 2, [1, 2, 3, 4]);
  meanRow(numbers);
  assertEquals([...numbers.values], [1, 2, 3, 4]);
});

Deno.test("meanRow() of a softmax gradient is zero but for rounding: push is pull", () => {
  const { gradient, push } = startOfTraining({
    layers: 1,
    width: 8,
    vocabulary: 50,
    deadTokens: 20,
    batch: 2,
    sequenceLength: 16,
  });
  // Sums of some 50 numbers below 1, each rounded by 2^-53 at most.
  for (const mean of meanRow(gradient)) assert(Math.abs(mean) < 1e-14);
  assert(meanRow(push).some((mean) => Math.abs(mean) > 1e-4));
});
