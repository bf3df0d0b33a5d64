/**
 * Measures in turns, so that what disturbs the machine disturbs all alike.
 *
 * @module
 */

/** Threads of a peer go on looking for work for a while; then they sleep. */
const pauseMilliseconds = 50;

/** Runs once and answers the milliseconds that one step took. */
export type Run = () => Promise<number>;

/**
 * Lets all run once in each round, each round beginning with another. One that
 * fails is left out from then on.
 *
 * @param runs Who runs
 * @param rounds How many rounds
 * @returns For each of them the times, or the error
 */
export async function interleave(
  runs: readonly Run[],
  rounds: number,
): Promise<(number[] | Error)[]> {
  const results: (number[] | Error)[] = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const who = (round + turn) % runs.length;
      const times = results[who]!;
      if (times instanceof Error) continue;
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
      try {
        times.push(await runs[who]!());
      } catch (error) {
        results[who] = error as Error;
      }
    }
  }
  return results;
}
