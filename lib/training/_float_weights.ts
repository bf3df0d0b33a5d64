/**
 * The weights of a model as parts of one array of binary32.
 *
 * @module
 */
import type { NormalizationPart, Tensor } from "./_operations.ts";
import { type Layout, partOf } from "./_parameters.ts";

/** The weights of a linear layer. */
export interface LinearPart {
  weight: Tensor;
  bias: Float32Array;
}

/** The weights of a layer. */
export interface LayerPart {
  attentionNormalization: NormalizationPart;
  attention: { input: LinearPart; output: LinearPart };
  feedForwardNormalization: NormalizationPart;
  feedForward: { inner: LinearPart; outer: LinearPart };
}

/** The weights of a model, or their gradients; tied, the output matrix is the array of the tokens. */
export interface ModelPart {
  tokens: Tensor;
  positions: Tensor;
  layers: LayerPart[];
  normalization: NormalizationPart;
  output: Tensor;
}

/** All weights in an array, each at its place. */
export function modelIn(
  all: Float32Array,
  { places }: Layout,
  layers: number,
): ModelPart {
  const byName = new Map(
    places.map((place): [string, Tensor] => [
      place.name,
      { ...place, values: partOf(all, place) },
    ]),
  );
  const at = (name: string) => byName.get(name)!;
  const linear = (name: string): LinearPart => ({
    weight: at(`${name}.weight`),
    bias: at(`${name}.bias`).values,
  });
  const normalization = (name: string): NormalizationPart => ({
    gain: at(`${name}.gain`).values,
    shift: byName.get(`${name}.shift`)?.values,
  });
  return {
    tokens: at("tokens"),
    positions: at("positions"),
    layers: Array.from({ length: layers }, (_, i) => ({
      attentionNormalization: normalization(
        `layers.${i}.attentionNormalization`,
      ),
      attention: {
        input: linear(`layers.${i}.attention.input`),
        output: linear(`layers.${i}.attention.output`),
      },
      feedForwardNormalization: normalization(
        `layers.${i}.feedForwardNormalization`,
      ),
      feedForward: {
        inner: linear(`layers.${i}.feedForward.inner`),
        outer: linear(`layers.${i}.feedForward.outer`),
      },
    })),
    normalization: normalization("normalization"),
    output: byName.get("output") ?? at("tokens"),
  };
}
