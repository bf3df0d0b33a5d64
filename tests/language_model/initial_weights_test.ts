import { randomNumbers } from "adam/statistics";
import {
  initialEmbedding,
  initialLinear,
} from "../../lib/language_model/_initialization.ts";
import { initialWeights } from "../../lib/language_model/_initial_weights.ts";
import { startSettings } from "adam/language_model";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";

const small = {
  width: 4,
  heads: 2,
  feedForward: 6,
  vocabulary: 9,
  deadTokens: 2,
};
const weights = (changed: object = {}) =>
  initialWeights(startSettings({ ...small, ...changed }), randomNumbers(3));

Deno.test("initialWeights() are tied by being the same matrix", () => {
  const tied = weights();
  assertStrictEquals(tied.output, tied.tokens);
  const { tokens, output } = weights({ tied: false, outputSigma: 0 });
  assert(tokens.values.every((x) => x !== 0));
  assertEquals(output.rows, 9);
  assert(output.values.every((x) => x === 0));
});

Deno.test("initialWeights() draw each layer on its own", () => {
  const [one, other] = weights({ layers: 2 }).layers;
  assert(
    one!.attention.input.weight.values[0] !==
      other!.attention.input.weight.values[0],
  );
  assertEquals(one!.feedForward.inner.weight.rows, 6);
  assertEquals(one!.feedForward.outer.weight.columns, 6);
});

Deno.test("initialWeights() of models that differ in scale, depth or tying have all else in common", () => {
  const { tokens, positions, layers } = weights();
  for (
    const changed of [{ layers: 1 }, { tied: false }, {
      sigma: 2,
      positionSigma: 0.5,
    }]
  ) {
    const other = weights(changed);
    const { sigma = 1, positionSigma = 1 } = changed as Record<string, number>;
    assertEquals(other.tokens.values, tokens.values.map((x) => sigma * x));
    assertEquals(
      other.positions.values,
      positions.values.map((x) => positionSigma * x),
    );
    assertEquals(other.layers[0], layers[0]);
  }
});

Deno.test("initialWeights() draw tokens, positions and then the layers", () => {
  const uniform = randomNumbers(3);
  const { tokens, positions, layers } = weights({
    layers: 1,
    sequenceLength: 5,
  });
  const next = (rows: number) =>
    initialEmbedding(rows, 4, { sigma: 1, uniform });
  assertEquals([next(9), next(5)], [tokens, positions]);
  for (let i = 0; i < 16 * 3 + 16; i++) uniform(); // the attention
  assertEquals(initialLinear(6, 4, uniform), layers[0]!.feedForward.inner);
});
