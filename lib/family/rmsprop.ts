/**
 * RMSprop for one coordinate.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode rmsprop}. A setting that is left out has PyTorch's default. */
export interface RmspropOptions
  extends Pick<AdamLikeOptions, "epsilon" | "weightDecay"> {
  /** The learning rate, $\eta \ge 0$. Default `1e-2`. */
  learningRate?: number;
  /** The decay of the second moment, $\alpha$ in [0, 1). Default `0.99`. */
  decay?: number;
}

/** The record of a step of {@linkcode rmsprop}, which is also the next state; its second moment is PyTorch's `square_avg`. */
export type RmspropStep = Omit<AdamLikeStep, "firstMoment">;

/**
 * Takes one step of RMSprop:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * v <- decay * v + (1 - decay) * g^2
 * update = -learningRate * g / (sqrt(v) + epsilon)
 * w <- w + update
 * ```
 *
 * `secondMoment` is $v$, `weight` $w$, `update` $\Delta$. $\epsilon$ stands
 * outside the root, and no bias is corrected.
 *
 * Step 1 is $-\eta g / (\sqrt{1 - \alpha} |g| + \epsilon)$: far above
 * $\epsilon$ that is $\eta / \sqrt{1 - \alpha}$, ten learning rates by default.
 *
 * Mirrors `torch.optim.RMSprop` without its options `centered` and `momentum`.
 * Keras, TensorFlow and, by default, Optax put $\epsilon$ inside the root,
 * $g / \sqrt{v + \epsilon}$: there it is in the unit of the squared gradient, and
 * matters beside gradients of the size $\sqrt\epsilon$. By default Keras and
 * Optax have a decay of 0.9.
 *
 * Tieleman and Hinton, "Lecture 6.5, rmsprop", Coursera (2012).
 *
 * @example The first step is ten learning rates long
 * ```ts
 * import { rmsprop } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(rmsprop({}, 5).update, -0.1, 1e-8);
 * ```
 */
export const rmsprop: Member<number, RmspropOptions, RmspropStep> = member(
  number,
  {
    action: "take a step of RMSprop",
    defaults: {
      learningRate: 1e-2,
      decay: 0.99,
      epsilon: 1e-8,
      weightDecay: 0,
    },
    start: () => ({ secondMoment: 0 }),
    equation: (
      { gradient, weight, secondMoment },
      { learningRate, decay, epsilon, weightDecay },
    ) => {
      const g = gradient + weightDecay * weight;
      const v = averaged(secondMoment, g * g, decay);
      const update = -learningRate * g / (Math.sqrt(v) + epsilon);
      return { update, secondMoment: v };
    },
  },
);
