/**
 * RAdam for one coordinate: Adam that waits until its second moment is known.
 *
 * @module
 */
import { biasCorrection } from "../bias_correction.ts";
import { begun, finished, nextMoments, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode radam}. What is left out has PyTorch's default. */
export interface RadamOptions {
  /** The learning rate, $\eta \ge 0$. Default `1e-3`. */
  learningRate?: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the root of the second moment, $\epsilon \ge 0$. Default `1e-8`. */
  epsilon?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode radam}, which is also the next state. */
export interface RadamStep extends Step {
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$, not corrected. */
  secondMoment: number;
  /** The rectification, $r_t$ in (0, 1), or 0 for a step that does not look at $v$; not needed in a state. */
  rectification: number;
}

/**
 * Takes one step of RAdam:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * m_hat = m / (1 - beta1^t)
 * rho_inf = 2 / (1 - beta2) - 1
 * rho = rho_inf - 2 * t * beta2^t / (1 - beta2^t)
 * if rho > 5:
 *   r = sqrt((rho - 4) * (rho - 2) * rho_inf
 *            / ((rho_inf - 4) * (rho_inf - 2) * rho))
 *   update = -learningRate * m_hat * r * sqrt(1 - beta2^t) / (sqrt(v) + epsilon)
 * if not:
 *   update = -learningRate * m_hat
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `rectification` $r$, `weight` $w$,
 * `update` $\Delta$. $\rho$ is how many gradients the second moment may be said
 * to average. $\epsilon$ stands outside the root and before the correction: as
 * in TensorFlow's Adam, and unlike `adamStep`.
 *
 * Step 1 is $-\eta g$, since $\rho_1 = 1$: it is in proportion to the gradient,
 * and a gradient of 1000 moves by 1000 learning rates. By default steps 1 to 5
 * are such. With $\beta_2 \le 2/3$ all are, as $\rho$ never passes 5.
 *
 * Mirrors `torch.optim.RAdam`. Optax's `radam` asks for $\rho \ge 5$ and has
 * $\epsilon$ after the correction. Keras has no RAdam.
 *
 * Liu et al., "On the variance of the adaptive learning rate and beyond"
 * (2020), Algorithm 2, where the threshold is 4 and there is no $\epsilon$.
 *
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example The first step is that of gradient descent
 * ```ts
 * import { radam } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(radam({}, 1000).update, -1, 1e-15);
 * ```
 */
export function radam(
  state: Partial<RadamStep>,
  gradient: number,
  options: RadamOptions = {},
): RadamStep {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(action, start, state, gradient);
  const step = before.step + 1;
  const g = gradient + weightDecay * before.weight;
  const { firstMoment, secondMoment } = nextMoments(before, g, {
    beta1,
    beta2,
  });
  const mHat = firstMoment / biasCorrection(beta1, step);
  const rectification = rectificationAt(step, beta2);
  const scale = rectification === 0 ? 1 : rectification *
    Math.sqrt(biasCorrection(beta2, step)) /
    (Math.sqrt(secondMoment) + epsilon);
  const update = -learningRate * mHat * scale;
  return finished(action, {
    step,
    gradient,
    weight: before.weight + update,
    update,
    firstMoment,
    secondMoment,
    rectification,
  });
}

/** The factor $r_t$, or 0 as long as too few gradients were averaged to tell it. */
function rectificationAt(step: number, beta2: number): number {
  const most = 2 / (1 - beta2) - 1;
  const rho = most - 2 * step * beta2 ** step / biasCorrection(beta2, step);
  return rho > 5
    ? Math.sqrt(
      (rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho),
    )
    : 0;
}

const action = "take a step of RAdam";
const start = { firstMoment: 0, secondMoment: 0, rectification: 0 };
const defaults = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};
