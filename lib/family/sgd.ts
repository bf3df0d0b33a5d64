/**
 * Gradient descent with momentum, for one coordinate.
 *
 * @module
 */
import { begun, finished, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode sgd}. What is left out has PyTorch's default. */
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
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
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
export function sgd(
  state: Partial<SgdStep>,
  gradient: number,
  options: SgdOptions = {},
): SgdStep {
  const { learningRate, momentum, dampening, weightDecay } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(action, { velocity: 0 }, state, gradient);
  const step = before.step + 1;
  const g = gradient + weightDecay * before.weight;
  const velocity = step === 1 || momentum === 0
    ? g
    : momentum * before.velocity + (1 - dampening) * g;
  const update = -learningRate * velocity;
  const weight = before.weight + update;
  return finished(action, { step, gradient, weight, update, velocity });
}

const action = "take a step of SGD";
const defaults = {
  learningRate: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
};
