/**
 * All numbers of a model in one array, and where each weight has its part.
 *
 * @module
 */
import type { Matrix } from "../matrix/matrix.ts";
import type {
  LinearWeights,
  NormalizationWeights,
  TransformerWeights,
} from "../language_model/mod.ts";

/** The arrays that a training stores its numbers in. */
export type Numbers = Float32Array | Float64Array;

/** Where a weight has its numbers. */
export interface Place {
  /** The name of the weight: its path in the weights of the model. */
  name: string;
  /** How many rows it has; of a vector, one. */
  rows: number;
  /** How many numbers a row has. */
  columns: number;
  /** The index of its first number. */
  offset: number;
}

/** Where all weights have their numbers. */
export interface Layout {
  /** The weights, one after the other. */
  places: Place[];
  /** How many numbers there are, padding included. */
  length: number;
}

/** Every weight by its name: matrices, and vectors as matrices of one row. A tied output matrix is not listed separately. */
export function weightsByName(weights: TransformerWeights): [string, Matrix][] {
  const vector = (name: string, values: Float64Array): [string, Matrix] => [
    name,
    { rows: 1, columns: values.length, values },
  ];
  const linear = (name: string, of: LinearWeights): [string, Matrix][] => [
    [`${name}.weight`, of.weight],
    vector(`${name}.bias`, of.bias),
  ];
  const normalization = (name: string, of: NormalizationWeights) => [
    vector(`${name}.gain`, of.gain),
    ...(of.shift ? [vector(`${name}.shift`, of.shift)] : []),
  ];
  const { tokens, positions, layers, output } = weights;
  return [
    ["tokens", tokens],
    ["positions", positions],
    ...layers.flatMap((layer, i) => [
      ...normalization(
        `layers.${i}.attentionNormalization`,
        layer.attentionNormalization,
      ),
      ...linear(`layers.${i}.attention.input`, layer.attention.input),
      ...linear(`layers.${i}.attention.output`, layer.attention.output),
      ...normalization(
        `layers.${i}.feedForwardNormalization`,
        layer.feedForwardNormalization,
      ),
      ...linear(`layers.${i}.feedForward.inner`, layer.feedForward.inner),
      ...linear(`layers.${i}.feedForward.outer`, layer.feedForward.outer),
    ]),
    ...normalization("normalization", weights.normalization),
    ...(output === tokens ? [] : [["output", output] as [string, Matrix]]),
  ];
}

/** Lays out all weights, each starting at a multiple of 16 numbers: a cache line of binary32. */
export function layoutOf(weights: TransformerWeights): Layout {
  let length = 0;
  const places = weightsByName(weights).map(([name, { rows, columns }]) => {
    const offset = length;
    length += Math.ceil(rows * columns / 16) * 16;
    return { name, rows, columns, offset };
  });
  return { places, length };
}

/** The numbers of a weight, in place. */
export function partOf<Type extends Numbers>(all: Type, place: Place): Type {
  const { offset, rows, columns } = place;
  return all.subarray(offset, offset + rows * columns) as Type;
}

/** Puts the weights of a model at their places. */
export function flatWeights<Type extends Numbers>(
  weights: TransformerWeights,
  { places }: Layout,
  into: Type,
): Type {
  weightsByName(weights).forEach(([, { values }], i) =>
    partOf(into, places[i]!).set(values)
  );
  return into;
}
