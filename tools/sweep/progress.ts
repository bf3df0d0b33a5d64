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
 * Tells how far trainings have come, and how long the rest will take: as long
 * for each step as those that were taken since this was called, by all workers
 * together. What an earlier call did counts as done, but took no time here.
 *
 * @param tasks All that are to be run
 * @param print Takes each line
 * @param clock Milliseconds
 * @returns The function to call with the progress of each
 */
export function progressOf(
  tasks: readonly Task[],
  print: (line: string) => void = console.log,
  clock: () => number = () => performance.now(),
): Tell {
  const begin = clock();
  let printedAt = begin;
  let taken = 0;
  let stored = 0;
  const done = new Map<string, number>();
  const left = new Map(tasks.map(({ name, steps }) => [name, steps]));
  return ({ name, steps }, news) => {
    if (news === "elsewhere") {
      left.delete(name);
      print(`${name} is run by another call`);
      return;
    }
    if (news === "stored") {
      left.delete(name);
      stored++;
    } else {
      taken += news - (done.get(name) ?? news);
      done.set(name, news);
      left.set(name, steps - news);
    }
    const now = clock();
    if (news !== "stored" && now - printedAt < betweenLines) return;
    printedAt = now;
    const ahead = left.values().reduce((sum, count) => sum + count, 0);
    const minutes = Math.ceil(ahead * (now - begin) / taken / 60_000);
    const time = ahead > 0 && taken > 0 ? `, about ${minutes} min left` : "";
    print(
      `${stored} of ${tasks.length} stored${time}; ${name} is at step ${
        done.get(name) ?? steps
      }`,
    );
  };
}
