/**
 * AdamW for one coordinate: Adam, and a weight that decays on its own.
 *
 * @module
 */
import { adamStep } from "../adam.ts";
import { begun, finished, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode adamw}. What is left out has PyTorch's default. */
export interface AdamwOptions {
  /** The learning rate, $\eta \ge 0$, of Adam and of the decay. Default `1e-3`. */
  learningRate?: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the root of the corrected second moment, $\epsilon \ge 0$. Default `1e-8`. */
  epsilon?: number;
  /** The share of the weight that a step takes off, per learning rate, $\lambda \ge 0$. Default `1e-2`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode adamw}, which is also the next state. */
export interface AdamwStep extends Step {
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$, not corrected. */
  secondMoment: number;
}

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
 * off: the same but for the last bits. Their defaults of $\lambda$ are 1e-4
 * and 4e-3, and Keras adds $\epsilon$ before the correction. In the paper
 * $\lambda$ is multiplied by the schedule alone, not by the learning rate.
 *
 * Loshchilov and Hutter, "Decoupled weight decay regularization" (2019),
 * Algorithm 2.
 *
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example Without a gradient the weight still decays
 * ```ts
 * import { adamw } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { weight } = adamw({ weight: 1 }, 0, { weightDecay: 0.1 });
 * assertAlmostEquals(weight, 1 - 1e-3 * 0.1, 1e-16);
 * ```
 */
export function adamw(
  state: Partial<AdamwStep>,
  gradient: number,
  options: AdamwOptions = {},
): AdamwStep {
  const { weightDecay, ...ofAdam } = settings(action, defaults, options);
  const before = begun(
    action,
    { firstMoment: 0, secondMoment: 0 },
    state,
    gradient,
  );
  const adam = adamStep(before, gradient, ofAdam);
  const { step, firstMoment, secondMoment } = adam;
  const update = adam.update -
    ofAdam.learningRate * weightDecay * before.weight;
  const weight = before.weight + update;
  return finished(action, {
    step,
    gradient,
    weight,
    update,
    firstMoment,
    secondMoment,
  });
}

const action = "take a step of AdamW";
const defaults = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 1e-2,
};
