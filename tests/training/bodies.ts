/**
 * Small frozen bodies for tests.
 *
 * @module
 */
import { matrix } from "adam/matrix";
import { randomNumbers } from "adam/statistics";

/** A body of two sequences of 6 positions, and an output matrix of 20 tokens of which the last 12 never occur. */
export function smallBody(seed = 0) {
  const next = randomNumbers(seed);
  const numbers = (count: number) =>
    Array.from({ length: count }, () => Math.fround(2 * next() - 1));
  return {
    hidden: matrix(12, 4, numbers(12 * 4)),
    targets: Array.from({ length: 12 }, () => Math.floor(8 * next())),
    output: matrix(20, 4, numbers(20 * 4)),
  };
}
