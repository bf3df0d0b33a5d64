/**
 * Lion for one coordinate: steps of one size, in the direction of a sign.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeStep } from "./_adam_like.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode lion}. A setting that is left out has Optax's default, except for the learning rate. */
export interface LionOptions {
  /** The learning rate, $\eta \ge 0$. Default `1e-4`, as in the authors' code; Optax has none. */
  learningRate?: number;
  /** The share of the remembered moment in the direction, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the moment that is remembered, $\beta_2$ in [0, 1). Default `0.99`. */
  beta2?: number;
  /** The share of the weight that a step takes off, per learning rate, $\lambda \ge 0$. Default `1e-3`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode lion}, which is also the next state. */
export type LionStep = Omit<AdamLikeStep, "secondMoment">;

/**
 * Takes one step of Lion:
 *
 * ```text
 * t <- t + 1
 * c = beta1 * m + (1 - beta1) * g
 * m <- beta2 * m + (1 - beta2) * g
 * update = -learningRate * (sign(c) + weightDecay * w)
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `weight` $w$, `update` $\Delta$, both of its parts.
 * There is no $\epsilon$ and no second moment.
 *
 * Step 1 is $-\eta (\text{sign}(g) + \lambda w)$, however small $g$ is. The
 * sign of 0 is 0: what never had a gradient only decays.
 *
 * Mirrors `optax.lion`. Keras takes $\eta \lambda w$ off before the step, the same
 * except for the last bits, and its learning rate is 1e-3 by default. PyTorch
 * has no Lion.
 *
 * Chen et al., "Symbolic discovery of optimization algorithms" (2023),
 * Algorithm 2.
 *
 * @example A gradient of any size moves by the learning rate
 * ```ts
 * import { lion } from "adam/family";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(lion({}, 1e-300).update, -1e-4);
 * assertStrictEquals(lion({}, -7).update, 1e-4);
 * ```
 */
export const lion: Member<number, LionOptions, LionStep> = member(number, {
  action: "take a step of Lion",
  defaults: {
    learningRate: 1e-4,
    beta1: 0.9,
    beta2: 0.99,
    weightDecay: 1e-3,
  },
  start: () => ({ firstMoment: 0 }),
  equation: (
    { gradient: g, weight, firstMoment },
    { learningRate, beta1, beta2, weightDecay },
  ) => {
    const c = averaged(firstMoment, g, beta1);
    const m = averaged(firstMoment, g, beta2);
    const update = -learningRate * (Math.sign(c) + weightDecay * weight);
    return { update, firstMoment: m };
  },
});
