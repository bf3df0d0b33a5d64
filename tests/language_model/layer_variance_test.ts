import {
  initialModel,
  layerNorm,
  layerVariance,
  type Normalization,
  startSettings,
} from "adam/language_model";
import type { Matrix } from "adam/matrix";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import { hiddenStates } from "../../lib/language_model/_hidden_states.ts";
import { sequencesOf } from "../../lib/language_model/_sequences.ts";

const sizes = { width: 128, feedForward: 256, sequenceLength: 128 };

/** The variance of a coordinate of what the last normalization is given. */
function varianceBeforeTheEnd(layers: number): number {
  let seen: Matrix;
  const normalization: Normalization = (states, weights) => {
    seen = { ...states, values: states.values.slice() };
    return layerNorm(states, weights);
  };
  // Uniform tokens of a large vocabulary: hardly any two positions share one.
  const settings = startSettings({
    ...sizes,
    layers,
    normalization,
    zipfExponent: 0,
    vocabulary: 20_000,
    deadTokens: 0,
    batch: 2,
    seed: 3,
  });
  // The forward pass alone: the gradient of 20,000 rows takes longer than that.
  const { inputs, weights } = initialModel(settings);
  const sequences = sequencesOf(inputs, settings.sequenceLength);
  hiddenStates(sequences, weights, settings);
  return seen!.values.reduce((sum, x) => sum + x * x, 0) / seen!.values.length;
}

Deno.test("layerVariance() is what the layers of the exact model add", () => {
  const embedded = varianceBeforeTheEnd(0);
  for (const layers of [1, 4]) {
    const added = varianceBeforeTheEnd(layers) - embedded;
    const here = layerVariance({ layers, ...sizes });
    // Left out: products of what is added with what was there, whose mean is 0
    // but which are some 2 sqrt(2 * 0.05) / sqrt(128 * 256) = 0.0035 a layer in
    // one model, 7 % of what it adds. Two of these.
    assert(Math.abs(added / here - 1) < 0.14, `${added} ${here}`);
  }
});

Deno.test("layerVariance() is in proportion to the layers", () => {
  assertStrictEquals(layerVariance({ layers: 0, ...sizes }), 0);
  assertStrictEquals(
    layerVariance({ layers: 4, ...sizes }),
    4 * layerVariance({ layers: 1, ...sizes }),
  );
});

Deno.test("layerVariance() refuses what is out of range", () => {
  for (
    const [name, value] of [
      ["layers", -1],
      ["width", 0],
      ["feedForward", 0.5],
      ["sequenceLength", 0],
    ] as const
  ) {
    assertThrows(
      () => layerVariance({ layers: 1, ...sizes, [name]: value }),
      RangeError,
      `Cannot work out the variance of the layers as ${name} must be`,
    );
  }
});

/** What the attention lets through, added up; of one layer a sixth is left. */
const throughOneByOne = (length: number) => {
  const a = Math.exp(1 / 4);
  let through = 0;
  for (let t = 1; t <= length; t++) through += a / (t - 1 + a) / length;
  return through;
};

Deno.test("layerVariance() of more than a million positions is what all of them add up to", () => {
  const at = (sequenceLength: number) =>
    layerVariance({ ...sizes, layers: 1, sequenceLength });
  const forward = at(1) - 1 / 6;
  for (const length of [1000, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20]) {
    // Sums of below 1 of up to 3 million terms, whose roundings mostly cancel.
    const expected = forward + throughOneByOne(length) / 6;
    assert(Math.abs(at(length) - expected) < 1e-14, `${length}`);
  }
});

Deno.test("layerVariance() of the most positions that can be counted is that of the feed-forward part alone", () => {
  const most = { ...sizes, layers: 1, sequenceLength: Number.MAX_SAFE_INTEGER };
  const forward = layerVariance({ ...sizes, layers: 1, sequenceLength: 1 }) -
    1 / 6;
  // ln(2^53) times 1.3 over 2^53 is 5e-15 of it.
  assert(Math.abs(layerVariance(most) - forward) < 1e-14);
});
