/**
 * A start of training as one flat record.
 *
 * @module
 */
import { gradientNormsAtStart } from "./gradient_norms_at_start.ts";
import {
  type GradientNormsRecord,
  gradientNormsRecord,
} from "./gradient_norms_record.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";

/** The settings of a start, without the function that normalizes, and its norms. */
export type StartRecord =
  & Omit<StartSettings, "normalization">
  & GradientNormsRecord;

/**
 * A model at the start of its training as one flat record: its settings, and
 * {@linkcode gradientNormsRecord} of its first batch. Records of several models
 * are a table, or lines of a plot.
 *
 * @param settings The settings that differ from those of the measured model
 * @returns The record
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type, or there is none of
 * its name
 * @example The larger the tokens of a tied model, the surer it is
 * ```ts
 * import { startRecord } from "adam/language_model";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const model = { layers: 0, batch: 1, vocabulary: 50, deadTokens: 20 };
 * const [small, large] = [0.01, 1].map((sigma) => startRecord({ ...model, sigma }));
 * assertEquals([small!.sigma, large!.sigma], [0.01, 1]);
 * assert(large!.inputTokenLogit > small!.inputTokenLogit);
 * ```
 */
export function startRecord(
  settings: Partial<StartSettings> = {},
): StartRecord {
  const all = startSettings(settings);
  const { normalization: _, ...numbers } = all;
  const norms = gradientNormsAtStart(all);
  return { ...numbers, ...gradientNormsRecord(norms, all.vocabulary) };
}
