/**
 * The power of two that a number is measured in, which changes none of its bits.
 *
 * @module
 */

/** The largest power of two that is not above `size`, for a finite `size` > 0. */
export function binade(size: number): number {
  // log2 is exact for powers of two, and rounds up just below some of them.
  const guess = 2 ** Math.min(1023, Math.floor(Math.log2(size)));
  return guess > size ? guess / 2 : guess;
}
