/**
 * What a training in binary32 or bfloat16 is made of. Each operation rounds what
 * it stores to the format, and nothing else.
 *
 * @module
 */

/**
 * What does the work of a training: WebAssembly that rounds a multiply-add once
 * (`relaxed-simd`) or twice (`simd`), or plain TypeScript.
 */
export type KernelKind = "relaxed-simd" | "simd" | "portable";

/** A matrix of binary32, row by row. */
export interface Tensor {
  /** How many rows it has. */
  rows: number;
  /** How many numbers a row has. */
  columns: number;
  /** The numbers. */
  values: Float32Array;
}

/** What a normalization does: subtracts the mean or not, and divides by a root. */
export interface NormalizationKind {
  /** Whether the mean is subtracted. */
  isCentered: boolean;
  /** Added to the mean square, $\epsilon$. */
  epsilon: number;
}

/** The learned parameters of a normalization, or their gradients. */
export interface NormalizationPart {
  gain: Float32Array;
  shift: Float32Array | undefined;
}

/** The heads of the attention, and how many rows make a sequence. */
export interface AttentionShape {
  heads: number;
  sequenceLength: number;
}

/** What is measured of the softmax at each position. */
export interface SoftmaxMeasures {
  /** The cross-entropy. */
  losses: Float64Array;
  /** The probability of all dead tokens together. */
  dead: Float64Array;
  /** The probability of the position's own token. */
  own: Float64Array;
}

/** The operations; `to` is what is written. */
export interface Operations extends Disposable {
  /** What does the work. */
  readonly kernels: KernelKind;
  /** Zeros, in the memory that the operations work on. */
  allocate(length: number): Float32Array;
  /** Rounds numbers to the format. */
  round(values: Float32Array): void;
  /** $x_t = e_{token} + p_{position}$ */
  embed(
    to: Tensor,
    tokens: Tensor,
    positions: Tensor,
    inputs: ArrayLike<number>,
  ): void;
  /** The gradients of both embeddings, from the gradient of their sums. */
  embedBackward(
    to: { tokens: Tensor; positions: Tensor },
    gradient: Tensor,
    inputs: ArrayLike<number>,
  ): void;
  /** The sum of two arrays, which may be one of the two. */
  add(to: Float32Array, a: Float32Array, b: Float32Array): void;
  /** $y = \gamma s \, c(x) + \beta$; `scales` takes mean and $s$ of each row. */
  normalize(
    to: Tensor,
    scales: Float32Array,
    states: Tensor,
    learned: NormalizationPart,
    kind: NormalizationKind,
  ): void;
  /** The gradients of the input of a normalization, and of its learned parameters. */
  normalizeBackward(
    to: Tensor & NormalizationPart,
    gradient: Tensor,
    scales: Float32Array,
    states: Tensor,
    learned: NormalizationPart,
    kind: NormalizationKind,
  ): void;
  /** $A B^T$, and a bias for each column. */
  linear(to: Tensor, a: Tensor, b: Tensor, bias?: Float32Array): void;
  /** $A B$. */
  product(to: Tensor, a: Tensor, b: Tensor): void;
  /** $A^T B$. */
  transposedProduct(to: Tensor, a: Tensor, b: Tensor): void;
  /** The sum of the rows. */
  sumOfRows(to: Float32Array, matrix: Tensor): void;
  /** The output of each head, from queries, keys and values side by side; `logSums` takes the logarithm of the sum of each row's softmax. */
  attend(
    to: Tensor,
    logSums: Float32Array,
    projected: Tensor,
    shape: AttentionShape,
  ): void;
  /** The gradients of queries, keys and values, from that of the outputs. */
  attendBackward(
    to: Tensor,
    gradient: Tensor,
    found: Tensor,
    logSums: Float32Array,
    projected: Tensor,
    shape: AttentionShape,
  ): void;
  /** $\mathrm{gelu}(x)$ */
  gelu(to: Float32Array, x: Float32Array): void;
  /** Multiplies a gradient by $\mathrm{gelu}'(x)$, in place. */
  geluBackward(gradient: Float32Array, x: Float32Array): void;
  /** Replaces the logits by the gradient of the mean cross-entropy. */
  crossEntropy(
    logits: Tensor,
    tokens: { inputs: ArrayLike<number>; targets: ArrayLike<number> },
    live: number,
    measures: SoftmaxMeasures,
  ): void;
  /** A step of AdamW on all weights. */
  adamw(
    state: Record<
      "weights" | "gradients" | "firstMoments" | "secondMoments",
      Float32Array
    >,
    scalars: AdamwScalars,
  ): void;
}

/** The scalars of a step of AdamW, in binary32, as PyTorch rounds them. */
export interface AdamwScalars {
  /** $1 - \eta \lambda$ */
  keep: number;
  /** $\beta_2$ */
  decay: number;
  /** $1 - \beta_1$ */
  oneMinusBeta1: number;
  /** $1 - \beta_2$ */
  oneMinusBeta2: number;
  /** $\epsilon$ */
  epsilon: number;
  /** $\eta / (1 - \beta_1^t)$ */
  stepSize: number;
  /** $\sqrt{1 - \beta_2^t}$ */
  rootCorrection: number;
}
