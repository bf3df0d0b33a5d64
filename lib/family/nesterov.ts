/**
 * Gradient descent with Nesterov's momentum, for one coordinate.
 *
 * @module
 */
import { begun, finished, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode nesterov}. */
export interface NesterovOptions {
  /** The learning rate, $\eta \ge 0$. Default `1e-3`, as in PyTorch. */
  learningRate?: number;
  /** The share of the velocity that is kept, $\mu$ in [0, 1). Default `0.9`: PyTorch's default 0 is refused there. */
  momentum?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode nesterov}, which is also the next state. */
export interface NesterovStep extends Step {
  /** The sum of the gradients, older ones counting less, $b_t$: PyTorch's `momentum_buffer`. */
  velocity: number;
}

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
 * import { nesterov, steps } from "adam/family";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { learningRate: 1, momentum: 0.5 };
 * const updates = [...steps(nesterov, [4, 4, 4], options)].map((s) => s.update);
 * assertEquals(updates, [-6, -7, -7.5]);
 * ```
 */
export function nesterov(
  state: Partial<NesterovStep>,
  gradient: number,
  options: NesterovOptions = {},
): NesterovStep {
  const { learningRate, momentum, weightDecay } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(action, { velocity: 0 }, state, gradient);
  const step = before.step + 1;
  const g = gradient + weightDecay * before.weight;
  const velocity = momentum * before.velocity + g;
  const update = -learningRate * (g + momentum * velocity);
  const weight = before.weight + update;
  return finished(action, { step, gradient, weight, update, velocity });
}

const action = "take a step with Nesterov's momentum";
const defaults = { learningRate: 1e-3, momentum: 0.9, weightDecay: 0 };
