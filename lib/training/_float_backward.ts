/**
 * The backward pass of the model in binary32, operation by operation, as
 * `modelGradients` does in binary64.
 *
 * @module
 */
import type { FloatModel } from "./_float_model.ts";
import type { LinearPart } from "./_float_weights.ts";
import type { NormalizationPart, Operations, Tensor } from "./_operations.ts";

/** Works out all gradients, from that of the logits. */
export function backward(model: FloatModel, inputs: ArrayLike<number>): void {
  const { operations: to, weights, gradients, states, kind } = model;
  const { hidden, scales, logits, ofStates, ofPart, ofLookedUp } = states;
  to.product(ofPart, logits, weights.output);
  to.transposedProduct(gradients.output, logits, hidden);
  const last = states.layers.at(-1)?.after ?? states.embedded;
  to.normalizeBackward(
    { ...ofStates, ...gradients.normalization },
    ofPart,
    scales,
    last,
    weights.normalization,
    kind,
  );
  for (let i = weights.layers.length - 1; i >= 0; i--) {
    feedForwardBackward(model, i);
    attentionBackward(model, i);
  }
  const { tokens, positions, output } = gradients;
  const isTied = tokens === output;
  const lookedUp = isTied ? ofLookedUp : tokens;
  to.embedBackward({ tokens: lookedUp, positions }, ofStates, inputs);
  if (isTied) to.add(tokens.values, tokens.values, lookedUp.values);
}

function feedForwardBackward(model: FloatModel, i: number): void {
  const { operations: to, states } = model;
  const [weights, gradients] = [
    model.weights.layers[i]!,
    model.gradients.layers[i]!,
  ];
  const { activated, inner, own, ownScales, between } = states.layers[i]!;
  const { ofStates, ofInner, ofPart } = states;
  linearBackward(
    to,
    ofInner,
    { gradient: ofStates, given: activated },
    weights.feedForward.outer,
    gradients.feedForward.outer,
  );
  to.geluBackward(ofInner.values, inner.values);
  linearBackward(
    to,
    ofPart,
    { gradient: ofInner, given: own },
    weights.feedForward.inner,
    gradients.feedForward.inner,
  );
  addThrough(
    model,
    { given: between, scales: ownScales },
    weights.feedForwardNormalization,
    gradients.feedForwardNormalization,
  );
}

function attentionBackward(model: FloatModel, i: number): void {
  const { operations: to, states } = model;
  const [weights, gradients] = [
    model.weights.layers[i]!,
    model.gradients.layers[i]!,
  ];
  const { found, logSums, projected, seen, seenScales } = states.layers[i]!;
  const { ofStates, ofProjected, ofPart } = states;
  linearBackward(
    to,
    ofPart,
    { gradient: ofStates, given: found },
    weights.attention.output,
    gradients.attention.output,
  );
  to.attendBackward(
    ofProjected,
    ofPart,
    found,
    logSums,
    projected,
    model.shape,
  );
  linearBackward(
    to,
    ofPart,
    { gradient: ofProjected, given: seen },
    weights.attention.input,
    gradients.attention.input,
  );
  const given = states.layers[i - 1]?.after ?? states.embedded;
  addThrough(
    model,
    { given, scales: seenScales },
    weights.attentionNormalization,
    gradients.attentionNormalization,
  );
}

/** Takes the gradient of a part through its normalization, and adds it to that of the states. */
function addThrough(
  { operations: to, states, kind }: FloatModel,
  { given, scales }: { given: Tensor; scales: Float32Array },
  weights: NormalizationPart,
  gradients: NormalizationPart,
): void {
  const { ofStates, ofPart } = states;
  const own = { ...ofPart, ...gradients };
  to.normalizeBackward(own, ofPart, scales, given, weights, kind);
  to.add(ofStates.values, ofStates.values, ofPart.values);
}

function linearBackward(
  operations: Operations,
  to: Tensor,
  { gradient, given }: { gradient: Tensor; given: Tensor },
  weights: LinearPart,
  gradients: LinearPart,
): void {
  operations.product(to, gradient, weights.weight);
  operations.transposedProduct(gradients.weight, gradient, given);
  operations.sumOfRows(gradients.bias, gradient);
}
