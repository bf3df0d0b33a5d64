/**
 * AdamW for one coordinate: Adam, and a weight that decays on its own.
 *
 * @module
 */
import { adamStep } from "../adam.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode adamw}. A setting that is left out has PyTorch's default. */
export interface AdamwOptions extends Omit<AdamLikeOptions, "weightDecay"> {
  /** The share of the weight that a step takes off, per learning rate, $\lambda \ge 0$. Default `1e-2`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode adamw}, which is also the next state. */
export type AdamwStep = AdamLikeStep;

/**
 * Takes one step of AdamW:
 *
 * ```text
 * t <- t + 1
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * m_hat = m / (1 - beta1^t)
 * v_hat = v / (1 - beta2^t)
 * update = -learningRate * m_hat / (sqrt(v_hat) + epsilon)
 *          - learningRate * weightDecay * w
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `weight` $w$, `update` $\Delta$,
 * both of its parts. The first part is `adamStep`'s: $\epsilon$ stands outside
 * the root, after the correction. The moments never see the decay; in the
 * other members but `lion` and `adafactor` it is part of the gradient.
 *
 * Step 1 is $-\eta (g / (|g| + \epsilon) + \lambda w)$.
 *
 * Mirrors `torch.optim.AdamW`, which multiplies the weight by $1 - \eta\lambda$
 * first; Optax adds $\lambda w$ to the direction, Keras takes $\eta \lambda w$
 * off: the same except for the last bits. Their defaults of $\lambda$ are 1e-4
 * and 4e-3, and Keras adds $\epsilon$ before the correction. In the paper
 * $\lambda$ is multiplied by the schedule alone, not by the learning rate.
 *
 * Loshchilov and Hutter, "Decoupled weight decay regularization" (2019),
 * Algorithm 2.
 *
 * @example Without a gradient the weight still decays
 * ```ts
 * import { adamw } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { weight } = adamw({ weight: 1 }, 0, { weightDecay: 0.1 });
 * assertAlmostEquals(weight, 1 - 1e-3 * 0.1, 1e-16);
 * ```
 */
export const adamw: Member<number, AdamwOptions, AdamwStep> = member(number, {
  action: "take a step of AdamW",
  defaults: {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 1e-2,
  },
  start: () => ({ firstMoment: 0, secondMoment: 0 }),
  equation: ({ step, gradient, weight, ...moments }, settings) => {
    const { weightDecay, ...ofAdam } = settings;
    const before = { step: step - 1, ...moments };
    const adam = adamStep(before, gradient, ofAdam);
    const { firstMoment, secondMoment } = adam;
    const update = adam.update - ofAdam.learningRate * weightDecay * weight;
    return { update, firstMoment, secondMoment };
  },
});
