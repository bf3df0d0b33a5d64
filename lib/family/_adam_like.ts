/**
 * What members have in common that keep Adam's two moments.
 *
 * @module
 */
import type { Step } from "./_rule.ts";
import type { SgdOptions } from "./sgd.ts";

/** Adam's settings, with a weight that decays through the gradient. A setting that is left out has PyTorch's default. */
export interface AdamLikeOptions
  extends Pick<SgdOptions, "learningRate" | "weightDecay"> {
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the root of the second moment, $\epsilon \ge 0$, in the unit of the gradient. Default `1e-8`. */
  epsilon?: number;
}

/** The record of a step with both of Adam's moments, which is also the next state. */
export interface AdamLikeStep extends Step {
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$, not corrected. */
  secondMoment: number;
}
