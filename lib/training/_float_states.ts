/**
 * The states that a training in binary32 keeps between its forward and its
 * backward pass.
 *
 * @module
 */
import type { Operations, Tensor } from "./_operations.ts";
import type { TrainingSettings } from "./training_settings.ts";

/** What is kept of one layer. */
export interface LayerStates {
  /** Its input states, normalized, and the scales of the normalization. */
  seen: Tensor;
  seenScales: Float32Array;
  /** Queries, keys and values. */
  projected: Tensor;
  /** The logarithms of the sums of the softmaxes. */
  logSums: Float32Array;
  /** The outputs of the heads. */
  found: Tensor;
  /** The states after the attention, the same normalized, and the scales. */
  between: Tensor;
  own: Tensor;
  ownScales: Float32Array;
  /** The feed-forward part before and after the activation. */
  inner: Tensor;
  activated: Tensor;
  /** The states after the layer. */
  after: Tensor;
}

/** All that is kept, and scratch buffers. */
export interface States {
  /** The sums of the embeddings. */
  embedded: Tensor;
  /** The layers. */
  layers: LayerStates[];
  /** The hidden states, and the scales of their normalization. */
  hidden: Tensor;
  scales: Float32Array;
  /** The logits, and the gradient in their place. */
  logits: Tensor;
  /** Gradients of states, of what is added to them, of projections, of the inner width, and of the tokens that were looked up. */
  ofStates: Tensor;
  ofPart: Tensor;
  ofProjected: Tensor;
  ofInner: Tensor;
  ofLookedUp: Tensor;
}

/** Room for all that is kept. */
export function statesFor(
  settings: TrainingSettings,
  { allocate }: Operations,
): States {
  const { batch, sequenceLength, width, feedForward, heads } = settings;
  const { vocabulary } = settings;
  const rows = batch * sequenceLength;
  const tensor = (columns: number, count = rows): Tensor => ({
    rows: count,
    columns,
    values: allocate(count * columns),
  });
  const layer = (): LayerStates => ({
    seen: tensor(width),
    seenScales: allocate(2 * rows),
    projected: tensor(3 * width),
    logSums: allocate(rows * heads),
    found: tensor(width),
    between: tensor(width),
    own: tensor(width),
    ownScales: allocate(2 * rows),
    inner: tensor(feedForward),
    activated: tensor(feedForward),
    after: tensor(width),
  });
  return {
    embedded: tensor(width),
    layers: Array.from({ length: settings.layers }, layer),
    hidden: tensor(width),
    scales: allocate(2 * rows),
    logits: tensor(vocabulary),
    ofStates: tensor(width),
    ofPart: tensor(width),
    ofProjected: tensor(3 * width),
    ofInner: tensor(feedForward),
    ofLookedUp: tensor(width, vocabulary),
  };
}
