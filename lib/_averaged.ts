/**
 * The moving average without its checks, for steps that have theirs.
 *
 * @module
 */

/** $\beta \cdot a + (1 - \beta) \cdot x$, in binary64. */
export function averaged(
  average: number,
  value: number,
  decay: number,
): number {
  return decay * average + (1 - decay) * value;
}
