/**
 * Which trainer a format needs.
 *
 * @module
 */
import type { Model } from "../language_model/mod.ts";
import { Engine } from "../threads/mod.ts";
import { FloatTrainer } from "./_float_trainer.ts";
import { kernelOperations } from "./_kernel_operations.ts";
import { kernels } from "./_kernels.ts";
import { portableOperations } from "./_portable_operations.ts";
import { ReferenceTrainer } from "./_reference_trainer.ts";
import type { Trainer } from "./_trainer.ts";
import type { TrainingSettings } from "./training_settings.ts";

/** Sets up the trainer, and its threads. */
export async function trainerFor(
  settings: TrainingSettings,
  model: Model,
): Promise<Trainer> {
  const { storage, threads } = settings;
  if (storage === "f64") return new ReferenceTrainer(settings, model);
  const engine = await Engine.start(kernels, threads);
  const operations = engine
    ? kernelOperations(engine, storage)
    : portableOperations(storage);
  return new FloatTrainer(settings, model, operations);
}
