/**
 * Lion for one coordinate: steps of one size, in the direction of a sign.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { begun, finished, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode lion}. What is left out has Optax's default, but for the learning rate. */
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
export interface LionStep extends Step {
  /** The moving average of the gradients that is remembered, $m_t$. */
  firstMoment: number;
}

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
 * Mirrors `optax.lion`. Keras takes $\eta \lambda w$ off before the step, the
 * same but for the last bits, and its learning rate is 1e-3 by default. PyTorch
 * has no Lion.
 *
 * Chen et al., "Symbolic discovery of optimization algorithms" (2023),
 * Algorithm 2.
 *
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example A gradient of any size moves by the learning rate
 * ```ts
 * import { lion } from "adam/family";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(lion({}, 1e-300).update, -1e-4);
 * assertStrictEquals(lion({}, -7).update, 1e-4);
 * ```
 */
export function lion(
  state: Partial<LionStep>,
  gradient: number,
  options: LionOptions = {},
): LionStep {
  const { learningRate, beta1, beta2, weightDecay } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(action, { firstMoment: 0 }, state, gradient);
  const firstMomentAt = (decay: number) =>
    averaged(before.firstMoment, gradient, decay);
  const direction = Math.sign(firstMomentAt(beta1));
  const update = -learningRate * (direction + weightDecay * before.weight);
  return finished(action, {
    step: before.step + 1,
    gradient,
    weight: before.weight + update,
    update,
    firstMoment: firstMomentAt(beta2),
  });
}

const action = "take a step of Lion";
const defaults = {
  learningRate: 1e-4,
  beta1: 0.9,
  beta2: 0.99,
  weightDecay: 1e-3,
};
