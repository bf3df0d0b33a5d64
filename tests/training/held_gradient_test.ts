import { heldGradient } from "adam/training";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

const records = [8, 1, 2, 6].map((gradient, i) => (
  { step: 10 * (i + 1), epsilon: 2, gradient }
));

Deno.test("heldGradient() is the median of |g| / ε from a step on, that step included", () => {
  assertEquals(heldGradient(records, 20), 1);
  assertEquals(heldGradient(records, 21), 2);
  assertEquals(heldGradient(records, 0), 2);
});

Deno.test("heldGradient() does not depend on the unit of gradients", () => {
  const tiny = records.map(({ step, epsilon, gradient }) => (
    { step, epsilon: epsilon * 1e-12, gradient: gradient * 1e-12 }
  ));
  assertAlmostEquals(heldGradient(tiny, 20), 1, 1e-15);
});

Deno.test("heldGradient() refuses a step after which there is no record, and ε of zero", () => {
  assertThrows(
    () => heldGradient(records, 41),
    RangeError,
    "Cannot find the held gradient as the number of records from there on must be at least 1",
  );
  assertThrows(
    () => heldGradient([{ step: 1, epsilon: 0, gradient: 1 }], 0),
    RangeError,
    "epsilon must be finite and > 0",
  );
});
