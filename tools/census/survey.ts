/**
 * What is seen of each row when a matrix is read from beginning to end.
 *
 * @module
 */
import { type Matrix, matrix as matrixOf, rowSketch } from "adam/matrix";
import { randomNumbers } from "adam/statistics";
import { hash } from "node:crypto";
import type { TokenMatrix } from "./checkpoint.ts";
import { allRows, distance } from "./rows.ts";

/** What is known of all rows. */
export interface Survey {
  /** The norm of each row; NaN where a number of it is not finite. */
  norms: Float64Array;
  /** How far each row is from the mean row; NaN too. */
  distances: Float64Array;
  /** The mean of the rows that are finite. */
  mean: Float64Array;
  /** Rows with numbers that are not finite. */
  notFinite: number[];
  /** The first of each set of identical rows, those that are finite. */
  distinct: number[];
  /** For each row the first of those that are identical to it. */
  firsts: Uint32Array;
  /** The rows with the same bytes as an earlier one, by that one, which is among them. */
  identical: Map<number, number[]>;
  /** A sketch of each distinct row. */
  sketches: Matrix;
}

/** How many numbers a sketch has at most, and all of them together. */
const most = { width: 128, numbers: 2 ** 25 };

/** The seed of the signs of the sketches. */
const seed = 26;

/**
 * Reads a matrix twice: for its norms, its mean row, its identical rows and the
 * sketches, and then for the distances from the mean row. Identical rows are
 * those of one SHA-256.
 *
 * @param matrix The matrix
 * @returns What is known of its rows
 */
export function survey(matrix: TokenMatrix): Survey {
  const { rows, columns } = matrix;
  const room = Math.floor(most.numbers / rows);
  const width = Math.min(columns, most.width, room);
  const random = randomNumbers(seed);
  const signs = Array.from({ length: columns }, () => random() < 0.5 ? 1 : -1);
  const sketch = rowSketch(signs, width);
  const sketches = new Float64Array(rows * width);
  const norms = new Float64Array(rows).fill(NaN);
  const sums = new Float64Array(columns);
  const firsts = Uint32Array.from({ length: rows }, (_, row) => row);
  const digests = new Map<string, number>();
  const [notFinite, distinct]: number[][] = [[], []];
  const identical: Survey["identical"] = new Map();
  for (const { index, bytes, numbers } of allRows(matrix)) {
    const squares = sumOfSquares(numbers);
    if (!Number.isFinite(squares)) {
      notFinite!.push(index);
      continue;
    }
    norms[index] = Math.sqrt(squares);
    add(numbers, sums);
    const digest = hash("sha256", bytes, "base64");
    const first = digests.get(digest);
    if (first !== undefined) {
      firsts[index] = first;
      const set = identical.get(first);
      if (set) set.push(index);
      else identical.set(first, [first, index]);
      continue;
    }
    digests.set(digest, index);
    const at = distinct!.push(index) * width;
    sketch(numbers, sketches.subarray(at - width, at));
  }
  const count = rows - notFinite!.length;
  const mean = sums.map((sum) => sum / Math.max(1, count));
  return {
    ...{ norms, mean, identical, firsts },
    ...{ notFinite: notFinite!, distinct: distinct! },
    distances: distancesFrom(mean, matrix, norms),
    sketches: matrixOf(
      Math.max(1, distinct!.length),
      width,
      sketches.subarray(0, Math.max(1, distinct!.length) * width),
    ),
  };
}

function distancesFrom(
  mean: Float64Array,
  matrix: TokenMatrix,
  norms: Float64Array,
): Float64Array {
  const distances = new Float64Array(matrix.rows).fill(NaN);
  for (const { index, numbers } of allRows(matrix)) {
    if (Number.isNaN(norms[index])) continue;
    distances[index] = distance(numbers, mean);
  }
  return distances;
}

/** In four sums, as one would wait for each addition. */
function sumOfSquares(row: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = row.length - row.length % 4;
  for (let j = 0; j < whole; j += 4) {
    a += row[j]! ** 2;
    b += row[j + 1]! ** 2;
    c += row[j + 2]! ** 2;
    d += row[j + 3]! ** 2;
  }
  for (let j = whole; j < row.length; j++) a += row[j]! ** 2;
  return a + b + c + d;
}

function add(row: Float32Array, sums: Float64Array) {
  for (let j = 0; j < row.length; j++) sums[j]! += row[j]!;
}
