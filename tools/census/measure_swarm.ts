/**
 * How large a swarm is, where it is, and what is around it.
 *
 * @module
 */
import { ulpsApart } from "adam/low_precision";
import { cosines, matrix as matrixOf, rowNorms } from "adam/matrix";
import { standardDeviation, summary } from "adam/statistics";
import type { TokenMatrix } from "./checkpoint.ts";
import type { Nearness, Range, SwarmRecord } from "./record.ts";
import { distance, rowAt } from "./rows.ts";
import type { Survey } from "./survey.ts";
import type { Swarm } from "./swarms.ts";

/** A swarm's numbers, its rows still without tokens. */
export type MeasuredSwarm =
  & Omit<SwarmRecord, "count" | "rows" | "points" | "shell">
  & {
    rows: number[];
    points: {
      rows: number[];
      distinct: number;
      radius: Range;
      nearness: Nearness;
    }[];
    shell: { row: number; distance: number; isMember: boolean }[];
  };

/** Where rows around a centre are counted, as fractions of the typical distance from the mean row. */
const radii = [
  ...[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1],
  ...[0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5],
];

/** How far sketches may seem beyond the largest radius. */
const slack = 1.5;

/** How many points of a swarm are measured, and how many rows of its shell shown. */
const most = { points: 8, shell: 24 };

/** How many rows of a set are compared with the central one, and how many numbers these have: spread evenly, if there are more. */
const compared = { rows: 2000, numbers: 2 ** 23 };

/**
 * Measures a swarm. Its centre is the mean of its largest point, if that has a
 * tenth of the rows or more, and otherwise of all of them.
 *
 * @param matrix The matrix
 * @param seen What is known of its rows
 * @param swarm The swarm
 * @param typical The typical distance of a row from the mean row
 * @returns Its numbers
 */
export function measureSwarm(
  matrix: TokenMatrix,
  seen: Survey,
  { rows, points }: Swarm,
  typical: number,
): MeasuredSwarm {
  const [point = []] = points;
  const isPoint = 10 * point.length >= rows.length;
  const core = isPoint ? point : rows;
  const centre = meanOf(matrix, seen, core);
  const fromCentre = distancesFrom(centre, matrix, seen, rows);
  const around = rowsAround(
    matrix,
    seen,
    core,
    centre,
    radii.at(-1)! * typical,
  );
  const [inSwarm, inCore] = [new Set(rows), new Set(core)];
  const distinctOf = (rows: number[]) =>
    rows.filter((row) => seen.firsts[row] === row).length;
  return {
    rows,
    distinct: distinctOf(rows),
    centreOf: isPoint ? "point" : "swarm",
    fromOrigin: norm(centre),
    fromMean: distance(centre, seen.mean),
    cosineWithMean: cosine(centre, seen.mean),
    radius: rangeOf(fromCentre),
    radiusDeviation: standardDeviation(fromCentre),
    nearness: nearnessOf(matrix, rows, centre),
    points: points.slice(0, most.points).map((rows) => {
      const own = meanOf(matrix, seen, rows);
      const radius = distancesFrom(own, matrix, seen, rows);
      return {
        rows,
        distinct: distinctOf(rows),
        radius: rangeOf(radius),
        nearness: nearnessOf(matrix, rows, own),
      };
    }),
    shell: around.filter(({ row }) => !inCore.has(row)).slice(0, most.shell)
      .map((one) => ({ ...one, isMember: inSwarm.has(one.row) })),
    within: radii.map((fraction) => ({
      distance: fraction * typical,
      rows:
        around.filter(({ distance }) => distance <= fraction * typical).length,
    })),
  };
}

/** All rows within a radius of a centre, the nearest first: those whose sketches seem to be, as they are. */
function rowsAround(
  matrix: TokenMatrix,
  { distinct, identical, sketches }: Survey,
  core: readonly number[],
  centre: Float64Array,
  radius: number,
): { row: number; distance: number }[] {
  const { columns: width, values } = sketches;
  const sketchAt = (i: number) => values.subarray(i * width, (i + 1) * width);
  // The sketch of a mean is the mean of the sketches.
  const inCore = new Set(core);
  const own = new Float64Array(width);
  let count = 0;
  for (const [i, first] of distinct.entries()) {
    const times = (identical.get(first) ?? [first])
      .filter((row) => inCore.has(row)).length;
    count += times;
    if (times > 0) sketchAt(i).forEach((z, b) => own[b]! += times * z);
  }
  const sketch = own.map((sum) => sum / count);
  return distinct.flatMap((first, i) => {
    if (distance(sketchAt(i), sketch) > slack * radius) return [];
    const exact = distance(numbersOf(matrix, first), centre);
    const rows = identical.get(first) ?? [first];
    return exact > radius ? [] : rows.map((row) => ({ row, distance: exact }));
  }).sort((a, b) => a.distance - b.distance || a.row - b.row);
}

/** How near rows are to that one of them which is nearest to their centre. */
function nearnessOf(
  matrix: TokenMatrix,
  rows: readonly number[],
  centre: Float64Array,
): Nearness {
  const most = Math.min(compared.rows, compared.numbers / matrix.columns);
  const stride = Math.ceil(rows.length / most);
  const chosen = rows.filter((_, i) => i % stride === 0)
    .map((row) => rowAt(matrix, row));
  const ways = chosen.map(({ numbers }) => distance(numbers, centre));
  const central = chosen[ways.indexOf(summary(ways).min)]!;
  const apart = chosen.map(({ bytes }) =>
    ulpsApart(matrix.format, central.bytes, bytes)
  );
  return {
    centralRow: central.index,
    ulpsL1: rangeOf(apart.map(({ sum }) => sum)),
    ulpsLargest: rangeOf(apart.map(({ largest }) => largest)),
    cosine: rangeOf(
      chosen.map(({ numbers }) => cosine(central.numbers, numbers)),
    ),
  };
}

/** The mean of some rows; identical ones are read once. */
function meanOf(
  matrix: TokenMatrix,
  { firsts }: Survey,
  rows: readonly number[],
): Float64Array {
  const times = new Map<number, number>();
  for (const row of rows) {
    times.set(firsts[row]!, (times.get(firsts[row]!) ?? 0) + 1);
  }
  const sums = new Float64Array(matrix.columns);
  for (const [row, count] of times) {
    const numbers = numbersOf(matrix, row);
    for (let j = 0; j < sums.length; j++) sums[j]! += count * numbers[j]!;
  }
  return sums.map((sum) => sum / rows.length);
}

/** How far some rows are from a point; identical ones are read once. */
function distancesFrom(
  point: Float64Array,
  matrix: TokenMatrix,
  { firsts }: Survey,
  rows: readonly number[],
): Float64Array {
  const known = new Map<number, number>();
  return Float64Array.from(rows, (row) => {
    const first = firsts[row]!;
    const found = known.get(first) ??
      distance(numbersOf(matrix, first), point);
    known.set(first, found);
    return found;
  });
}

function numbersOf(matrix: TokenMatrix, row: number): Float32Array {
  return rowAt(matrix, row).numbers;
}

/** The norm of a row. */
export function norm(row: Float64Array): number {
  return rowNorms(matrixOf(1, row.length, row))[0]!;
}

/** The cosine of two rows; 1 of a row with itself, and none of zeros: 0. */
function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (!hasDirection(a) || !hasDirection(b)) return 0;
  return Math.min(1, cosines(matrixOf(1, a.length, a), b)[0]!);
}

function hasDirection(row: ArrayLike<number>): boolean {
  for (let j = 0; j < row.length; j++) if (row[j] !== 0) return true;
  return false;
}

/** The smallest, the median and the largest of some numbers. */
export function rangeOf(values: ArrayLike<number>): Range {
  const { min, median, max } = summary(values);
  return { min, median, max };
}
