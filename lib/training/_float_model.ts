/**
 * What the passes of a training in binary32 work with.
 *
 * @module
 */
import { layerNorm } from "../language_model/mod.ts";
import { type States, statesFor } from "./_float_states.ts";
import type { ModelPart } from "./_float_weights.ts";
import type {
  AttentionShape,
  NormalizationKind,
  Operations,
} from "./_operations.ts";
import type { TrainingSettings } from "./training_settings.ts";

/** What a forward pass works with. */
export interface ForwardModel {
  /** The operations that the passes are made of. */
  operations: Operations;
  /** The weights that the model is applied with. */
  weights: ModelPart;
  /** What is kept from the forward pass for the backward pass. */
  states: States;
  /** The shape of the attention. */
  shape: AttentionShape;
  /** What the normalization does. */
  kind: NormalizationKind;
}

/** The same, and the gradients of all weights. */
export interface FloatModel extends ForwardModel {
  /** The gradients of the weights. */
  gradients: ModelPart;
}

/** A model of some settings, with room for its states. */
export function forwardModel(
  settings: TrainingSettings,
  operations: Operations,
  weights: ModelPart,
): ForwardModel {
  return {
    operations,
    weights,
    states: statesFor(settings, operations),
    shape: settings,
    kind: settings.normalization === layerNorm
      ? { isCentered: true, epsilon: 1e-5 }
      : { isCentered: false, epsilon: 2 ** -23 },
  };
}
