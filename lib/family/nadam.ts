/**
 * NAdam for one coordinate: Adam with Nesterov's momentum.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import { biasCorrection } from "../bias_correction.ts";
import { number } from "./_kind.ts";
import { member } from "./_member.ts";
import type { AdamLikeOptions, AdamLikeStep } from "./_adam_like.ts";
import type { AdamaxOptions } from "./adamax.ts";
import type { Member } from "./_rule.ts";

/** The settings of {@linkcode nadam}. A setting that is left out has PyTorch's default. */
export interface NadamOptions
  extends
    Omit<AdamLikeOptions, "learningRate">,
    Pick<AdamaxOptions, "learningRate"> {
  /** How fast the momentum grows from $\beta_1 / 2$ to $\beta_1$, $\psi \ge 0$. Default `4e-3`. */
  momentumDecay?: number;
}

/** The record of a step of {@linkcode nadam}, which is also the next state. */
export interface NadamStep extends AdamLikeStep {
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
 * @example The first step is 1.0565 learning rates long
 * ```ts
 * import { nadam } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(nadam({}, 5).update, -1.0565 * 2e-3, 1e-4 * 2e-3);
 * ```
 */
export const nadam: Member<number, NadamOptions, NadamStep> = member(number, {
  action: "take a step of NAdam",
  defaults: {
    learningRate: 2e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    momentumDecay: 4e-3,
  },
  start: () => ({ firstMoment: 0, secondMoment: 0, momentumProduct: 1 }),
  equation: (
    { step, gradient, weight, firstMoment, secondMoment, momentumProduct },
    { learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay },
  ) => {
    const g = gradient + weightDecay * weight;
    const momentumAt = (t: number) =>
      beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const [mu, next] = [momentumAt(step), momentumAt(step + 1)];
    const product = momentumProduct * mu;
    const m = averaged(firstMoment, g, beta1);
    const v = averaged(secondMoment, g * g, beta2);
    const vHat = v / biasCorrection(beta2, step);
    const ahead = (1 - mu) * g / (1 - product) +
      next * m / (1 - product * next);
    return {
      update: -learningRate * ahead / (Math.sqrt(vHat) + epsilon),
      firstMoment: m,
      secondMoment: v,
      momentumProduct: product,
    };
  },
});
