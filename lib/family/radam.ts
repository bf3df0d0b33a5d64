/**
 * RAdam for one coordinate: Adam that waits until its second moment is known.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { biasCorrection } from "../bias_correction.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode radam}. A setting that is left out has PyTorch's default. */
export type RadamOptions = AdamLikeOptions;

/** The record of a step of {@linkcode radam}, which is also the next state. */
export interface RadamStep extends AdamLikeStep {
  /** The rectification, $r_t$ in (0, 1), or 0 for a step that does not look at $v$; not needed in a state. */
  rectification: number;
}

/**
 * Takes one step of RAdam:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * m_hat = m / (1 - beta1^t)
 * rho_inf = 2 / (1 - beta2) - 1
 * rho = rho_inf - 2 * t * beta2^t / (1 - beta2^t)
 * if rho > 5:
 *   r = sqrt((rho - 4) * (rho - 2) * rho_inf
 *            / ((rho_inf - 4) * (rho_inf - 2) * rho))
 *   update = -learningRate * m_hat * r * sqrt(1 - beta2^t) / (sqrt(v) + epsilon)
 * if not:
 *   update = -learningRate * m_hat
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `rectification` $r$, `weight` $w$,
 * `update` $\Delta$. $\rho$ is how many gradients the second moment may be said
 * to average. $\epsilon$ stands outside the root and before the correction: as
 * in TensorFlow's Adam, and unlike `adamStep`.
 *
 * Step 1 is $-\eta g$, since $\rho_1 = 1$: it is in proportion to the gradient,
 * and a gradient of 1000 moves by 1000 learning rates. By default steps 1 to 5
 * are such. With $\beta_2 \le 2/3$ all are, as $\rho$ never passes 5.
 *
 * Mirrors `torch.optim.RAdam`. Optax's `radam` asks for $\rho \ge 5$ and has
 * $\epsilon$ after the correction. Keras has no RAdam.
 *
 * Liu et al., "On the variance of the adaptive learning rate and beyond"
 * (2020), Algorithm 2, where the threshold is 4 and there is no $\epsilon$.
 *
 * @example The first step is that of gradient descent
 * ```ts
 * import { radam } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(radam({}, 1000).update, -1, 1e-15);
 * ```
 */
export const radam: Member<number, RadamOptions, RadamStep> = member(number, {
  action: "take a step of RAdam",
  defaults: {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
  },
  start: () => ({ firstMoment: 0, secondMoment: 0, rectification: 0 }),
  equation: (
    { step, gradient, weight, firstMoment, secondMoment },
    { learningRate, beta1, beta2, epsilon, weightDecay },
  ) => {
    const g = gradient + weightDecay * weight;
    const m = averaged(firstMoment, g, beta1);
    const v = averaged(secondMoment, g * g, beta2);
    const mHat = m / biasCorrection(beta1, step);
    const rectification = rectificationAt(step, beta2);
    const scale = rectification === 0 ? 1 : rectification *
      Math.sqrt(biasCorrection(beta2, step)) / (Math.sqrt(v) + epsilon);
    const update = -learningRate * mHat * scale;
    return { update, firstMoment: m, secondMoment: v, rectification };
  },
});

/** The factor $r_t$, or 0 as long as too few gradients were averaged to tell it. */
function rectificationAt(step: number, beta2: number): number {
  const most = 2 / (1 - beta2) - 1;
  const rho = most - 2 * step * beta2 ** step / biasCorrection(beta2, step);
  return rho > 5
    ? Math.sqrt(
      (rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho),
    )
    : 0;
}
