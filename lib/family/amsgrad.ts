/**
 * AMSGrad for one coordinate: Adam, divided by the largest second moment.
 *
 * @module
 */
import { biasCorrection } from "../bias_correction.ts";
import { begun, finished, nextMoments, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode amsgrad}. What is left out has PyTorch's default. */
export interface AmsgradOptions {
  /** The learning rate, $\eta \ge 0$. Default `1e-3`. */
  learningRate?: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the root of the corrected second moment, $\epsilon \ge 0$. Default `1e-8`. */
  epsilon?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode amsgrad}, which is also the next state. */
export interface AmsgradStep extends Step {
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$, not corrected. */
  secondMoment: number;
  /** The largest second moment so far, $v^{max}_t$, not corrected: PyTorch's `max_exp_avg_sq`. */
  largestSecondMoment: number;
}

/**
 * Takes one step of AMSGrad:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * v_max <- max(v_max, v)
 * m_hat = m / (1 - beta1^t)
 * v_hat = v_max / (1 - beta2^t)
 * update = -learningRate * m_hat / (sqrt(v_hat) + epsilon)
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `largestSecondMoment` $v^{max}$,
 * `weight` $w$, `update` $\Delta$. $\epsilon$ stands outside the root, after
 * the correction.
 *
 * Step 1 is Adam's, $-\eta g / (|g| + \epsilon)$, and so is each step before
 * which $v$ never fell.
 *
 * Mirrors `torch.optim.Adam(amsgrad=True)`: the maximum is that of the raw $v$,
 * and its correction still grows, so $\hat v$ can fall. Keras has the same
 * maximum, with $\epsilon$ before the correction. Optax takes the maximum of
 * the corrected $v$, which a large first gradient holds for good: 1, then four
 * times 0.1, move by $-3.48334 \eta$ here and by $-2.43030 \eta$ there. The
 * paper corrects no bias; Optax's `bias_correction_nu=False` and
 * `bias_correction_mu=False` give that.
 *
 * Reddi, Kale and Kumar, "On the convergence of Adam and beyond" (2018).
 *
 * @param state The record of the step before; what it lacks is 0
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example A large gradient is not forgotten
 * ```ts
 * import { amsgrad, steps } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [, , , , last] = steps(amsgrad, [1, 0.1, 0.1, 0.1, 0.1]);
 * assertAlmostEquals(last!.weight, -3.48334e-3, 5e-9);
 * ```
 */
export function amsgrad(
  state: Partial<AmsgradStep>,
  gradient: number,
  options: AmsgradOptions = {},
): AmsgradStep {
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
  const largestSecondMoment = Math.max(
    before.largestSecondMoment,
    secondMoment,
  );
  const mHat = firstMoment / biasCorrection(beta1, step);
  const vHat = largestSecondMoment / biasCorrection(beta2, step);
  const update = -learningRate * mHat / (Math.sqrt(vHat) + epsilon);
  return finished(action, {
    step,
    gradient,
    weight: before.weight + update,
    update,
    firstMoment,
    secondMoment,
    largestSecondMoment,
  });
}

const action = "take a step of AMSGrad";
const start = { firstMoment: 0, secondMoment: 0, largestSecondMoment: 0 };
const defaults = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};
