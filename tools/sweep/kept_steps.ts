/**
 * Which steps of a long training are stored.
 *
 * @module
 */

/**
 * Whether the record of a step is stored: those of the first 50 steps, then 30
 * for each power of ten, evenly on a logarithmic axis, and the last one.
 *
 * @param step The step
 * @param last The last one
 * @returns Whether it is stored
 */
export function isKept(step: number, last: number): boolean {
  if (step <= 50 || step === last) return true;
  const nearest = Math.round(30 * Math.log10(step));
  return Math.round(10 ** (nearest / 30)) === step;
}
