/**
 * The claims of the two documents, by the numbers that decide them.
 *
 * @module
 */
import { type Decision, judge } from "adam/claims";
import claims from "data/claims.json" with { type: "json" };
import { stamp04OfModels, stepByStepOfModels } from "./of_models.ts";
import { stamp04 } from "./stamp_04.ts";
import { startsWith } from "./starts.ts";
import { stepByStep, stepByStepOfNoise } from "./step_by_step.ts";
import { stepByStepOfTrainings, trainings } from "./of_trainings.ts";

/** Those that need chance, a model or noise, by their ids, from a seed. */
export function ofSeed(
  seed: number,
  settings: Parameters<typeof startsWith>[0] = {},
): Record<string, () => Decision> {
  const starts = startsWith({ ...settings, seed });
  const models = Object.entries({ ...stamp04OfModels, ...stepByStepOfModels });
  return Object.fromEntries([
    ...models.map(([id, numbers]) => [id, () => decision(id, numbers(starts))]),
    ...Object.entries(stepByStepOfNoise).map(([id, numbers]) => [
      id,
      () => decision(id, numbers(seed)),
    ]),
  ]);
}

/** Those that stored trainings decide, by their ids; of one seed, or else by the medians of all. */
export function ofTrainings(seed?: number): Record<string, () => Decision> {
  const stored = trainings(seed);
  return Object.fromEntries(
    Object.entries(stepByStepOfTrainings)
      .map(([id, numbers]) => [id, () => decision(id, numbers(stored))]),
  );
}

/** All of them, by their ids; those of a model at its full size, of seed 0. */
export function ofDocuments(): Record<string, () => Decision> {
  const fixed = Object.entries({ ...stamp04, ...stepByStep })
    .map(([id, numbers]) => [id, () => decision(id, numbers())]);
  return { ...Object.fromEntries(fixed), ...ofSeed(0), ...ofTrainings() };
}

function decision(id: string, numbers: Record<string, number>): Decision {
  return judge(claims.find((claim) => claim.id === id)!, numbers);
}
