/**
 * The settings of Adam, shared by the recursion and its closed forms.
 *
 * @module
 */
import { decayRate, nonNegative } from "./_demands.ts";
import { requireNumber, requireType } from "./_require.ts";
import { settingsOf } from "./_settings.ts";
import { f64, type Round } from "./precision.ts";

/** The settings of Adam. A setting that is left out has PyTorch's default. */
export interface AdamOptions {
  /** The learning rate, $\eta \ge 0$, in the unit of the weight. Default `1e-3`. */
  learningRate?: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1?: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2?: number;
  /** Added to the root of the corrected second moment, $\epsilon \ge 0$, in the unit of the gradient. Default `1e-8`. */
  epsilon?: number;
  /** The format that both moments are stored in. Default: binary64. */
  moments?: Round;
  /**
   * Which numbers may enter a step (gradient, state) and leave it (moments,
   * update). Default `Number.isFinite`. Pass `() => true` where the way that
   * NaN and infinities spread is the point of the experiment.
   */
  accept?: (value: number) => boolean;
}

const defaults: Required<AdamOptions> = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  moments: f64,
  accept: Number.isFinite,
};

/**
 * Fills in every default and refuses every setting that is out of range or
 * unknown. `more` are the defaults of what else the caller takes.
 */
export function adamSettings<More extends object = object>(
  action: string,
  options: AdamOptions & Partial<More>,
  more?: More,
): Required<AdamOptions> & More {
  const all = { ...defaults, ...more } as Required<AdamOptions> & More;
  const settings = settingsOf(action, all, options as Partial<typeof all>);
  const { learningRate, beta1, beta2, epsilon, moments, accept } = settings;
  requireNumber(action, "learningRate", learningRate, nonNegative);
  requireNumber(action, "beta1", beta1, decayRate);
  requireNumber(action, "beta2", beta2, decayRate);
  requireNumber(action, "epsilon", epsilon, nonNegative);
  requireType(action, "moments", moments, "function");
  requireType(action, "accept", accept, "function");
  return settings;
}
