import { matrix } from "adam/matrix";
import { frozenBodyRun, rowShift } from "adam/training";
import { vectorPool } from "adam/vector";
import { assert, assertEquals } from "@std/assert";
import { smallBody } from "./bodies.ts";

Deno.test("rowShift() is the median distance, that of the mean row, and their ratio", () => {
  const shift = rowShift(matrix(3, 2, [3, 4, -3, -4, 0, 30]));
  assertEquals(shift, { medianRow: 5, meanRow: 10, ratio: 2 });
  const unmoved = { medianRow: 0, meanRow: 0, ratio: 0 };
  assertEquals(rowShift(matrix(3, 2)), unmoved);
  const byOne = { medianRow: 0, meanRow: 2, ratio: Infinity };
  assertEquals(rowShift(matrix(3, 1, [0, 0, 6])), byOne);
});

Deno.test("Adam shifts the mean row of an output matrix, and gradient descent does not", async () => {
  using pool = await vectorPool({ threads: 1 });
  const { output, ...body } = smallBody();
  const shiftOf = (adam: object) => {
    const run = frozenBodyRun(pool, body, { output, adam, steps: 10 });
    return rowShift(run.ungrouped.displacement);
  };
  const descent = { beta1: 0, epsilon: 1e4, learningRate: 1e3 };
  assert(shiftOf({ learningRate: 0.01 }).ratio > 0.1);
  // What is left is rounding: 20 rows of size 1 by 6e-8 a step, of moves of 1e-2.
  assert(shiftOf(descent).ratio < 1e-4);
  assert(shiftOf(descent).medianRow > 1e-3);
});
