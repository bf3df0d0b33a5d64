import { type Matrix, matrix, nearRows, rowOf } from "adam/matrix";
import { normalNumbers, randomNumbers } from "adam/statistics";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

/** The groups of linked rows, by comparing each two. */
function linked(rows: Matrix, reach: number): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < rows.rows; i++) {
    const near = groups.filter((group) =>
      group.some((k) => distance(rows, i, k) <= reach)
    );
    const joined = [...near.flat(), i].sort((a, b) => a - b);
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups.filter(({ length }) => length > 1)
    .sort(([a], [b]) => a! - b!);
}

function distance(rows: Matrix, i: number, k: number): number {
  const [a, b] = [rowOf(rows, i), rowOf(rows, k)];
  return Math.sqrt(a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0));
}

Deno.test("nearRows() finds what comparing each two rows finds, and never more", () => {
  const numbers = fc.array(fc.integer({ min: -6, max: 6 }), {
    minLength: 3,
    maxLength: 60,
  });
  fc.assert(fc.property(numbers, fc.nat(1000), (numbers, seed) => {
    const count = Math.floor(numbers.length / 3);
    const rows = matrix(count, 3, numbers.slice(0, 3 * count));
    // More tables than by default: a pair at reach is missed with 0.7^200 = 1e-31.
    const options = { reach: 1.5, random: randomNumbers(seed), tables: 200 };
    assertEquals(nearRows(rows, options), linked(rows, 1.5));
  }));
});

Deno.test("nearRows() finds a swarm among rows by chance, down to three rows at nine tenths of the reach", () => {
  const normal = normalNumbers(randomNumbers(5));
  const [count, columns] = [2000, 64];
  const rows = matrix(count, columns);
  rows.values.forEach((_, i) => rows.values[i] = normal());
  const reach = Math.sqrt(columns) / 4;
  const planted = [7, 600, 1999];
  for (const row of planted.slice(1)) {
    const way = Float64Array.from({ length: columns }, () => normal());
    const length = Math.hypot(...way);
    const centre = rowOf(rows, 7);
    rowOf(rows, row).forEach((_, j, own) =>
      own[j] = centre[j]! + 0.9 * reach * way[j]! / length
    );
  }
  const options = { reach, random: randomNumbers(6) };
  assertEquals(nearRows(rows, options), [planted]);
});

Deno.test("nearRows() leaves the last word to isNear", () => {
  const rows = matrix(4, 1, [0, 0.5, 1, 1.5]);
  const options = { reach: 1, random: randomNumbers(0) };
  const isNear = (one: number, other: number) => one % 2 === other % 2;
  assertEquals(nearRows(rows, { ...options, isNear }), [[0, 2], [1, 3]]);
});

Deno.test("nearRows() never misses rows that are equal, whatever the reach", () => {
  const rows = matrix(5, 2, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]);
  for (const reach of [5e-324, 1e-9, 1e-3]) {
    const options = { reach, random: randomNumbers(0), tables: 1 };
    assertEquals(nearRows(rows, options), [[0, 2, 4], [1, 3]]);
  }
});

Deno.test("nearRows() takes no longer for rows that are all in one cell", () => {
  const rows = matrix(50_000, 1);
  const options = { reach: 1, random: randomNumbers(0), tables: 1 };
  // Of each two it would be over a thousand million pairs.
  let asked = 0;
  const isNear = () => ++asked > 0;
  const [group] = nearRows(rows, { ...options, isNear });
  assertEquals(group!.length, 50_000);
  assert(asked < 50_000);
});

Deno.test("nearRows() refuses what it cannot search", () => {
  const action = "Cannot find near rows as";
  const rows = matrix(2, 1, [0, 1]);
  const random = randomNumbers(0);
  assertThrows(() => nearRows(rows, { reach: 0, random }), RangeError, action);
  assertThrows(
    () => nearRows(rows, { reach: 1, random: () => 1 }),
    RangeError,
    action,
  );
  const infinite = { rows: 1, columns: 1, values: Float64Array.of(Infinity) };
  assertThrows(
    () => nearRows(infinite, { reach: 1, random }),
    RangeError,
    action,
  );
});
