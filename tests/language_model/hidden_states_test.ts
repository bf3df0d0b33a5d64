import { hiddenStates } from "../../lib/language_model/_hidden_states.ts";
import { layerNorm } from "adam/language_model";
import { matrix } from "adam/matrix";
import { assert, assertEquals } from "@std/assert";
import { cases, distance, hiddenOf } from "./reference.ts";

for (const small of cases) {
  Deno.test(`hiddenStates() is what PyTorch gives: ${small.name}`, () => {
    // Sums of ten numbers up to 10 round by some 1e-15 in either; each part of
    // a layer hands that on. Measured: 3.3e-15, of numbers up to 3.4.
    assert(distance(hiddenOf(small).values, small.hidden.values) <= 1e-14);
  });
}

const { weights, inputs } = cases[0]!;
const heads = 2;

Deno.test("hiddenStates() without layers is the norm of the sum of two rows", () => {
  const { tokens, positions, normalization } = weights;
  const rows = inputs.flatMap((sequence) =>
    sequence.map((token, t) =>
      Array.from(
        { length: 8 },
        (_, j) => tokens.values[8 * token + j]! + positions.values[8 * t + j]!,
      )
    )
  );
  const sums = matrix(rows.length, 8, rows.flat());
  assertEquals(
    hiddenStates(inputs, weights, { heads, normalization: layerNorm }),
    layerNorm(sums, normalization),
  );
});

Deno.test("hiddenStates() looks up to the position and not behind it", () => {
  const small = cases[2]!;
  const full = hiddenOf(small).values;
  const half = hiddenOf({
    ...small,
    inputs: small.inputs.slice(0, 1).map((sequence) => sequence.slice(0, 3)),
  }).values;
  // Softmaxes of fewer numbers; products in other blocks sum in the same order.
  assertEquals([...half], [...full.slice(0, half.length)]);
});

Deno.test("hiddenStates() takes any function of a matrix for its normalization", () => {
  const identity = { heads: 1, normalization: (x: typeof weights.tokens) => x };
  const { values } = hiddenStates([[2]], weights, identity);
  const { tokens, positions } = weights;
  assertEquals(values[0], tokens.values[16]! + positions.values[0]!);
});
