/**
 * The forward and the backward pass of the model in binary32, operation by
 * operation, as `modelGradients` has them in binary64.
 *
 * @module
 */
import { type Batch, layerNorm } from "../language_model/mod.ts";
import { type LayerStates, type States, statesFor } from "./_float_states.ts";
import type { LayerPart, LinearPart, ModelPart } from "./_float_weights.ts";
import type {
  AttentionShape,
  NormalizationKind,
  NormalizationPart,
  Operations,
  SoftmaxMeasures,
  Tensor,
} from "./_operations.ts";
import type { TrainingSettings } from "./_training_settings.ts";

/** The passes of one model. */
export class FloatPass {
  readonly #operations: Operations;
  readonly #weights: ModelPart;
  readonly #gradients: ModelPart;
  readonly #states: States;
  readonly #shape: AttentionShape;
  readonly #kind: NormalizationKind;
  readonly #live: number;
  readonly #measures: SoftmaxMeasures;

  constructor(
    settings: TrainingSettings,
    operations: Operations,
    weights: ModelPart,
    gradients: ModelPart,
  ) {
    const { vocabulary, deadTokens, normalization } = settings;
    this.#operations = operations;
    this.#weights = weights;
    this.#gradients = gradients;
    this.#states = statesFor(settings, operations);
    this.#shape = settings;
    this.#kind = normalization === layerNorm
      ? { isCentered: true, epsilon: 1e-5 }
      : { isCentered: false, epsilon: 2 ** -23 };
    this.#live = vocabulary - deadTokens;
    const numbers = () => new Float64Array(this.#states.hidden.rows);
    this.#measures = { losses: numbers(), dead: numbers(), own: numbers() };
  }

  /** Works out all gradients. */
  run(batch: Batch): { hidden: Float32Array; measures: SoftmaxMeasures } {
    const { hidden, logits } = this.#states;
    this.#forward(batch);
    const measures = this.#measures;
    this.#operations.crossEntropy(logits, batch, this.#live, measures);
    this.#backward(batch);
    return { hidden: hidden.values, measures };
  }

  #forward({ inputs }: Batch): void {
    const weights = this.#weights;
    const states = this.#states;
    const to = this.#operations;
    const kind = this.#kind;
    let x = states.embedded;
    to.embed(x, weights.tokens, weights.positions, inputs);
    for (const [i, layer] of weights.layers.entries()) {
      const kept = states.layers[i]!;
      this.#layer(x, layer, kept);
      x = kept.after;
    }
    const { hidden, scales, logits } = states;
    to.normalize(hidden, scales, x, weights.normalization, kind);
    to.linear(logits, hidden, weights.output);
  }

  #layer(x: Tensor, layer: LayerPart, kept: LayerStates): void {
    const to = this.#operations;
    const kind = this.#kind;
    const { attention, feedForward } = layer;
    const { seen, projected, found, between, own, inner, activated } = kept;
    const part = this.#states.ofPart;
    to.normalize(seen, kept.seenScales, x, layer.attentionNormalization, kind);
    linear(to, projected, seen, attention.input);
    to.attend(found, kept.logSums, projected, this.#shape);
    linear(to, part, found, attention.output);
    to.add(between.values, x.values, part.values);
    const { feedForwardNormalization } = layer;
    to.normalize(own, kept.ownScales, between, feedForwardNormalization, kind);
    linear(to, inner, own, feedForward.inner);
    to.gelu(activated.values, inner.values);
    linear(to, part, activated, feedForward.outer);
    to.add(kept.after.values, between.values, part.values);
  }

  #backward({ inputs }: Batch): void {
    const [weights, gradients] = [this.#weights, this.#gradients];
    const states = this.#states;
    const to = this.#operations;
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
      this.#kind,
    );
    for (let i = weights.layers.length - 1; i >= 0; i--) {
      const given = states.layers[i - 1]?.after ?? states.embedded;
      this.#feedForwardBackward(i);
      this.#attentionBackward(i, given);
    }
    const { tokens, positions, output } = gradients;
    const isTied = tokens === output;
    const lookedUp = isTied ? ofLookedUp : tokens;
    to.embedBackward({ tokens: lookedUp, positions }, ofStates, inputs);
    if (isTied) to.add(tokens.values, tokens.values, lookedUp.values);
  }

  #feedForwardBackward(i: number): void {
    const [weights, gradients] = this.#layerParts(i);
    const { activated, inner, own, ownScales, between } = this.#states
      .layers[i]!;
    const { ofStates, ofInner, ofPart } = this.#states;
    const to = this.#operations;
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
    this.#addThrough(
      { states: between, scales: ownScales },
      weights.feedForwardNormalization,
      gradients.feedForwardNormalization,
    );
  }

  #attentionBackward(i: number, given: Tensor): void {
    const [weights, gradients] = this.#layerParts(i);
    const { found, logSums, projected, seen, seenScales } = this.#states
      .layers[i]!;
    const { ofStates, ofProjected, ofPart } = this.#states;
    const to = this.#operations;
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
      this.#shape,
    );
    linearBackward(
      to,
      ofPart,
      { gradient: ofProjected, given: seen },
      weights.attention.input,
      gradients.attention.input,
    );
    this.#addThrough(
      { states: given, scales: seenScales },
      weights.attentionNormalization,
      gradients.attentionNormalization,
    );
  }

  #layerParts(i: number): [weights: LayerPart, gradients: LayerPart] {
    return [this.#weights.layers[i]!, this.#gradients.layers[i]!];
  }

  /** Takes the gradient of a part through its normalization, and adds it to that of the states. */
  #addThrough(
    { states, scales }: { states: Tensor; scales: Float32Array },
    weights: NormalizationPart,
    gradients: NormalizationPart,
  ): void {
    const { ofStates, ofPart } = this.#states;
    const to = this.#operations;
    const own = { ...ofPart, ...gradients };
    to.normalizeBackward(own, ofPart, scales, states, weights, this.#kind);
    to.add(ofStates.values, ofStates.values, ofPart.values);
  }
}

function linear(
  operations: Operations,
  to: Tensor,
  given: Tensor,
  { weight, bias }: LinearPart,
): void {
  operations.linear(to, given, weight, bias);
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
