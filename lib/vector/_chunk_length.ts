/**
 * How much of an array a thread steps at a time.
 *
 * @module
 */

/** So long that to start one, a microsecond or two, is at most a hundredth of the time that it takes from memory. */
const longest = 2 ** 18;

/** So long that to start one, from a cache then, is still a small part of its time. */
const shortest = 2 ** 12;

/** Weights whose moments fill whole cache lines in bfloat16 too: no two threads write into one. */
const lines = 32;

/**
 * A chunk is stepped from its first weight to its last, the order that every
 * processor's prefetching is made for, and it should be long: at the start of
 * each all that was fetched ahead in its arrays is begun anew. It should be no
 * longer than pays, and each thread's part should have four of them: the thread
 * that is late, as another program had its processor, is then helped.
 */
export function chunkLengthOf(weights: number, threads: number): number {
  const quarter = weights / (4 * threads);
  const length = Math.min(Math.max(quarter, shortest), longest);
  return lines * Math.ceil(length / lines);
}
