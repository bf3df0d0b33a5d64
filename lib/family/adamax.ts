/**
 * Adamax for one coordinate: Adam with the largest gradient for a divisor.
 *
 * @module
 */
import { biasCorrection } from "../bias_correction.ts";
import { averaged } from "../_averaged.ts";
import { begun, finished, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode adamax}. What is left out has PyTorch's default. */
export interface AdamaxOptions {
  /** The learning rate, $\eta \ge 0$. Default `2e-3`. */
  learningRate?: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the infinity norm, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the size of each gradient, $\epsilon \ge 0$, in its unit. Default `1e-8`. */
  epsilon?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode adamax}, which is also the next state. */
export interface AdamaxStep extends Step {
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The largest gradient, older ones counting less, $u_t$: PyTorch's `exp_inf`. */
  infinityNorm: number;
}

/**
 * Takes one step of Adamax:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * m <- beta1 * m + (1 - beta1) * g
 * u <- max(beta2 * u, |g| + epsilon)
 * m_hat = m / (1 - beta1^t)
 * update = -learningRate * m_hat / u
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `infinityNorm` $u$, `weight` $w$, `update` $\Delta$.
 * $\epsilon$ stands inside the maximum and is remembered with it; $u$ starts
 * with the whole first gradient and needs no correction.
 *
 * Step 1 is $-\eta g / (|g| + \epsilon)$, as Adam's.
 *
 * Mirrors `torch.optim.Adamax`; Optax has the same. Keras adds $\epsilon$ to
 * the maximum, $u + \epsilon$, each time anew: the same at step 1 and wherever
 * the newest gradient is the largest. The paper has no $\epsilon$.
 *
 * Kingma and Ba, "Adam" (2015), Algorithm 2.
 *
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example
 * ```ts
 * import { adamax } from "adam/family";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const { update } = adamax({}, 3, { epsilon: 1, learningRate: 1 });
 * assertStrictEquals(update, -0.75);
 * ```
 */
export function adamax(
  state: Partial<AdamaxStep>,
  gradient: number,
  options: AdamaxOptions = {},
): AdamaxStep {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(
    action,
    { firstMoment: 0, infinityNorm: 0 },
    state,
    gradient,
  );
  const step = before.step + 1;
  const g = gradient + weightDecay * before.weight;
  const firstMoment = averaged(before.firstMoment, g, beta1);
  const infinityNorm = Math.max(
    beta2 * before.infinityNorm,
    Math.abs(g) + epsilon,
  );
  const mHat = firstMoment / biasCorrection(beta1, step);
  const update = -learningRate * mHat / infinityNorm;
  return finished(action, {
    step,
    gradient,
    weight: before.weight + update,
    update,
    firstMoment,
    infinityNorm,
  });
}

const action = "take a step of Adamax";
const defaults = {
  learningRate: 2e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};
