/**
 * Gradients that fade, such as those of a token that occurs ever more rarely.
 *
 * @module
 */
import { nonNegative, positive } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { required, settingsOf } from "../_settings.ts";

/** How {@linkcode fadingGradients} fade. */
export interface FadingOptions {
  /** The number of steps in which a gradient halves, $h > 0$. */
  halfLife: number;
  /** The number of steps before the fade, $c \ge 0$. Default `1`. */
  constantSteps?: number;
  /** Where the fade ends, $g_\infty \ge 0$. Default `0`. */
  least?: number;
}

/**
 * Gradients that stay constant for a while, then halve every `halfLife` steps down to the
 * least one:
 *
 * $$g_t = \max\bigl(g_\infty,\; g_1 \, 2^{-\max(0,\, t - c) / h}\bigr)$$
 *
 * @param first The first gradient, $g_1 > 0$
 * @param options How they fade
 * @returns The gradients $g_1, g_2, \dots$, without end
 * @throws {RangeError} If `first` or `halfLife` is not finite and above zero, or
 * `constantSteps` or `least` not finite and at least zero
 * @throws {TypeError} If something is not of the type that it must be, or an
 * option is unknown
 * @example
 * ```ts
 * import { fadingGradients } from "adam/family";
 * import { assertEquals } from "@std/assert";
 *
 * const fading = fadingGradients(8, { halfLife: 1, constantSteps: 2, least: 3 });
 * assertEquals([...fading.take(5)], [8, 8, 4, 3, 3]);
 * ```
 */
export function* fadingGradients(
  first: number,
  options: FadingOptions,
): Generator<number> {
  const action = "let the gradients fade";
  const settings = settingsOf(action, defaults, options);
  const { halfLife, constantSteps, least } = settings;
  requireNumber(action, "first", first, positive);
  requireNumber(action, "halfLife", halfLife, positive);
  requireNumber(action, "constantSteps", constantSteps, nonNegative);
  requireNumber(action, "least", least, nonNegative);
  for (let step = 1; true; step++) {
    const halvings = Math.max(0, step - constantSteps) / halfLife;
    yield Math.max(least, first * 2 ** -halvings);
  }
}

const defaults: Required<FadingOptions> = {
  halfLife: required,
  constantSteps: 1,
  least: 0,
};
