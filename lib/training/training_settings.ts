/**
 * The settings of a training.
 *
 * @module
 */
import { adamSettings } from "../_adam_options.ts";
import { nonNegative } from "../_demands.ts";
import { requireNumber, requireRecord, requireType } from "../_require.ts";
import { settingsOf } from "../_settings.ts";
import {
  layerNorm,
  type Normalization,
  rmsNorm,
  type StartSettings,
  startSettings,
} from "../language_model/mod.ts";
import { type Stream, streamOf } from "./_stream.ts";

/** In which format a training stores its numbers. */
export type Storage = "f64" | "f32" | "bf16" | "mixed";

/** The settings of `trainingRun`. */
export interface TrainingSettings extends StartSettings {
  /** The learning rate, $\eta$, in the unit of the weight. Default `1e-3`. */
  learningRate: number;
  /** The decay of the first moment, $\beta_1$ in [0, 1). Default `0.9`. */
  beta1: number;
  /** The decay of the second moment, $\beta_2$ in [0, 1). Default `0.999`. */
  beta2: number;
  /** Added to the root of the corrected second moment, $\epsilon$. Default `1e-8`. */
  epsilon: number;
  /** Weight decay, $\lambda$: a step multiplies every weight by $1 - \eta \lambda$. Default `0`. */
  weightDecay: number;
  /**
   * In which format the numbers are stored. Default `"f64"`.
   *
   * - `f64`: all in binary64, the reference.
   * - `f32`: all in binary32.
   * - `bf16`: weights, moments, activations and gradients in bfloat16, as
   *   with `model.to(torch.bfloat16)`; sums are rounded only when they are
   *   stored.
   * - `mixed`: weights and moments in binary32; the model is applied, forward
   *   and backward, with a bfloat16 copy of the weights.
   */
  storage: Storage;
  /**
   * Where the sequences come from, fresh ones at each step. Default `"zipf"`.
   *
   * - `"zipf"`: samples of Zipf's law.
   * - the tokens of a text in their order, all of them below
   *   `vocabulary - deadTokens`, as `textTokens` returns them: sequences that
   *   begin anywhere in it. `zipfExponent` is then not used.
   */
  stream: Stream;
  /** How many threads work. Default `1`. No number depends on it. */
  threads: number;
}

/** The defaults of the settings that the start does not have. */
const defaults = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  storage: "f64" as Storage,
  stream: "zipf" as Stream,
  threads: 1,
};

/** The normalizations that can be trained, by their names. */
export const normalizations = { layerNorm, rmsNorm };

/** How many threads there can be. */
const mostThreads = 64;

const action = "train";

/**
 * Fills in the settings of a training that are left out, with the defaults of
 * `startSettings` and of PyTorch's AdamW, and checks all of them.
 *
 * @param settings The settings that differ from their defaults
 * @returns All settings
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type, or its name is unknown
 * @example
 * ```ts
 * import { trainingSettings } from "adam/training";
 * import { assertEquals } from "@std/assert";
 *
 * const { storage, epsilon, width } = trainingSettings({ storage: "bf16" });
 * assertEquals([storage, epsilon, width], ["bf16", 1e-8, 128]);
 * ```
 */
export function trainingSettings(
  settings: Partial<TrainingSettings> = {},
): TrainingSettings {
  requireRecord(action, "settings", settings);
  const ofStart = startSettings();
  const all = settingsOf(action, { ...ofStart, ...defaults }, settings);
  const given = Object.keys(settings).filter((name) => name in ofStart);
  const start = startSettings(
    Object.fromEntries(
      given.map((name) => [name, settings[name as keyof StartSettings]]),
    ),
  );
  const { learningRate, beta1, beta2, epsilon, weightDecay } = all;
  adamSettings(action, { learningRate, beta1, beta2, epsilon });
  requireNumber(action, "weightDecay", weightDecay, nonNegative);
  requireOneOf(action, "storage", all.storage, ["f64", "f32", "bf16", "mixed"]);
  requireNumber(action, "threads", all.threads, {
    wanted: `a positive integer up to ${mostThreads}`,
    met: (n) => Number.isInteger(n) && n >= 1 && n <= mostThreads,
  });
  requireTrained(action, start.normalization);
  const stream = streamOf(action, all.stream, start);
  return { ...all, ...start, stream };
}

/** The settings of the start among them. */
export function startOf(settings: TrainingSettings): StartSettings {
  const names = Object.keys(startSettings()) as (keyof StartSettings)[];
  return Object.fromEntries(
    names.map((name) => [name, settings[name]]),
  ) as unknown as StartSettings;
}

function requireTrained(action: string, normalization: Normalization): void {
  if (Object.values(normalizations).includes(normalization as never)) return;
  throw new RangeError(
    `Cannot ${action} as normalization must be layerNorm or rmsNorm: current value is ${
      normalization.name || "another function"
    }`,
  );
}

/** Throws unless a text is one of some names. */
export function requireOneOf(
  action: string,
  name: string,
  value: string,
  names: readonly string[],
): void {
  requireType(action, name, value, "string");
  if (names.includes(value)) return;
  throw new RangeError(
    `Cannot ${action} as ${name} must be ${
      names.join(" or ")
    }: current value is ${value}`,
  );
}
