/**
 * The attention of all heads, in binary32, summed in binary64, as PyTorch's flash
 * attention rounds it: in bfloat16, it stores the operands of its products in
 * that format.
 *
 * @module
 */
import type { AttentionShape, Tensor } from "./_operations.ts";

/** Rounds an array to the format, in place. */
export type RoundAll = (values: Float32Array) => void;

/** The output of each head; keeps $\ln \sum_s e^{z_{ts}}$ for each row and head. */
export function attend(
  to: Tensor,
  logSums: Float32Array,
  projected: Tensor,
  shape: AttentionShape,
  round: RoundAll,
): void {
  const { values: q, columns } = projected;
  const width = columns / 3;
  forEachRow(projected, shape, (row, first, left, size, at) => {
    const count = row - first + 1;
    const weights = new Float32Array(count);
    let maximum = -Infinity;
    for (let s = 0; s < count; s++) {
      weights[s] = dot(
        q,
        row * columns + left,
        q,
        (first + s) * columns + width + left,
        size,
      ) / Math.sqrt(size);
      maximum = Math.max(maximum, weights[s]!);
    }
    let sum = 0;
    for (let s = 0; s < count; s++) {
      sum += weights[s] = Math.exp(weights[s]! - maximum);
    }
    logSums[at] = maximum + Math.log(sum);
    round(weights);
    for (let j = 0; j < size; j++) {
      let found = 0;
      for (let s = 0; s < count; s++) {
        found += weights[s]! *
          q[(first + s) * columns + 2 * width + left + j]!;
      }
      to.values[row * width + left + j] = found / sum;
    }
  });
}

/** The gradients of queries, keys and values. */
export function attendBackward(
  to: Tensor,
  gradient: Tensor,
  found: Tensor,
  logSums: Float32Array,
  projected: Tensor,
  shape: AttentionShape,
  round: RoundAll,
): void {
  const { values: q, columns } = projected;
  const width = columns / 3;
  const result = new Float64Array(to.values.length);
  forEachRow(projected, shape, (row, first, left, size, at) => {
    const count = row - first + 1;
    const mine = row * width + left;
    const along = dot(gradient.values, mine, found.values, mine, size);
    const [weights, slopes] = [0, 1].map(() => new Float32Array(count));
    const scale = 1 / Math.sqrt(size);
    const query = row * columns + left;
    for (let s = 0; s < count; s++) {
      const key = (first + s) * columns + width + left;
      const fit = dot(q, query, q, key, size) * scale;
      weights![s] = Math.exp(fit - logSums[at]!);
      const slope = dot(gradient.values, mine, q, key + width, size) - along;
      slopes![s] = weights![s]! * slope;
    }
    round(weights!);
    round(slopes!);
    for (let s = 0; s < count; s++) {
      const key = (first + s) * columns + width + left;
      const [a, slope] = [weights![s]!, slopes![s]! * scale];
      for (let j = 0; j < size; j++) {
        result[query + j]! += slope * q[key + j]!;
        result[key + j]! += slope * q[query + j]!;
        result[key + width + j]! += a * gradient.values[mine + j]!;
      }
    }
  });
  to.values.set(result);
}

/** Calls a function for each row of each head: with its index, the first row of its sequence, where the head begins and how wide it is. */
function forEachRow(
  { rows, columns }: Tensor,
  { heads, sequenceLength }: AttentionShape,
  call: (
    row: number,
    first: number,
    left: number,
    size: number,
    at: number,
  ) => void,
): void {
  const size = columns / 3 / heads;
  for (let row = 0; row < rows; row++) {
    const first = row - row % sequenceLength;
    for (let head = 0; head < heads; head++) {
      call(row, first, head * size, size, row * heads + head);
    }
  }
}

function dot(
  a: Float32Array,
  from: number,
  b: Float32Array,
  other: number,
  count: number,
): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += a[from + j]! * b[other + j]!;
  return sum;
}
