import { logits, matrix } from "adam/language_model";
import { assert, assertThrows } from "@std/assert";
import { cases, distance } from "./reference.ts";

for (const { name, hidden, weights, logits: expected } of cases) {
  Deno.test(`logits() are what PyTorch gives: ${name}`, () => {
    // Sums of up to nine products, of sizes up to 16, in another order: nine
    // roundings of 1e-15 at most. Measured: 1.8e-15.
    const ours = logits(hidden, weights.output).values;
    assert(distance(ours, expected.values) <= 1e-14);
  });
}

Deno.test("logits() refuses hidden states of another width", () => {
  assertThrows(
    () => logits(matrix(1, 2), matrix(5, 3)),
    RangeError,
    "Cannot work out the logits as the width must be that of the output matrix, 3: current value is 2",
  );
});
