/**
 * What does the operations of a format: kernels, or plain TypeScript.
 *
 * @module
 */
import { Engine } from "../threads/mod.ts";
import { kernelOperations } from "./_kernel_operations.ts";
import { kernels } from "./_kernels.ts";
import type { Operations } from "./_operations.ts";
import { portableOperations } from "./_portable_operations.ts";
import type { TrainingSettings } from "./training_settings.ts";

/** Sets up the operations of a training, and their threads. */
export async function operationsFor(
  { storage, threads }: TrainingSettings,
): Promise<Operations> {
  const engine = await Engine.start(kernels, threads);
  return engine
    ? kernelOperations(engine, storage)
    : portableOperations(storage);
}
