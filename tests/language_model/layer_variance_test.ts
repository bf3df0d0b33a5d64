import {
  layerNorm,
  layerVariance,
  type Matrix,
  type Normalization,
  startOfTraining,
} from "adam/language_model";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";

const sizes = { width: 128, feedForward: 256, sequenceLength: 128 };

/** The variance of a coordinate of what the last normalization is given. */
function varianceBeforeTheEnd(layers: number): number {
  let seen: Matrix;
  const normalization: Normalization = (states, weights) => {
    seen = { ...states, values: states.values.slice() };
    return layerNorm(states, weights);
  };
  // Uniform tokens of a large vocabulary: hardly any two positions share one.
  startOfTraining({
    ...sizes,
    layers,
    normalization,
    zipfExponent: 0,
    vocabulary: 20_000,
    deadTokens: 0,
    batch: 2,
    seed: 3,
  });
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
