import {
  followedPlane,
  type Matrix,
  matrix,
  principalDirections,
} from "adam/matrix";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { reflection, rowsAlong, skewness } from "./reflection.ts";

/** A few sums of 32 products of numbers up to 1. */
const rounding = 4 * 32 * 2 ** -53;

const width = 32;

/** Rows that differ by 5, 4, 3, 1, 1 … along axes of their own, far from 0. */
const rows = rowsAlong(
  reflection(width),
  Array.from({ length: width }, (_, k) => Math.max(5 - k, 1)),
);
rows.values.forEach((_, at) => rows.values[at]! += at % width);

/** The axes a and b of some others. */
function axes({ values }: Matrix, a: number, b: number): Matrix {
  const axis = (k: number) => values.subarray(k * width, (k + 1) * width);
  return matrix(2, width, [...axis(a), ...axis(b)]);
}

/** The cosines of the angles between two planes: the singular values of the products of their axes. */
function cosinesBetween(a: Matrix, b: Matrix): [number, number] {
  const product = (i: number, k: number) => {
    let sum = 0;
    for (let j = 0; j < width; j++) {
      sum += a.values[i * width + j]! * b.values[k * width + j]!;
    }
    return sum;
  };
  const [p, q, r, s] = [
    product(0, 0),
    product(0, 1),
    product(1, 0),
    product(1, 1),
  ];
  const sum = Math.hypot(p + s, q - r);
  const difference = Math.hypot(p - s, q + r);
  return [(sum + difference) / 2, Math.abs(sum - difference) / 2];
}

const own = axes(reflection(width), 0, 1);
const other = axes(matrix(width, width, unitAxes()), 0, 7);

function unitAxes(): number[] {
  return Array.from(
    { length: width * width },
    (_, at) => Number(at % (width + 1) === 0),
  );
}

Deno.test("followedPlane() comes to the plane of the first two principal directions, by the ratio of the third variance to the second at each step", () => {
  const principal = axes(principalDirections(rows).directions, 0, 1);
  const sine = (plane: Matrix) =>
    Math.sqrt(1 - cosinesBetween(plane, principal)[1] ** 2);
  let plane = other;
  for (let step = 0; step < 20; step++) plane = followedPlane(plane, rows);
  const before = sine(plane);
  // 3² / 4² of the angle is left, once it is one towards the third axis; its sine,
  // some 1e-5, comes from a cosine that is right to 1e-15: to 1e-5 of itself.
  assertAlmostEquals(sine(followedPlane(plane, rows)) / before, 9 / 16, 1e-4);
  for (let step = 0; step < 100; step++) plane = followedPlane(plane, rows);
  assertAlmostEquals(cosinesBetween(plane, principal)[1], 1, rounding);
});

Deno.test("the principal plane stays, with whatever axes it has", () => {
  const [c, s] = [0.6, 0.8];
  const turned = (sign: number) =>
    matrix(2, width, [
      ...own.values.slice(0, width).map((x, j) =>
        c * x + s * own.values[width + j]!
      ),
      ...own.values.slice(0, width).map((x, j) =>
        sign * (c * own.values[width + j]! - s * x)
      ),
    ]);
  for (const plane of [own, turned(1), turned(-1)]) {
    followedPlane(plane, rows).values.forEach((x, at) =>
      assertAlmostEquals(x, plane.values[at]!, rounding)
    );
  }
});

Deno.test("the axes of the plane are at right angles, and nearest to those before: no turn in the plane brings them nearer", () => {
  const plane = followedPlane(other, rows);
  assert(skewness(plane) < rounding);
  const nearness = (angle: number, sign: number) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const [a, b] = [plane.values[j]!, plane.values[width + j]!];
      sum += (c * a + s * b) * other.values[j]!;
      sum += sign * (c * b - s * a) * other.values[width + j]!;
    }
    return sum;
  };
  const most = nearness(0, 1);
  for (let angle = 0.01; angle < 6.28; angle += 0.01) {
    assert(nearness(angle, 1) < most && nearness(angle, -1) < most);
  }
});

Deno.test("a plane along which all rows are equal stays as it was", () => {
  const along = rowsAlong(own, [3]);
  assertEquals(followedPlane(other, matrix(5, width)), other);
  // They differ along one axis: there is no second one to turn to.
  assertEquals(followedPlane(own, along), own);
});

Deno.test("followedPlane() refuses a plane that is none of the rows'", () => {
  assertThrows(
    () => followedPlane(matrix(3, width), rows),
    RangeError,
    "Cannot follow with a plane as plane.rows must be that of a plane, 2: current value is 3",
  );
  assertThrows(
    () => followedPlane(matrix(2, 5), rows),
    RangeError,
    "Cannot follow with a plane as plane.columns must be that of rows, 32: current value is 5",
  );
  assertThrows(
    () => followedPlane(own, matrix(1, width, Array(width).fill(NaN))),
    RangeError,
    "rows.values[0] must be finite",
  );
});
