/**
 * What is asked of the weights of a model.
 *
 * @module
 */
import { inWords, requireRecord } from "../_require.ts";
import {
  type Matrix,
  requireForEach,
  requireMatrix,
  type Size,
} from "../_require_matrix.ts";
import type { LinearWeights, TransformerWeights } from "./_weights.ts";
import type { NormalizationWeights } from "./normalization.ts";
import type { StartSettings } from "./start_settings.ts";

/** Throws unless each weight has the shape that the settings say, and is finite. */
export function requireWeights(
  action: string,
  weights: TransformerWeights,
  settings: StartSettings,
): void {
  requireRecord(action, "weights", weights);
  const width = { of: "width", is: settings.width };
  const vocabulary = { of: "vocabulary", is: settings.vocabulary };
  const inner = { of: "feedForward", is: settings.feedForward };
  const matrix = (name: string, value: Matrix, rows: Size) =>
    requireMatrix(action, name, value, { rows, columns: width });
  const linear = (
    name: string,
    of: LinearWeights,
    rows: Size,
    columns: Size,
  ) => {
    requireRecord(action, name, of);
    requireMatrix(action, `${name}.weight`, of.weight, { rows, columns });
    requireForEach(action, `${name}.bias`, of.bias, rows);
  };
  const normalization = (name: string, of: NormalizationWeights) => {
    requireRecord(action, name, of);
    requireForEach(action, `${name}.gain`, of.gain, width);
    if (of.shift === undefined) return;
    requireForEach(action, `${name}.shift`, of.shift, width);
  };
  const length = { of: "sequenceLength", is: settings.sequenceLength };
  matrix("tokens", weights.tokens, vocabulary);
  matrix("positions", weights.positions, length);
  matrix("output", weights.output, vocabulary);
  normalization("normalization", weights.normalization);
  if (!Array.isArray(weights.layers)) {
    throw new TypeError(
      `Cannot ${action} as layers must be a list of layers: current value is ${
        inWords(weights.layers)
      }`,
    );
  }
  const three = { of: "3 width", is: 3 * settings.width };
  for (const [i, layer] of weights.layers.entries()) {
    const name = `layers[${i}]`;
    requireRecord(action, name, layer);
    const { attention, feedForward } = layer;
    requireRecord(action, `${name}.attention`, attention);
    requireRecord(action, `${name}.feedForward`, feedForward);
    linear(`${name}.attention.input`, attention.input, three, width);
    linear(`${name}.attention.output`, attention.output, width, width);
    linear(`${name}.feedForward.inner`, feedForward.inner, inner, width);
    linear(`${name}.feedForward.outer`, feedForward.outer, width, inner);
    for (
      const which of [
        "attentionNormalization",
        "feedForwardNormalization",
      ] as const
    ) normalization(`${name}.${which}`, layer[which]);
  }
}
