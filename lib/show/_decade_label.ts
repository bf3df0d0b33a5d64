/**
 * What stands at the ticks of a logarithmic axis.
 *
 * @module
 */

/** Labels the decades only: 0.01, 1, 1000, 1e-12. */
export function decadeLabel(tick: number): string {
  const exponent = Math.log10(tick);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return "";
  return Math.abs(exponent) < 4.5 ? String(tick) : tick.toExponential(0);
}
