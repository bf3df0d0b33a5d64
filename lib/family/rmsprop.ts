/**
 * RMSprop for one coordinate.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { begun, finished, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode rmsprop}. What is left out has PyTorch's default. */
export interface RmspropOptions {
  /** The learning rate, $\eta \ge 0$. Default `1e-2`. */
  learningRate?: number;
  /** The decay of the second moment, $\alpha$ in [0, 1). Default `0.99`. */
  decay?: number;
  /** Added to the root, $\epsilon \ge 0$, in the unit of the gradient. Default `1e-8`. */
  epsilon?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode rmsprop}, which is also the next state. */
export interface RmspropStep extends Step {
  /** The moving average of the squared gradients, $v_t$: PyTorch's `square_avg`. */
  secondMoment: number;
}

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
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example The first step is ten learning rates long
 * ```ts
 * import { rmsprop } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(rmsprop({}, 5).update, -0.1, 1e-8);
 * ```
 */
export function rmsprop(
  state: Partial<RmspropStep>,
  gradient: number,
  options: RmspropOptions = {},
): RmspropStep {
  const { learningRate, decay, epsilon, weightDecay } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(action, { secondMoment: 0 }, state, gradient);
  const step = before.step + 1;
  const g = gradient + weightDecay * before.weight;
  const secondMoment = averaged(before.secondMoment, g * g, decay);
  const update = -learningRate * g / (Math.sqrt(secondMoment) + epsilon);
  const weight = before.weight + update;
  return finished(action, { step, gradient, weight, update, secondMoment });
}

const action = "take a step of RMSprop";
const defaults = {
  learningRate: 1e-2,
  decay: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
};
