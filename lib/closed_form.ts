/**
 * The first two steps of Adam, in closed form.
 *
 * @module
 */
import { type AdamOptions, adamSettings } from "./_adam_options.ts";
import { acceptedBy } from "./_demands.ts";
import { requireNumber } from "./_require.ts";
import { fractionOfSum } from "./_fraction_of_sum.ts";

/**
 * What the first step does, since both corrections cancel at $t = 1$:
 *
 * $$\Delta_1 = -\eta \cdot \frac{g}{|g| + \epsilon}$$
 *
 * Equal to the update of `adamStep(start, gradient)` in exact arithmetic, and
 * to a few units in the last place in binary64. Like that one it is $-\eta$
 * times the sign of $g$ if $|g| \gg \epsilon$, and $-(\eta / \epsilon) g$ if
 * $|g| \ll \epsilon$.
 *
 * @param gradient The gradient of one coordinate, $g$
 * @param options The settings; the decays do not matter
 * @returns The first update, $\Delta_1$, in the unit of the weight
 * @throws {RangeError} If a setting is out of range, if the gradient is not
 * finite, or if it and $\epsilon$ are both zero
 * @example
 * ```ts
 * import { firstUpdate } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(firstUpdate(1e-8), -0.0005);
 * ```
 */
export function firstUpdate(
  gradient: number,
  options: AdamOptions = {},
): number {
  const action = "work out the first update";
  const { learningRate, epsilon, accept } = adamSettings(action, options);
  requireNumber(action, "gradient", gradient, acceptedBy(accept));
  const update = fractionOfSum(-learningRate, gradient, epsilon);
  requireNumber(action, "update", update, acceptedBy(accept));
  return update;
}

/**
 * The share of the learning rate that the first step uses:
 *
 * $$\frac{|\Delta_1|}{\eta} = \frac{|g|}{|g| + \epsilon}$$
 *
 * Close to 1 if $|g| \gg \epsilon$, one half at $|g| = \epsilon$, and close to
 * $|g| / \epsilon$ if $|g| \ll \epsilon$. It is a formula for one coordinate:
 * the norm of a vector's update does not follow from the norm of its gradient.
 *
 * @param gradient The gradient of one coordinate, $g$
 * @param options The settings; only $\epsilon$ matters
 * @returns The multiplier, in [0, 1], no unit
 * @throws {RangeError} If a setting is out of range, if the gradient is not
 * finite, or if it and $\epsilon$ are both zero
 * @example
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(updateMultiplier(1e-8), 0.5);
 * assertStrictEquals(updateMultiplier(-3, { epsilon: 1 }), 0.75);
 * ```
 */
export function updateMultiplier(
  gradient: number,
  options: AdamOptions = {},
): number {
  const action = "work out the multiplier";
  const { epsilon, accept } = adamSettings(action, options);
  requireNumber(action, "gradient", gradient, acceptedBy(accept));
  const multiplier = fractionOfSum(1, Math.abs(gradient), epsilon);
  requireNumber(action, "multiplier", multiplier, acceptedBy(accept));
  return multiplier;
}

/**
 * How the second step weighs the two gradients it has seen:
 *
 * $$\hat m_2 = \frac{\beta_1 g_1 + g_2}{1 + \beta_1}, \qquad
 *   \hat v_2 = \frac{\beta_2 g_1^2 + g_2^2}{1 + \beta_2}$$
 *
 * because $(1 - \beta) / (1 - \beta^2) = 1 / (1 + \beta)$: both are true
 * averages, their weights add up to 1.
 *
 * @param options The settings; only the decays matter
 * @returns `firstMoment`: the weights of $(g_1, g_2)$ in $\hat m_2$;
 * `secondMoment`: those of $(g_1^2, g_2^2)$ in $\hat v_2$
 * @throws {RangeError} If a setting is out of range
 * @example
 * ```ts
 * import { secondStepWeights } from "adam";
 * import { assertEquals } from "@std/assert";
 *
 * const { firstMoment } = secondStepWeights({ beta1: 0.6 });
 * assertEquals(firstMoment, [0.6 / 1.6, 1 / 1.6]);
 * ```
 */
export function secondStepWeights(
  options: AdamOptions = {},
): { firstMoment: [number, number]; secondMoment: [number, number] } {
  const { beta1, beta2 } = adamSettings("weigh the gradients", options);
  return {
    firstMoment: [beta1 / (1 + beta1), 1 / (1 + beta1)],
    secondMoment: [beta2 / (1 + beta2), 1 / (1 + beta2)],
  };
}
