/**
 * Batches for an output matrix, and how far binary32 may be from their exact
 * gradient.
 *
 * @module
 */
import { outputGradient } from "adam";
import { matrix, product, rowOf } from "adam/matrix";
import { randomNumbers } from "adam/statistics";
import type { VectorPool } from "adam/vector";

/** A batch of some size, in the arrays of a pool. */
export function batchIn(
  pool: VectorPool,
  { positions, vocabulary, width, scale = 1 }: {
    positions: number;
    vocabulary: number;
    width: number;
    /** How large the weights are: the logits are about `scale` times the root of the width. */
    scale?: number;
  },
) {
  const next = randomNumbers(positions * vocabulary + width);
  const weights = pool.float32(vocabulary * width);
  const hidden = pool.float32(positions * width);
  for (let i = 0; i < weights.length; i++) {
    weights[i] = scale * (2 * next() - 1);
  }
  for (let i = 0; i < hidden.length; i++) hidden[i] = 4 * next() - 2;
  const targets = Array.from(
    { length: positions },
    () => Math.floor(next() * vocabulary),
  );
  return { weights, hidden, targets, width };
}

/** A batch as it lies in a pool. */
export type Batch = ReturnType<typeof batchIn>;

/** The gradient in binary64, and how far from it each number in binary32 may be. */
export function exactly({ weights, hidden, targets, width }: Batch) {
  const positions = targets.length;
  const vocabulary = weights.length / width;
  const W = matrix(vocabulary, width, weights);
  const H = matrix(positions, width, hidden);
  const { gradient, losses } = outputGradient(H, W, targets);
  const absolute = (values: Float32Array) => values.map(Math.abs);
  const z = product(H, W);
  const sizes = product(
    matrix(positions, width, absolute(hidden)),
    matrix(vocabulary, width, absolute(weights)),
  );

  const u = 2 ** -24;
  const tiles = Math.ceil(vocabulary / 60);
  // A gradient that is subnormal rounds to multiples of 2^-149.
  const bound = new Float64Array(gradient.values.length).fill(2 ** -150);
  let lossBound = 0;
  for (let n = 0; n < positions; n++) {
    const row = rowOf(z, n);
    const [least, most] = row.reduce(
      ([low, high], x) => [Math.min(low, x), Math.max(high, x)],
      [Infinity, -Infinity],
    );
    // A logit is a sum of d products. Each rounds once or twice, none by more
    // than u of the sum of sizes.
    const size = rowOf(sizes, n).reduce((high, x) => Math.max(high, x));
    const logitError = (width + 1) * u * size;
    // A probability is a ratio of exponentials: twice the error of the logits.
    // Differences of logits round by u of the range, two for each exponential,
    // above and below the line; exponentials are good to 3 u; what is below is
    // a sum over a tile and then over tiles; the rest are single operations.
    const relative = Math.expm1(2 * logitError) +
      (4 * (most - least) + 60 + tiles + 16) * u;
    lossBound += (2 * logitError + relative + 4 * u * (1 + Math.abs(most))) /
      positions;
    const total = row.reduce((sum, x) => sum + Math.exp(x - most), 0);
    const state = rowOf(H, n);
    for (let i = 0; i < vocabulary; i++) {
      const p = Math.exp(row[i]! - most) / total;
      const strength = Math.abs(p - (i === targets[n] ? 1 : 0));
      const error = p * relative + (positions + 3) * u * strength;
      // The gradient is a sum over positions of products with h. A probability
      // below e^-109 may be missing.
      for (let k = 0; k < width; k++) {
        const h = Math.abs(state[k]!);
        bound[i * width + k]! += (error + Math.exp(-109)) * h / positions;
      }
    }
  }
  const loss = losses.reduce((sum, own) => sum + own) / positions;
  return { gradient: gradient.values, bound, loss, lossBound };
}
