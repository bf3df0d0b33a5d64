/**
 * How much the layers of a model add to what passes through them, before
 * training.
 *
 * @module
 */
import { countSoFar, positiveInteger, requireNumber } from "../_require.ts";
import { gelu } from "./gelu.ts";

/**
 * The variance that the layers of a pre-LayerNorm transformer add to each
 * coordinate of the residual stream at the start of training, with PyTorch's
 * initialization. Their inputs are normalized to variance 1, so every layer
 * adds the same.
 *
 * Feed-forward: the inner numbers are $z \sim N(0, 1/3 + 1/(3d))$, weights and
 * biases of a linear layer with $n$ inputs having the variance $1/(3n)$:
 *
 * $$\frac{1}{3} \mathrm{E}[\mathrm{gelu}(z)^2] + \frac{1}{3 f}$$
 *
 * Attention: values, queries and keys have the variance 1/2 (Xavier's bound for
 * a matrix of $3d$ rows), scores $1/4$; weights $\propto e^s$ over $t$ positions
 * let $e^{1/4} / (t - 1 + e^{1/4})$ of the values' variance through, and the
 * output takes a third of that:
 *
 * $$\frac{1}{3} \cdot \frac{1}{2} \cdot
 * \frac{1}{T} \sum_{t=1}^{T} \frac{e^{1/4}}{t - 1 + e^{1/4}}$$
 *
 * That the positions of a sequence share tokens is left out; it lets a little
 * more through.
 *
 * @param options `layers`: how many there are. `width`: $d$. `feedForward`: $f$.
 * `sequenceLength`: $T$
 * @returns The variance that all layers add, averaged over the positions
 * @throws {RangeError} If an option is out of range
 * @throws {TypeError} If one is not a number
 * @example
 * ```ts
 * import { layerVariance } from "adam/language_model";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const sizes = { width: 128, feedForward: 256, sequenceLength: 128 };
 * assertAlmostEquals(layerVariance({ layers: 4, ...sizes }), 0.197, 0.001);
 * ```
 */
export function layerVariance(
  { layers, width, feedForward, sequenceLength }: {
    layers: number;
    width: number;
    feedForward: number;
    sequenceLength: number;
  },
): number {
  const action = "work out the variance of the layers";
  requireNumber(action, "layers", layers, countSoFar);
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "feedForward", feedForward, positiveInteger);
  requireNumber(action, "sequenceLength", sequenceLength, positiveInteger);
  const inner = Math.sqrt(1 / 3 + 1 / (3 * width));
  const activated = expected((z) => gelu(inner * z) ** 2);
  const forward = activated / 3 + 1 / (3 * feedForward);
  let through = 0;
  const weight = Math.exp(1 / 4);
  for (let t = 1; t <= sequenceLength; t++) {
    through += weight / (t - 1 + weight) / sequenceLength;
  }
  return layers * (forward + through / 6);
}

/** The mean of a function of a standard normal number, by the trapezoidal rule, which is exact to 1e-15 here. */
function expected(value: (z: number) => number): number {
  const [step, end] = [1 / 8, 80];
  let sum = 0;
  for (let i = -end; i <= end; i++) {
    const z = i * step;
    sum += value(z) * Math.exp(-z * z / 2);
  }
  return sum * step / Math.sqrt(2 * Math.PI);
}
