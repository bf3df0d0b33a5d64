/**
 * How much of an array a thread steps at a time.
 *
 * @module
 */

/** So long that starting one, a microsecond or two, takes at most a hundredth of its time from memory. */
const longest = 2 ** 18;

/** So long that starting one takes a small part of its time even from a cache. */
const shortest = 2 ** 12;

/** So many weights fill whole cache lines with their moments even in bfloat16: no two threads write into one. */
const lines = 32;

/**
 * A chunk is stepped from its first weight to its last, the order that every
 * processor prefetches. It should be long, as prefetching starts anew with each
 * chunk. But each thread's part should have four of them, so that the others
 * can help a thread that is late because another program had its processor.
 */
export function chunkLengthOf(weights: number, threads: number): number {
  const quarter = weights / (4 * threads);
  const length = Math.min(Math.max(quarter, shortest), longest);
  return lines * Math.ceil(length / lines);
}
