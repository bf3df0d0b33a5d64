/**
 * NAdam for one coordinate: Adam with Nesterov's momentum.
 *
 * @module
 */
import { biasCorrection } from "../bias_correction.ts";
import { begun, finished, nextMoments, settings } from "./_rule.ts";
import type { Step } from "./steps.ts";

/** The settings of {@linkcode nadam}. What is left out has PyTorch's default. */
export interface NadamOptions {
  /** The learning rate, $\eta \ge 0$. Default `2e-3`. */
  learningRate?: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the root of the corrected second moment, $\epsilon \ge 0$. Default `1e-8`. */
  epsilon?: number;
  /** The share of the weight that is added to the gradient, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
  /** How fast the momentum grows from $\beta_1 / 2$ to $\beta_1$, $\psi \ge 0$. Default `4e-3`. */
  momentumDecay?: number;
}

/** The record of a step of {@linkcode nadam}, which is also the next state. */
export interface NadamStep extends Step {
  /** The moving average of the gradients, $m_t$, not corrected. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$, not corrected. */
  secondMoment: number;
  /** The product of all momenta so far, $\mu_1 \mu_2 \cdots \mu_t$, 1 at the start. */
  momentumProduct: number;
}

/**
 * Takes one step of NAdam:
 *
 * ```text
 * t <- t + 1
 * g <- g + weightDecay * w
 * mu = beta1 * (1 - 0.5 * 0.96^(t * momentumDecay))
 * mu_next = beta1 * (1 - 0.5 * 0.96^((t + 1) * momentumDecay))
 * product <- product * mu
 * m <- beta1 * m + (1 - beta1) * g
 * v <- beta2 * v + (1 - beta2) * g^2
 * v_hat = v / (1 - beta2^t)
 * ahead = (1 - mu) * g / (1 - product) + mu_next * m / (1 - product * mu_next)
 * update = -learningRate * ahead / (sqrt(v_hat) + epsilon)
 * w <- w + update
 * ```
 *
 * `firstMoment` is $m$, `secondMoment` $v$, `momentumProduct` the product,
 * `weight` $w$, `update` $\Delta$. $\epsilon$ stands outside the root, after
 * the correction.
 *
 * Step 1 is, with $\mu_1$ and $\mu_2$ the momenta of steps 1 and 2,
 *
 * $$-\eta \left(1 + \frac{\mu_2 (1 - \beta_1)}{1 - \mu_1 \mu_2}\right)
 *   \frac{g}{|g| + \epsilon}$$
 *
 * or 1.0565 learning rates by default.
 *
 * Mirrors `torch.optim.NAdam`. Keras leaves out `momentumDecay`, which is to
 * set it to 1: its momentum is near $\beta_1$ within a hundred steps, here in
 * tens of thousands. Optax has no schedule: it corrects $m$ by
 * $1 - \beta_1^{t+1}$ and $g$ by $1 - \beta_1^t$ and weighs them by $\beta_1$
 * and $1 - \beta_1$, so its first step is 1.4737 learning rates. PyTorch keeps
 * the product in its default type, float32, even for float64 weights, unless
 * that type is set; its updates are then off by some 1e-8 of themselves.
 *
 * Dozat, "Incorporating Nesterov momentum into Adam" (2016).
 *
 * @param state The record of the step before; what it lacks is 0, and 1 for
 * the product of the momenta
 * @param gradient The gradient of the loss, $g_t$
 * @param options The settings
 * @returns The record of the step
 * @throws {RangeError} If a setting is out of range, or a number that enters or
 * leaves the step is not finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
 * @throws {TypeError} If something that must be a number is not one, or an
 * option is unknown
 * @example The first step is 1.0565 learning rates long
 * ```ts
 * import { nadam } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(nadam({}, 5).update, -1.0565 * 2e-3, 1e-4 * 2e-3);
 * ```
 */
export function nadam(
  state: Partial<NadamStep>,
  gradient: number,
  options: NadamOptions = {},
): NadamStep {
  const { learningRate, beta1, beta2, epsilon, ...own } = settings(
    action,
    defaults,
    options,
  );
  const before = begun(action, start, state, gradient);
  const step = before.step + 1;
  const g = gradient + own.weightDecay * before.weight;
  const momentumAt = (t: number) =>
    beta1 * (1 - 0.5 * 0.96 ** (t * own.momentumDecay));
  const [mu, next] = [momentumAt(step), momentumAt(step + 1)];
  const momentumProduct = before.momentumProduct * mu;
  const { firstMoment, secondMoment } = nextMoments(before, g, {
    beta1,
    beta2,
  });
  const vHat = secondMoment / biasCorrection(beta2, step);
  const ahead = (1 - mu) * g / (1 - momentumProduct) +
    next * firstMoment / (1 - momentumProduct * next);
  const update = -learningRate * ahead / (Math.sqrt(vHat) + epsilon);
  return finished(action, {
    step,
    gradient,
    weight: before.weight + update,
    update,
    firstMoment,
    secondMoment,
    momentumProduct,
  });
}

const action = "take a step of NAdam";
const start = { firstMoment: 0, secondMoment: 0, momentumProduct: 1 };
const defaults = {
  learningRate: 2e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  momentumDecay: 4e-3,
};
