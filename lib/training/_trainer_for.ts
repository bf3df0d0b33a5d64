/**
 * Which trainer a format needs.
 *
 * @module
 */
import type { Model } from "../language_model/mod.ts";
import { FloatTrainer } from "./_float_trainer.ts";
import { operationsFor } from "./_operations_for.ts";
import { ReferenceTrainer } from "./_reference_trainer.ts";
import type { Trainer } from "./_trainer.ts";
import type { TrainingSettings } from "./training_settings.ts";

/** Sets up the trainer, and its threads. */
export async function trainerFor(
  settings: TrainingSettings,
  model: Model,
): Promise<Trainer> {
  const { storage } = settings;
  if (storage === "f64") return new ReferenceTrainer(settings, model);
  return new FloatTrainer(settings, model, await operationsFor(settings));
}
