/**
 * Adamax for one coordinate: Adam with the largest gradient for a divisor.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { biasCorrection } from "../bias_correction.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode adamax}. A setting that is left out has PyTorch's default. */
export interface AdamaxOptions
  extends Pick<AdamLikeOptions, "beta1" | "weightDecay"> {
  /** The learning rate, $\eta \ge 0$. Default `2e-3`. */
  learningRate?: number;
  /** The decay of the infinity norm, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the size of each gradient, $\epsilon \ge 0$, in its unit. Default `1e-8`. */
  epsilon?: number;
}

/** The record of a step of {@linkcode adamax}, which is also the next state. */
export interface AdamaxStep extends Omit<AdamLikeStep, "secondMoment"> {
  /** The largest gradient, older ones counting less, $u_t$: PyTorch's `exp_inf`. */
  infinityNorm: number;
}

/**
 * Takes one step of Adamax:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * m <- beta1 * m + (1 - beta1) * g
 * u <- max(beta2 * u, |g| + epsilon)
 * m_hat = m / (1 - beta1^t)
 * update = -learningRate * m_hat / u
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `infinityNorm` $u$, `weight` $w$, `update` $\Delta$.
 * $\epsilon$ stands inside the maximum and is remembered with it; $u$ starts
 * with the whole first gradient and needs no correction.
 *
 * Step 1 is $-\eta g / (|g| + \epsilon)$, as Adam's.
 *
 * Mirrors `torch.optim.Adamax`; Optax has the same. Keras adds $\epsilon$ to
 * the maximum, $u + \epsilon$, each time anew: the same at step 1 and wherever
 * the newest gradient is the largest. The paper has no $\epsilon$.
 *
 * Kingma and Ba, "Adam" (2015), Algorithm 2.
 *
 * @example
 * ```ts
 * import { adamax } from "adam/family";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const { update } = adamax({}, 3, { epsilon: 1, learningRate: 1 });
 * assertStrictEquals(update, -0.75);
 * ```
 */
export const adamax: Member<number, AdamaxOptions, AdamaxStep> = member(
  number,
  {
    action: "take a step of Adamax",
    defaults: {
      learningRate: 2e-3,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0,
    },
    start: () => ({ firstMoment: 0, infinityNorm: 0 }),
    equation: (
      { step, gradient, weight, firstMoment, infinityNorm },
      { learningRate, beta1, beta2, epsilon, weightDecay },
    ) => {
      const g = gradient + weightDecay * weight;
      const m = averaged(firstMoment, g, beta1);
      const u = Math.max(beta2 * infinityNorm, Math.abs(g) + epsilon);
      const mHat = m / biasCorrection(beta1, step);
      const update = -learningRate * mHat / u;
      return { update, firstMoment: m, infinityNorm: u };
    },
  },
);
