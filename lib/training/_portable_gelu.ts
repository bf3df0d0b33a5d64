/**
 * The activation of the feed-forward part, on many numbers of binary32.
 *
 * @module
 */
import { erf } from "../statistics/erf.ts";

/** $\mathrm{gelu}(x) = x \Phi(x)$ */
export function gelu(to: Float32Array, x: Float32Array): void {
  for (let i = 0; i < x.length; i++) to[i] = x[i]! * below(x[i]!);
}

/** Multiplies a gradient by $\mathrm{gelu}'(x) = \Phi(x) + x \varphi(x)$, in place. */
export function geluBackward(gradient: Float32Array, x: Float32Array): void {
  const perRoot = 1 / Math.sqrt(2 * Math.PI);
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const density = Math.exp(-value * value / 2) * perRoot;
    gradient[i]! *= below(value) + value * density;
  }
}

/** The probability that a standard normal number is below x. */
function below(x: number): number {
  if (Number.isNaN(x)) return x; // the loss will be NaN too, and is rejected
  return (1 + erf(x * Math.SQRT1_2)) / 2;
}
