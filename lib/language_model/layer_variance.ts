/**
 * How much the layers of a model add to what passes through them, before
 * training.
 *
 * @module
 */
import { countSoFar, positiveInteger } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import { gelu } from "./_gelu.ts";

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
 * That a token comes more than once in a sequence is left out; it lets a little
 * more through.
 *
 * @param options `layers`: how many there are. `width`: $d$. `feedForward`: $f$.
 * `sequenceLength`: $T$. All must be there, so the settings of a model will do
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
  options: {
    layers: number;
    width: number;
    feedForward: number;
    sequenceLength: number;
  },
): number {
  const action = "work out the variance of the layers";
  requireRecord(action, "options", options);
  const { layers, width, feedForward, sequenceLength } = options;
  requireNumber(action, "layers", layers, countSoFar);
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "feedForward", feedForward, positiveInteger);
  requireNumber(action, "sequenceLength", sequenceLength, positiveInteger);
  const inner = Math.sqrt(1 / 3 + 1 / (3 * width));
  const activated = expected((z) => gelu(inner * z) ** 2);
  const forward = activated / 3 + 1 / (3 * feedForward);
  return layers * (forward + letThrough(sequenceLength) / 6);
}

/**
 * The mean of $a / (t - 1 + a)$ over the positions, $a = e^{1/4}$. The first
 * million is added up; of the rest $\sum 1/(t - 1 + a)$ is $\psi(T + a) -
 * \psi(n + a)$ with $\psi(x) = \ln x - 1/(2x) - 1/(12x^2)$ but for $1/(120x^4)$,
 * here below 1e-26.
 */
function letThrough(sequenceLength: number): number {
  const a = Math.exp(1 / 4);
  const added = Math.min(sequenceLength, 2 ** 20);
  let through = 0;
  for (let t = 1; t <= added; t++) through += a / (t - 1 + a) / sequenceLength;
  if (added === sequenceLength) return through;
  const psi = (x: number) => Math.log(x) - 1 / (2 * x) - 1 / (12 * x * x);
  const rest = psi(sequenceLength + a) - psi(added + a);
  return through + a * rest / sequenceLength;
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
