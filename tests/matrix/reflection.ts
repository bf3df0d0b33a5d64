import { type Matrix, matrix } from "adam/matrix";

/** Axes at right angles along none of the usual ones: those mirrored, $I - 2 u u^T / |u|^2$ with $u_j = j + 1$. */
export function reflection(width: number): Matrix {
  const u = Array.from({ length: width }, (_, j) => j + 1);
  const square = u.reduce((sum, x) => sum + x * x, 0);
  const values = u.flatMap((x, i) =>
    u.map((y, j) => Number(i === j) - 2 * x * y / square)
  );
  return matrix(width, width, values);
}

/** Rows at both ends of each axis, so far from 0. */
export function rowsAlong(axes: Matrix, sizes: readonly number[]): Matrix {
  const { columns, values } = axes;
  const ends = sizes.flatMap((size, k) => {
    const axis = [...values.subarray(k * columns, (k + 1) * columns)];
    return [...axis.map((x) => size * x), ...axis.map((x) => -size * x)];
  });
  return matrix(2 * sizes.length, columns, ends);
}

/** By how much the products of some rows with each other differ from those of axes at right angles. */
export function skewness({ rows, columns, values }: Matrix): number {
  let worst = 0;
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rows; k++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) {
        sum += values[i * columns + j]! * values[k * columns + j]!;
      }
      worst = Math.max(worst, Math.abs(sum - Number(i === k)));
    }
  }
  return worst;
}
