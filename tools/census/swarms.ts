/**
 * Rows that lie together.
 *
 * @module
 */
import { type Matrix, matrix as matrixOf, nearRows } from "adam/matrix";
import { randomNumbers } from "adam/statistics";
import type { TokenMatrix } from "./checkpoint.ts";
import { distance, rowAt } from "./rows.ts";
import type { Survey } from "./survey.ts";

/** Rows of which each is within reach of another one. */
export interface Swarm {
  /** All of its rows, ascending. */
  rows: number[];
  /** Those of them that lie within reach for points of each other; the largest first. */
  points: number[][];
}

/** The swarms, and whether all pairs that seemed near were looked at. */
export interface FoundSwarms {
  swarms: Swarm[];
  isComplete: boolean;
}

/** How far near rows are apart, as fractions of the typical distance from the mean row. */
export const reaches = { swarm: 1 / 4, point: 1 / 100 };

/** How many rows a swarm has at least. */
const leastRows = 3;

/** How many columns rows have at least, not to be near each other by chance. */
const leastColumns = 8;

/** How much farther apart sketches may be than their rows, to be looked at. */
const slack = 1.25;

/**
 * How many pairs may seem near by their sketches and not be, and how many numbers
 * their rows may have: in rows of mostly zeros, and in those that lie evenly just
 * out of reach, they are many.
 */
const mostRefused = { pairs: 100_000, numbers: 2 ** 26 };

/** The seed of the tables. */
const seed = 27;

/**
 * Finds the swarms of a matrix: rows that are joined by steps of at most a
 * quarter of the typical distance from the mean row; and in them the points,
 * whose steps are at most a hundredth. Rows that seem near by their sketches are
 * compared as they are.
 *
 * @param matrix The matrix
 * @param seen What is known of its rows
 * @param typical The typical distance of a row from the mean row
 * @returns The swarms, the largest first
 */
export function findSwarms(
  matrix: TokenMatrix,
  seen: Survey,
  typical: number,
): FoundSwarms {
  if (matrix.columns < leastColumns) return { swarms: [], isComplete: true };
  const { distinct, identical, sketches } = seen;
  const refused = new Set<number>();
  const most = Math.min(
    mostRefused.pairs,
    Math.ceil(mostRefused.numbers / matrix.columns),
  );
  const within = (sketches: Matrix, of: readonly number[], reach: number) =>
    typical > 0 && of.length > 1
      ? nearRows(sketches, {
        reach: slack * reach * typical,
        random: randomNumbers(seed),
        isNear: (one, other) => {
          const pair = of[one]! * matrix.rows + of[other]!;
          if (refused.size >= most || refused.has(pair)) return false;
          const near = areWithin(matrix, of[one]!, of[other]!, reach * typical);
          if (!near) refused.add(pair);
          return near;
        },
      })
      : [];
  /** Places among some distinct rows, as rows; each row alone is a group, too. */
  const groupsOf = (
    found: number[][],
    of: readonly number[],
    least: number,
  ) => {
    const joined = new Set(found.flat());
    const alone = of.flatMap((row, i) =>
      identical.has(row) && !joined.has(i) ? [[i]] : []
    );
    return [...found, ...alone]
      .map((places) => ({
        places,
        rows: places.flatMap((i) => identical.get(of[i]!) ?? [of[i]!])
          .sort((a, b) => a - b),
      }))
      .filter(({ rows }) => rows.length >= least)
      .sort((a, b) => b.rows.length - a.rows.length || a.rows[0]! - b.rows[0]!);
  };
  const found = within(sketches, distinct, reaches.swarm);
  const swarms = groupsOf(found, distinct, leastRows).map((group) => {
    const { places, rows } = group;
    const own = places.map((i) => distinct[i]!);
    const points = within(chosenRows(sketches, places), own, reaches.point);
    return { rows, points: groupsOf(points, own, 2).map(({ rows }) => rows) };
  });
  return { swarms, isComplete: refused.size < most };
}

function areWithin(
  matrix: TokenMatrix,
  one: number,
  other: number,
  reach: number,
): boolean {
  const [a, b] = [one, other].map((row) => rowAt(matrix, row).numbers);
  return distance(a!, b!) <= reach;
}

function chosenRows(all: Matrix, rows: readonly number[]): Matrix {
  const chosen = matrixOf(rows.length, all.columns);
  for (const [i, row] of rows.entries()) {
    const start = row * all.columns;
    chosen.values.set(
      all.values.subarray(start, start + all.columns),
      i * all.columns,
    );
  }
  return chosen;
}
