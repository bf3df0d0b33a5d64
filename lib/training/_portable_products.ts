/**
 * Products of matrices of binary32, each number summed in binary64.
 *
 * @module
 */
import type { Tensor } from "./_operations.ts";

/** $A B^T$, and a bias for each column. */
export function multiplyTransposed(
  to: Tensor,
  a: Tensor,
  b: Tensor,
  bias?: Float32Array,
): void {
  const { columns: inner, values: x } = a;
  const { values: y } = b;
  for (let i = 0; i < a.rows; i++) {
    const row = i * inner;
    let j = 0;
    // Four independent sums, so that no addition waits for the previous one.
    for (; j + 3 < b.rows; j += 4) {
      let y0 = j * inner, y1 = y0 + inner, y2 = y1 + inner, y3 = y2 + inner;
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      for (let k = row, end = row + inner; k < end; k++) {
        const value = x[k]!;
        s0 += value * y[y0++]!;
        s1 += value * y[y1++]!;
        s2 += value * y[y2++]!;
        s3 += value * y[y3++]!;
      }
      const at = i * b.rows + j;
      to.values[at] = s0 + (bias?.[j] ?? 0);
      to.values[at + 1] = s1 + (bias?.[j + 1] ?? 0);
      to.values[at + 2] = s2 + (bias?.[j + 2] ?? 0);
      to.values[at + 3] = s3 + (bias?.[j + 3] ?? 0);
    }
    for (; j < b.rows; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += x[row + k]! * y[j * inner + k]!;
      to.values[i * b.rows + j] = sum + (bias?.[j] ?? 0);
    }
  }
}

/** The transpose. */
export function transposed({ rows, columns, values }: Tensor): Tensor {
  const result = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      result[j * rows + i] = values[i * columns + j]!;
    }
  }
  return { rows: columns, columns: rows, values: result };
}
