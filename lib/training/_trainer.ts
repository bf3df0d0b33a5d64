/**
 * What a training needs from a trainer.
 *
 * @module
 */
import type { Batch, Model } from "../language_model/mod.ts";
import type { KernelKind } from "./_operations.ts";
import type { Layout, Numbers } from "./_parameters.ts";

/** What a forward and backward pass has computed, besides the gradients. */
export interface Pass {
  /** The mean cross-entropy, $L$. */
  loss: number;
  /** The hidden states that the output matrix was applied to, a row for each position. */
  hidden: Numbers;
  /** The probability of all dead tokens together, the mean over the positions. */
  deadProbability: number;
  /** The probability of the position's own token, the mean over the positions. */
  ownTokenProbability: number;
}

/** The numbers of a training, each weight's at its place. */
export interface TrainingState {
  /** The places. */
  layout: Layout;
  /** The weights. */
  weights: Numbers;
  /** Their gradients at the last step. */
  gradients: Numbers;
  /** The moving averages of the gradients, $m$. */
  firstMoments: Numbers;
  /** The moving averages of the squared gradients, $v$. */
  secondMoments: Numbers;
}

/** A trainer for one of the formats. */
export interface Trainer extends Disposable {
  /** What does the work. */
  readonly kernels: KernelKind;
  /** The numbers, which the trainer changes in place. */
  readonly state: TrainingState;
  /** The weights of a model before training as they are stored, at their places. */
  initialWeights(model: Model): Numbers;
  /** Computes the gradients of a batch. */
  backpropagate(batch: Batch): Pass;
  /** Takes a step of AdamW with them; steps count from 1. */
  update(step: number): void;
}
