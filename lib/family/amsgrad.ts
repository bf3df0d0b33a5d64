/**
 * AMSGrad for one coordinate: Adam, divided by the largest second moment.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { biasCorrection } from "../bias_correction.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode amsgrad}. A setting that is left out has PyTorch's default. */
export type AmsgradOptions = AdamLikeOptions;

/** The record of a step of {@linkcode amsgrad}, which is also the next state. */
export interface AmsgradStep extends AdamLikeStep {
  /** The largest second moment so far, $v^{max}_t$, not corrected: PyTorch's `max_exp_avg_sq`. */
  largestSecondMoment: number;
}

/**
 * Takes one step of AMSGrad:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * v_max <- max(v_max, v)
 * m_hat = m / (1 - beta1^t)
 * v_hat = v_max / (1 - beta2^t)
 * update = -learningRate * m_hat / (sqrt(v_hat) + epsilon)
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `largestSecondMoment` $v^{max}$,
 * `weight` $w$, `update` $\Delta$. $\epsilon$ stands outside the root, after
 * the correction.
 *
 * Step 1 is Adam's, $-\eta g / (|g| + \epsilon)$, and so is each step before
 * which $v$ never fell.
 *
 * Mirrors `torch.optim.Adam(amsgrad=True)`: the maximum is that of the raw $v$,
 * and its correction still grows, so $\hat v$ can fall. Keras has the same
 * maximum, with $\epsilon$ before the correction. Optax takes the maximum of
 * the corrected $v$, which a large first gradient holds for good: 1, then four
 * times 0.1, move by $-3.48334 \eta$ here and by $-2.43030 \eta$ there. The
 * paper corrects no bias; Optax's `bias_correction_nu=False` and
 * `bias_correction_mu=False` give that.
 *
 * Reddi, Kale and Kumar, "On the convergence of Adam and beyond" (2018).
 *
 * @example A large gradient is not forgotten
 * ```ts
 * import { amsgrad, steps } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [, , , , last] = steps(amsgrad, [1, 0.1, 0.1, 0.1, 0.1]);
 * assertAlmostEquals(last!.weight, -3.48334e-3, 5e-9);
 * ```
 */
export const amsgrad: Member<number, AmsgradOptions, AmsgradStep> = member(
  number,
  {
    action: "take a step of AMSGrad",
    defaults: {
      learningRate: 1e-3,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0,
    },
    start: () => ({ firstMoment: 0, secondMoment: 0, largestSecondMoment: 0 }),
    equation: (
      { step, gradient, weight, firstMoment, secondMoment, ...before },
      { learningRate, beta1, beta2, epsilon, weightDecay },
    ) => {
      const g = gradient + weightDecay * weight;
      const m = averaged(firstMoment, g, beta1);
      const v = averaged(secondMoment, g * g, beta2);
      const vMax = Math.max(before.largestSecondMoment, v);
      const mHat = m / biasCorrection(beta1, step);
      const vHat = vMax / biasCorrection(beta2, step);
      return {
        update: -learningRate * mHat / (Math.sqrt(vHat) + epsilon),
        firstMoment: m,
        secondMoment: v,
        largestSecondMoment: vMax,
      };
    },
  },
);
