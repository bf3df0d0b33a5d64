/**
 * The backward pass of the transformer, from its hidden states on.
 *
 * @module
 */
import { type Matrix, matrix, rowOf } from "../matrix/matrix.ts";
import { causalAttentionBackward } from "./_causal_attention.ts";
import { feedForwardBackward } from "./_feed_forward.ts";
import { type Architecture, type ForwardPass, sum } from "./_hidden_states.ts";
import { normalizationBackward } from "./_normalization_backward.ts";
import type { LayerWeights, TransformerWeights } from "./_weights.ts";
import type { NormalizationWeights } from "./normalization.ts";

/**
 * From the gradient of the hidden states, $\partial h$, those of all weights but
 * the output matrix: what `hiddenStates` does, from its end to its beginning.
 * A sum hands its gradient on to both its terms:
 *
 * ```text
 * dx = norm'(dh)
 * for each layer, the last one first:
 *   dx <- dx + norm'(feedForward'(dx))
 *   dx <- dx + norm'(attention'(dx))
 * de[token] += dx, dp[position] += dx
 * ```
 */
export function hiddenStatesBackward(
  sequences: readonly number[][],
  weights: TransformerWeights,
  { heads, normalization }: Architecture,
  { states }: ForwardPass,
  gradient: Matrix,
): Omit<TransformerWeights, "output"> {
  const shape = { heads, sequenceLength: sequences[0]!.length };
  const layers: LayerWeights[] = [];
  const last = normalizationBackward(
    normalization,
    states.at(-1)!,
    weights.normalization,
    gradient,
  );
  let ofStates = last.states;
  /** The gradients of a part of a layer, and of what is added to it. */
  const through = <Weights>(
    given: Matrix,
    learned: NormalizationWeights,
    backward: (seen: Matrix) => { states: Matrix; weights: Weights },
  ) => {
    const own = backward(normalization(given, learned));
    const before = normalizationBackward(
      normalization,
      given,
      learned,
      own.states,
    );
    ofStates = sum(ofStates, before.states);
    return [before.weights, own.weights] as const;
  };
  for (let i = weights.layers.length - 1; i >= 0; i--) {
    const layer = weights.layers[i]!;
    const [feedForwardNormalization, feedForward] = through(
      states[2 * i + 1]!,
      layer.feedForwardNormalization,
      (seen) => feedForwardBackward(seen, layer.feedForward, ofStates),
    );
    const [attentionNormalization, attention] = through(
      states[2 * i]!,
      layer.attentionNormalization,
      (seen) => causalAttentionBackward(seen, layer.attention, ofStates, shape),
    );
    layers.unshift({
      attentionNormalization,
      attention,
      feedForwardNormalization,
      feedForward,
    });
  }
  const embeddings = embeddedBackward(sequences, weights, ofStates);
  return { ...embeddings, layers, normalization: last.weights };
}

/**
 * The gradients of the embeddings, from that of their sums: each row has the sum
 * of those that it was looked up for.
 *
 * $$\partial e_i = \sum_{t: x_t = i} \partial x_t, \quad
 * \partial p_t = \sum_{sequences} \partial x_t$$
 */
export function embeddedBackward(
  sequences: readonly number[][],
  { tokens, positions }: Pick<TransformerWeights, "tokens" | "positions">,
  gradient: Matrix,
): Pick<TransformerWeights, "tokens" | "positions"> {
  const ofTokens = matrix(tokens.rows, tokens.columns);
  const ofPositions = matrix(positions.rows, positions.columns);
  for (const [s, sequence] of sequences.entries()) {
    for (const [t, token] of sequence.entries()) {
      const [e, p] = [rowOf(ofTokens, token), rowOf(ofPositions, t)];
      rowOf(gradient, s * sequence.length + t).forEach((value, j) => {
        e[j]! += value;
        p[j]! += value;
      });
    }
  }
  return { tokens: ofTokens, positions: ofPositions };
}
