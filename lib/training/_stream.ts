/**
 * The sequences that a training is fed with.
 *
 * @module
 */
import {
  type Batch,
  type StartSettings,
  zipfBatch,
} from "../language_model/mod.ts";
import { randomNumbers } from "../statistics/random_numbers.ts";

/**
 * The batch of a step, by a seed of its own, $s_t = s + (t - 1) \lfloor 2^{32}
 * / \varphi \rfloor$ mod $2^{32}$: that of step 1 is the batch of
 * `startOfTraining`, any step's can be had without those before it, and as the
 * factor is odd no seed comes twice in $2^{32}$ steps.
 */
export function batchOfStep(settings: StartSettings, step: number): Batch {
  const seed = (settings.seed + Math.imul(step - 1, 0x9e3779b9)) >>> 0;
  return zipfBatch(settings, randomNumbers(seed));
}
