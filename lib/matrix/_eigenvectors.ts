/**
 * The eigenvectors of a symmetric matrix.
 *
 * @module
 */
import { type Matrix, matrix, rowOf } from "./matrix.ts";

/** Eigenvectors of length 1, a row each, and their eigenvalues, the largest first. */
export interface Eigenvectors {
  values: Float64Array;
  vectors: Matrix;
}

/** A number off the diagonal that is below this share of the trace is as good as zero. */
const negligible = 2 ** -56;

/** Jacobi's method needs some 6 to 10 sweeps; this many only if rounding keeps it going. */
const mostSweeps = 40;

/**
 * Jacobi's method: a rotation of two axes at a time makes the number zero in
 * which they meet, until only the diagonal is left. Golub and Van Loan, "Matrix
 * Computations", 4th edition, 8.5. The matrix is overwritten.
 */
export function eigenvectorsOf(symmetric: Matrix): Eigenvectors {
  const { rows: n, values: a } = symmetric;
  const v = matrix(n, n);
  let trace = 0;
  for (let i = 0; i < n; i++) {
    v.values[i * n + i] = 1;
    trace += Math.abs(a[i * n + i]!);
  }
  let isDone = trace === 0;
  for (let sweep = 0; sweep < mostSweeps && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p * n + q]!) <= negligible * trace) continue;
        isDone = false;
        rotate(a, v.values, n, p, q);
      }
    }
  }
  return sorted(a, v);
}

/** Makes the numbers at (p, q) and (q, p) zero, and turns both eigenvectors alike. */
function rotate(
  a: Float64Array,
  v: Float64Array,
  n: number,
  p: number,
  q: number,
): void {
  const [inP, inQ, both] = [a[p * n + p]!, a[q * n + q]!, a[p * n + q]!];
  const ratio = (inQ - inP) / (2 * both);
  const size = 1 / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
  const tangent = ratio < 0 ? -size : size;
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!];
    a[k * n + p] = a[p * n + k] = cosine * x - sine * y;
    a[k * n + q] = a[q * n + k] = sine * x + cosine * y;
    const [first, second] = [v[p * n + k]!, v[q * n + k]!];
    v[p * n + k] = cosine * first - sine * second;
    v[q * n + k] = sine * first + cosine * second;
  }
  a[p * n + p] = inP - tangent * both;
  a[q * n + q] = inQ + tangent * both;
  a[p * n + q] = a[q * n + p] = 0;
}

function sorted(a: Float64Array, vectors: Matrix): Eigenvectors {
  const n = vectors.rows;
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i]!);
  const order = [...diagonal.keys()]
    .sort((i, j) => diagonal[j]! - diagonal[i]!);
  const result = matrix(n, n);
  order.forEach((from, to) => rowOf(result, to).set(rowOf(vectors, from)));
  return {
    values: diagonal.map((_, i) => diagonal[order[i]!]!),
    vectors: result,
  };
}
