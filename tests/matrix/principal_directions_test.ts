import { type Matrix, matrix, principalDirections } from "adam/matrix";
import { randomNumbers } from "adam/statistics";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { reflection, rowsAlong, skewness } from "./reflection.ts";

/** Some 10 sweeps turn each number 128 times each, by an ulp at worst if all err alike. */
const rounding = 10 * 128 * 2 ** -53;

/** Rows of numbers in [0, 1). */
function randomRows(rows: number, columns: number): Matrix {
  const uniform = randomNumbers(754);
  const values = Array.from({ length: rows * columns }, uniform);
  return matrix(rows, columns, values);
}

Deno.test("principalDirections() finds the axes along which rows were put, and their variances", () => {
  for (const width of [1, 2, 5, 32]) {
    const axes = reflection(width);
    const sizes = axes.values.slice(0, width).map((_, k) => width - k);
    const { directions, variances } = principalDirections(
      rowsAlong(axes, [...sizes]),
    );
    sizes.forEach((size, k) => {
      const variance = size ** 2 / width;
      assertAlmostEquals(variances[k]!, variance, rounding * width);
      let cosine = 0;
      for (let j = 0; j < width; j++) {
        const at = k * width + j;
        cosine += directions.values[at]! * axes.values[at]!;
      }
      assertAlmostEquals(Math.abs(cosine), 1, rounding);
    });
  }
});

Deno.test("principalDirections() are axes at right angles, along which the rows have these variances and no covariance", () => {
  for (const [count, width] of [[300, 32], [3, 7], [1, 4], [40, 60]] as const) {
    const rows = randomRows(count, width);
    const { directions, variances } = principalDirections(rows);
    assert(skewness(directions) < rounding);
    assertEquals([...variances], [...variances.toSorted()].reverse());
    // The same rows in the new axes have a covariance that is diagonal.
    const turned = matrix(count, width);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < width; k++) {
        for (let j = 0; j < width; j++) {
          turned.values[i * width + k]! += rows.values[i * width + j]! *
            directions.values[k * width + j]!;
        }
      }
    }
    const along = (k: number) =>
      Float64Array.from(
        { length: count },
        (_, i) => turned.values[i * width + k]!,
      );
    for (let k = 0; k < width; k++) {
      for (let l = 0; l <= k; l++) {
        const expected = k === l ? variances[k]! : 0;
        assertAlmostEquals(covariance(along(k), along(l)), expected, rounding);
      }
    }
  }
});

function covariance(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) =>
    values.reduce((sum, x) => sum + x, 0) / values.length;
  const [inA, inB] = [mean(a), mean(b)];
  return mean(a.map((x, i) => (x - inA) * (b[i]! - inB)));
}

Deno.test("the largest number of a principal direction is positive", () => {
  const { directions } = principalDirections(randomRows(50, 9));
  for (let k = 0; k < 9; k++) {
    const axis = [...directions.values.subarray(9 * k, 9 * k + 9)];
    assertEquals(Math.max(...axis.map(Math.abs)), Math.max(...axis));
  }
});

Deno.test("principalDirections() of rows in other units are the same, up to 1e±200", () => {
  const rows = rowsAlong(reflection(3), [5, 2, 1]);
  const expected = principalDirections(rows);
  for (const unit of [2 ** -500, 2 ** 500]) {
    const inUnit = matrix(6, 3, rows.values.map((x) => x * unit));
    const { directions, variances } = principalDirections(inUnit);
    assertEquals(directions, expected.directions);
    assertEquals(
      [...variances],
      [...expected.variances].map((x) => x * unit * unit),
    );
  }
});

Deno.test("rows that are all equal differ in no direction, and any axes are theirs", () => {
  for (const value of [0, 7]) {
    const rows = matrix(3, 4, Array<number>(12).fill(value));
    const { directions, variances } = principalDirections(rows);
    assertEquals([...variances], [0, 0, 0, 0]);
    assertEquals(skewness(directions), 0);
  }
});

Deno.test("principalDirections() refuses what is no matrix of finite numbers", () => {
  assertThrows(
    () => principalDirections(matrix(1, 2, [1, Infinity])),
    RangeError,
    "Cannot find principal directions as rows.values[1] must be finite: current value is Infinity",
  );
  assertThrows(
    () => principalDirections([[1]] as unknown as Matrix),
    TypeError,
    "Cannot find principal directions as rows must be a record",
  );
});
