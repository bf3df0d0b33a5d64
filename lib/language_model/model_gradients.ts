/**
 * The gradient of every weight of a model.
 *
 * @module
 */
import {
  requireNumber,
  requireNumbers,
  requireRecord,
  requireType,
} from "../_require.ts";
import { requireForEach } from "../_require_matrix.ts";
import { settingsOf } from "../_settings.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { forwardPass, sum } from "./_hidden_states.ts";
import { hiddenStatesBackward } from "./_hidden_states_backward.ts";
import { requireBackward } from "./_normalization_backward.ts";
import { type Observe, outputBackward } from "./_output_backward.ts";
import { requireWeights } from "./_require_weights.ts";
import { sequencesOf } from "./_sequences.ts";
import type { TransformerWeights } from "./_weights.ts";
import type { Model } from "./initial_model.ts";
import { startSettings } from "./start_settings.ts";
import type { Batch } from "./zipf_batch.ts";

export type { Observe };

/** What {@linkcode modelGradients} has computed. */
export interface ModelGradients {
  /** The mean cross-entropy, $L$. */
  loss: number;
  /** The hidden states that the output matrix is applied to, a row for each position. */
  hidden: Matrix;
  /** The gradient of each weight, in the place of the weight. If the model is tied, `tokens` and `output` are the very same matrix, the sum of both sides. */
  gradients: TransformerWeights;
  /** The gradient as the token embedding: of where a token is looked up. */
  inputSide: Matrix;
  /** The gradient as the output matrix: of where a token is predicted. */
  outputSide: Matrix;
}

/**
 * The loss of a model on a batch, and the gradient of every weight, by
 * backpropagation in binary64:
 *
 * $$L = \frac{1}{N} \sum_t -\ln p_{t y_t}, \quad
 * \frac{\partial L}{\partial \theta} \text{ for each weight } \theta$$
 *
 * Each part of the model has its backward pass beside its forward pass, with
 * its equation. The output matrix is tied to the token embedding if the two
 * are the very same matrix; then its gradient is
 *
 * $$\frac{\partial L}{\partial e} =
 * \underbrace{\frac{\partial L}{\partial e}}_{\text{looked up}} +
 * \underbrace{\frac{\partial L}{\partial w}}_{\text{predicted}}$$
 *
 * Rumelhart, Hinton and Williams, "Learning representations by
 * back-propagating errors" (1986).
 *
 * @param model The weights and the settings, of which `heads`, `normalization`
 * and `sequenceLength` count
 * @param batch The tokens and those that came after them: sequences of
 * `sequenceLength`, one behind the other
 * @param options `observe`: is shown the probabilities at each position
 * @returns The loss, the hidden states and the gradients
 * @throws {RangeError} If a setting is out of range, the normalization neither
 * `layerNorm` nor `rmsNorm`, the weights or tokens do not fit, or a number is
 * not finite, of the result neither
 * @throws {TypeError} If something is not of the type that it must be
 * @example
 * ```ts
 * import { initialModel, modelGradients } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const start = initialModel({ layers: 1, width: 4, vocabulary: 9, deadTokens: 2, sequenceLength: 6 });
 * const { loss, gradients } = modelGradients(start, start);
 *
 * // A small step against the gradient takes its squared norm off the loss.
 * const { weights } = start;
 * const [g, bias] = [gradients, weights].map((of) => of.layers[0]!.feedForward.inner.bias);
 * bias!.forEach((value, i) => bias![i] = value - 1e-5 * g![i]!);
 * const gone = loss - modelGradients(start, start).loss;
 * assertAlmostEquals(gone / 1e-5, g!.reduce((sum, x) => sum + x * x, 0), 1e-5);
 * ```
 */
export function modelGradients(
  model: Model,
  batch: Batch,
  options: { observe?: Observe } = {},
): ModelGradients {
  const action = "work out the gradients";
  const { observe } = settingsOf(action, { observe: ignore }, options);
  requireType(action, "observe", observe, "function");
  const { settings, weights } = requireModelAndBatch(action, model, batch);
  const inputs = Array.from(batch.inputs);
  const sequences = sequencesOf(inputs, settings.sequenceLength);
  const pass = forwardPass(sequences, weights, settings);
  const { hidden } = pass;
  const output = outputBackward(
    hidden,
    weights.output,
    Array.from(batch.targets),
    observe,
  );
  const before = hiddenStatesBackward(
    sequences,
    weights,
    settings,
    pass,
    output.hidden,
  );
  const [inputSide, outputSide] = [before.tokens, output.output];
  const isTied = weights.output === weights.tokens;
  const tokens = isTied ? sum(inputSide, outputSide) : inputSide;
  return {
    loss: output.losses.reduce((sum, loss) => sum + loss) / hidden.rows,
    hidden,
    gradients: { ...before, tokens, output: isTied ? tokens : outputSide },
    inputSide,
    outputSide,
  };
}

/** The model with all its settings, if model and batch fit together. */
function requireModelAndBatch(
  action: string,
  model: Model,
  batch: Batch,
): Model {
  requireRecord(action, "model", model);
  requireRecord(action, "batch", batch);
  requireRecord(action, "settings", model.settings);
  const settings = startSettings(model.settings);
  requireBackward(action, settings.normalization);
  requireWeights(action, model.weights, settings);
  const { vocabulary, sequenceLength } = settings;
  const token = {
    wanted: `a token, a whole number in [0, ${vocabulary})`,
    met: (value: number) =>
      Number.isInteger(value) && value >= 0 && value < vocabulary,
  };
  const { inputs, targets } = batch;
  requireNumbers(action, "inputs", inputs, token);
  requireNumbers(action, "targets", targets, token);
  requireForEach(action, "targets", targets, {
    of: "inputs",
    is: inputs.length,
  });
  requireNumber(action, "inputs.length", inputs.length, {
    wanted: `a multiple of sequenceLength, ${sequenceLength}`,
    met: (length) => length % sequenceLength === 0,
  });
  return { settings, weights: model.weights };
}

const ignore: Observe = () => {};
