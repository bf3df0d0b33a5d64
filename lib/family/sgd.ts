/**
 * Gradient descent with momentum, for one coordinate.
 *
 * @module
 */
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { Member, Step } from "./_rule.ts";

/** The settings of {@linkcode sgd}. A setting that is left out has PyTorch's default. */
export interface SgdOptions {
  /** The learning rate, $\eta \ge 0$. Default `1e-3`. */
  learningRate?: number;
  /** The share of the velocity that is kept, $\mu$ in [0, 1). Default `0`: none. */
  momentum?: number;
  /** The share of a gradient that is held back from the velocity, in [0, 1). Default `0`. */
  dampening?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode sgd}, which is also the next state. */
export interface SgdStep extends Step {
  /** The sum of the gradients, older ones counting less, $b_t$: PyTorch's `momentum_buffer`. */
  velocity: number;
}

/**
 * Takes one step of gradient descent with momentum:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * b <- g                                     if t = 1 or momentum = 0
 *      momentum * b + (1 - dampening) * g    if not
 * update = -learningRate * b
 * w <- w + update
 * ```
 *
 * `velocity` is $b$, `weight` $w$, `update` $\Delta$. There is no $\epsilon$:
 * steps are in proportion to the gradients.
 *
 * Step 1 is $-\eta g$ (with $g + \lambda w$ in place of $g$ where weights
 * decay). Under a constant gradient the steps grow to $-\eta g / (1 - \mu)$.
 *
 * Mirrors `torch.optim.SGD`, where dampening has no say at step 1. Optax's
 * `sgd` has no dampening and takes the same steps without it. Keras keeps
 * $-\eta b$ in place of $b$, so there a change of the learning rate reaches
 * later gradients only.
 *
 * Polyak, "Some methods of speeding up the convergence of iteration methods"
 * (1964).
 *
 * @example
 * ```ts
 * import { sgd, steps } from "adam/family";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { learningRate: 1, momentum: 0.5 };
 * const updates = [...steps(sgd, [4, 4, 4], options)].map((s) => s.update);
 * assertEquals(updates, [-4, -6, -7]);
 * ```
 */
export const sgd: Member<number, SgdOptions, SgdStep> = member(number, {
  action: "take a step of SGD",
  defaults: { learningRate: 1e-3, momentum: 0, dampening: 0, weightDecay: 0 },
  start: () => ({ velocity: 0 }),
  equation: (
    { step, gradient, weight, velocity },
    { learningRate, momentum, dampening, weightDecay },
  ) => {
    const g = gradient + weightDecay * weight;
    const b = step === 1 || momentum === 0
      ? g
      : momentum * velocity + (1 - dampening) * g;
    return { update: -learningRate * b, velocity: b };
  },
});
