/**
 * Trainings by PyTorch, as `data/training.json` has them.
 *
 * @module
 */
import { layerNorm, rmsNorm } from "adam/language_model";
import type { TrainingRecord, TrainingSettings } from "adam/training";
import reference from "data/training.json" with { type: "json" };

/** The settings as the library takes them. */
export function settingsOf(
  stored: Record<string, unknown>,
): Partial<TrainingSettings> {
  const normalization = stored.normalization === "rmsNorm"
    ? rmsNorm
    : layerNorm;
  return { ...stored, normalization };
}

/** Records by the names of their numbers. */
export type Names = keyof TrainingRecord;

/** What is recorded. */
export const names = reference.names as Names[];

/** The names that PyTorch gives the weights. */
export function nameInPyTorch(name: string): string {
  return name
    .replace("attentionNormalization", "norm1")
    .replace("feedForwardNormalization", "norm2")
    .replace("attention.input.", "self_attn.in_proj_")
    .replace("attention.output", "self_attn.out_proj")
    .replace("feedForward.inner", "linear1")
    .replace("feedForward.outer", "linear2")
    .replace("gain", "weight").replace("shift", "bias")
    .replace(/^(tokens|positions|output)$/, "$1.weight");
}

/** All records of one kind of storage: by start, seed, step and name. */
export function statisticsOf(storage: "bf16" | "mixed") {
  return reference[storage].map(({ settings, steps, records }) => ({
    settings: settingsOf(settings),
    steps,
    /** Of each name the numbers of all seeds, step by step. */
    of: (name: Names) =>
      steps.map((_, i) =>
        records.map((line) =>
          Number(line.split(" ")[i * names.length + names.indexOf(name)])
        )
      ),
  }));
}
