/**
 * Gradient descent with Nesterov's momentum, for one coordinate.
 *
 * @module
 */
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { SgdOptions, SgdStep } from "./sgd.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode nesterov}: those of `sgd` without dampening. */
export interface NesterovOptions
  extends Pick<SgdOptions, "learningRate" | "weightDecay"> {
  /** The share of the velocity that is kept, $\mu$ in [0, 1). Default `0.9`: PyTorch's default 0 is refused there. */
  momentum?: number;
}

/** The record of a step of {@linkcode nesterov}, which is also the next state. */
export type NesterovStep = SgdStep;

/**
 * Takes one step of gradient descent with Nesterov's momentum:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * b <- momentum * b + g
 * update = -learningRate * (g + momentum * b)
 * w <- w + update
 * ```
 *
 * `velocity` is $b$, `weight` $w$, `update` $\Delta$. There is no $\epsilon$.
 * Under a constant gradient its step $t$ is step $t + 1$ of `sgd`: it is one
 * step of the velocity ahead.
 *
 * Step 1 is $-\eta (1 + \mu) g$, already longer than that of `sgd`. Under a
 * constant gradient both grow to $-\eta g / (1 - \mu)$.
 *
 * Mirrors `torch.optim.SGD(nesterov=True)`, which has no dampening then and
 * refuses momentum 0. Optax and Keras take the same steps. None of them is
 * Nesterov's own form, which takes the gradient at a point ahead of the weight;
 * $w$ here is that point.
 *
 * Sutskever et al., "On the importance of initialization and momentum in deep
 * learning" (2013); Nesterov (1983).
 *
 * @example
 * ```ts
 * import { nesterov, steps } from "adam/family";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { learningRate: 1, momentum: 0.5 };
 * const updates = [...steps(nesterov, [4, 4, 4], options)].map((s) => s.update);
 * assertEquals(updates, [-6, -7, -7.5]);
 * ```
 */
export const nesterov: Member<number, NesterovOptions, NesterovStep> = member(
  number,
  {
    action: "take a step with Nesterov's momentum",
    defaults: { learningRate: 1e-3, momentum: 0.9, weightDecay: 0 },
    start: () => ({ velocity: 0 }),
    equation: (
      { gradient, weight, velocity },
      { learningRate, momentum, weightDecay },
    ) => {
      const g = gradient + weightDecay * weight;
      const b = momentum * velocity + g;
      return { update: -learningRate * (g + momentum * b), velocity: b };
    },
  },
);
