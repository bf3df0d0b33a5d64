/**
 * How far the trainings have come, in words.
 *
 * @module
 */
import type { Task } from "./grid.ts";
import type { Tell } from "./run_tasks.ts";

/** Milliseconds between two lines, except when a training finishes. */
const betweenLines = 60_000;

/**
 * Prints how far trainings have come, and how long the rest will take.
 *
 * @param tasks All that are to be run
 * @returns The function to call with the progress of each
 */
export function progressOf(tasks: readonly Task[]): Tell {
  const all = tasks.reduce((sum, { steps }) => sum + steps, 0);
  const begin = performance.now();
  const done = new Map<string, number>();
  let stored = 0;
  let printedAt = begin;
  return ({ name }, steps, isStored) => {
    done.set(name, steps);
    if (isStored) stored++;
    const now = performance.now();
    if (!isStored && now - printedAt < betweenLines) return;
    printedAt = now;
    const sum = (steps: Map<string, number>) =>
      [...steps.values()].reduce((sum, count) => sum + count, 0);
    const perStep = (now - begin) / sum(done);
    const minutes = Math.ceil((all - sum(done)) * perStep / 60_000);
    console.log(
      `${stored} of ${tasks.length} stored, about ${minutes} min left; ${name} is at step ${steps}`,
    );
  };
}
