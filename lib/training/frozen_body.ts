/**
 * What the body of a model gives to its output matrix, on fresh sequences.
 *
 * @module
 */
import { finite, positiveInteger, storable } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import {
  type Batch,
  initialModel,
  type Model,
  type StartSettings,
  startSettings,
} from "../language_model/mod.ts";
import { type Matrix, matrix } from "../matrix/matrix.ts";
import { hiddenStates } from "./_float_forward.ts";
import { forwardModel } from "./_float_model.ts";
import { modelIn, type ModelPart } from "./_float_weights.ts";
import type { Operations } from "./_operations.ts";
import { operationsFor } from "./_operations_for.ts";
import { flatWeights, layoutOf } from "./_parameters.ts";
import { largestOf } from "./_rows.ts";
import { batchOfStep } from "./_stream.ts";
import { trainingSettings } from "./training_settings.ts";

/** What {@linkcode frozenBody} returns: a model, its batches, and their hidden states. */
export interface ModelWithBody extends Model, Batch {
  /** The hidden states, $h_t$, a row for each position, one sequence after the other. */
  hidden: Matrix;
}

/**
 * The hidden states of an untrained model, on sequences that never repeat: a
 * body for `frozenBodyRun`. The model is that of `startOfTraining`, and the
 * batches are those that `trainingRun` sees, each of `batch` sequences. They are
 * computed in binary32, by the kernels of `trainingRun`.
 *
 * @param batches How many batches there are
 * @param settings The settings that differ from those of the measured model
 * @returns The model, the tokens of all batches, and the hidden states
 * @throws {RangeError} If `batches` is not a positive integer, a setting is out
 * of range, the normalization neither `layerNorm` nor `rmsNorm`, or a hidden
 * state not finite
 * @throws {TypeError} If something is of the wrong type, or there is no setting
 * of its name
 * @example The first batch is that of the start of training
 * ```ts
 * import { startOfTraining } from "adam/language_model";
 * import { frozenBody } from "adam/training";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const small = { layers: 1, width: 4, vocabulary: 30, batch: 2, sequenceLength: 8, deadTokens: 9 };
 * const { hidden, inputs } = await frozenBody(3, small);
 * const start = startOfTraining(small);
 * assertEquals([hidden.rows, inputs.slice(0, 16)], [48, start.inputs]);
 * assertAlmostEquals(hidden.values[0]!, start.hidden.values[0]!, 1e-5);
 * ```
 */
export async function frozenBody(
  batches: number,
  settings: Partial<StartSettings> = {},
): Promise<ModelWithBody> {
  const start = startSettings(settings);
  const { width, batch, sequenceLength } = start;
  requireNumber(action, "batches", batches, positiveInteger);
  const rows = batches * batch * sequenceLength;
  const size = "the number of numbers in batches";
  requireNumber(action, size, rows * width, storable);
  const model = initialModel(start);
  const hidden = matrix(rows, width);
  const all = trainingSettings({ ...start, storage: "f32" });
  using operations = await operationsFor(all);
  const body = forwardModel(all, operations, weightsIn(operations, model));
  const seen: Batch = { inputs: [], targets: [] };
  for (let step = 1; step <= batches; step++) {
    const { inputs, targets } = batchOfStep("zipf", start, step);
    hiddenStates(body, inputs);
    const { values } = body.states.hidden;
    const largest = largestOf(values);
    requireNumber(action, "the largest hidden state", largest, finite);
    hidden.values.set(values, (step - 1) * values.length);
    seen.inputs.push(...inputs);
    seen.targets.push(...targets);
  }
  return { ...model, ...seen, hidden };
}

const action = "make a frozen body";

/** The weights of a model, where the operations work on them. */
function weightsIn(
  operations: Operations,
  { weights, settings }: Model,
): ModelPart {
  const layout = layoutOf(weights);
  const numbers = operations.allocate(layout.length);
  flatWeights(weights, layout, numbers);
  return modelIn(numbers, layout, settings.layers);
}
