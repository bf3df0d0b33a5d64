/**
 * The forward pass of the model in binary32, operation by operation, as
 * `modelGradients` does in binary64.
 *
 * @module
 */
import type { ForwardModel } from "./_float_model.ts";
import type { LayerStates } from "./_float_states.ts";
import type { LayerPart, LinearPart } from "./_float_weights.ts";
import type { Operations, Tensor } from "./_operations.ts";

/** Works out the hidden states and the logits. */
export function forward(model: ForwardModel, inputs: ArrayLike<number>): void {
  const { operations, weights, states: { hidden, logits } } = model;
  hiddenStates(model, inputs);
  operations.linear(logits, hidden, weights.output);
}

/** Works out the hidden states. */
export function hiddenStates(
  model: ForwardModel,
  inputs: ArrayLike<number>,
): void {
  const { operations: to, weights, states, kind } = model;
  let x = states.embedded;
  to.embed(x, weights.tokens, weights.positions, inputs);
  for (const [i, layer] of weights.layers.entries()) {
    const kept = states.layers[i]!;
    throughLayer(model, x, layer, kept);
    x = kept.after;
  }
  const { hidden, scales } = states;
  to.normalize(hidden, scales, x, weights.normalization, kind);
}

function throughLayer(
  { operations: to, states, shape, kind }: ForwardModel,
  x: Tensor,
  layer: LayerPart,
  kept: LayerStates,
): void {
  const { attention, feedForward } = layer;
  const { seen, projected, found, between, own, inner, activated } = kept;
  const part = states.ofPart;
  to.normalize(seen, kept.seenScales, x, layer.attentionNormalization, kind);
  linear(to, projected, seen, attention.input);
  to.attend(found, kept.logSums, projected, shape);
  linear(to, part, found, attention.output);
  to.add(between.values, x.values, part.values);
  const { feedForwardNormalization } = layer;
  to.normalize(own, kept.ownScales, between, feedForwardNormalization, kind);
  linear(to, inner, own, feedForward.inner);
  to.gelu(activated.values, inner.values);
  linear(to, part, activated, feedForward.outer);
  to.add(kept.after.values, between.values, part.values);
}

function linear(
  operations: Operations,
  to: Tensor,
  given: Tensor,
  { weight, bias }: LinearPart,
): void {
  operations.linear(to, given, weight, bias);
}
