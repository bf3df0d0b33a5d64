/**
 * Rows that lie near each other, among very many.
 *
 * @module
 */
import { positive, uniformNumber } from "../_demands.ts";
import { giving, requireNumber, requireType } from "../_require.ts";
import { requireMatrix } from "../_require_matrix.ts";
import { required, settingsOf } from "../_settings.ts";
import { Links } from "./_links.ts";
import type { Matrix } from "./matrix.ts";

/** What is near, and how hard it is looked for. */
export interface NearRowsOptions {
  /** How far near rows are apart at most, $r$. */
  reach: number;
  /** A source of uniform random numbers in [0, 1). */
  random: () => number;
  /** How many tables of cells the rows are sorted into. By default 32. */
  tables?: number;
  /** Has the last word on two rows that seem near: on originals, where `rows` are sketches. */
  isNear?: (one: number, other: number) => boolean;
}

/**
 * Groups of rows that are linked by steps of at most $r$: two rows are in one
 * group if a chain of near rows leads from one to the other (single linkage).
 * Not all pairs are compared, which would take the square of the number of rows,
 * but those that share a cell of one of the tables. A table takes 8 of the $K$
 * columns by chance (all, if there are fewer) and cuts each into cells of width
 * $4 r / \sqrt K$, from an offset by chance.
 *
 * A group never holds what is not linked. What can be missed: rows at distance
 * $d$ are cut apart in a column with the probability
 * $\min(1, |z_b - z'_b| \sqrt K / 4 r)$, and so in one table of 8 with at most
 * $2 d/r$; in all $T$ tables with $(2 d/r)^T$. Equal rows are never missed, at
 * $d = r/25$ it is $10^{-35}$. At $d = r$, with differences that are spread over
 * the columns like normal numbers, a table finds one of 6 pairs, 32 tables find
 * 997 of 1000; and a swarm is found whole by any of its chains. In a cell a row
 * is compared with the 16 before it.
 * Datar, Immorlica, Indyk and Mirrokni, Locality-sensitive hashing scheme based
 * on p-stable distributions (2004).
 *
 * @param rows The rows, or their sketches
 * @param options What is near
 * @returns The indices of the rows by groups of two or more, ascending, in the
 * order of their first rows
 * @throws {RangeError} If the reach is not positive, a number is not finite, or
 * `random` gives something that is not in [0, 1)
 * @throws {TypeError} If `rows` is no matrix, or an option is of the wrong type
 * @example
 * ```ts
 * import { matrix, nearRows } from "adam/matrix";
 * import { randomNumbers } from "adam/statistics";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = matrix(5, 2, [0, 0, 9, 9, 0, 1, 5, 5, 1, 1]);
 * const groups = nearRows(rows, { reach: 1, random: randomNumbers(0) });
 * assertEquals(groups, [[0, 2, 4]]);
 * ```
 */
export function nearRows(rows: Matrix, options: NearRowsOptions): number[][] {
  requireMatrix(action, "rows", rows);
  requireNumber(action, "rows.rows", rows.rows, {
    wanted: "2^21 at most",
    met: (count) => count <= 2 ** 21,
  });
  const { reach, tables, isNear, ...given } = settingsOf(
    action,
    defaults,
    options ?? {},
  );
  requireNumber(action, "reach", reach, positive);
  requireNumber(action, "tables", tables, {
    wanted: "a whole number from 1 to 1000",
    met: (count) => Number.isInteger(count) && count >= 1 && count <= 1000,
  });
  requireType(action, "isNear", isNear, "function");
  const random = giving(action, "random", given.random, uniformNumber);
  const links = new Links(rows.rows);
  for (let table = 0; table < tables; table++) {
    const { order, keys } = sortedCells(rows, reach, random);
    for (let i = 1; i < order.length; i++) {
      const one = order[i]!;
      const first = Math.max(0, i - 16);
      for (let k = i - 1; k >= first && keys[k] === keys[i]; k--) {
        const other = order[k]!;
        if (links.areJoined(one, other)) continue;
        if (!isWithin(rows, one, other, reach)) continue;
        const near = isNear(one, other);
        requireType(action, "what isNear gives", near, "boolean");
        if (near) links.join(one, other);
      }
    }
  }
  return links.groups();
}

const action = "find near rows";

const defaults: Required<NearRowsOptions> = {
  ...{ reach: required, random: required },
  ...{ tables: 32, isNear: () => true },
};

/** The rows by the cells that they are in, as one table has them, and for each the key of its cell. */
function sortedCells(rows: Matrix, reach: number, random: () => number) {
  const width = 4 * reach / Math.sqrt(rows.columns);
  const chosen = chosenColumns(rows.columns, random);
  const offsets = chosen.map(() => random());
  const sorted = new Float64Array(rows.rows);
  for (let i = 0, at = 0; i < rows.rows; i++, at += rows.columns) {
    let hash = 0;
    for (let k = 0; k < chosen.length; k++) {
      const place = rows.values[at + chosen[k]!]! / width;
      // The lowest 32 bits of the cell's number.
      hash = mixed(hash ^ Math.floor(place + offsets[k]!));
    }
    sorted[i] = (hash >>> 0) * 2 ** 21 + i;
  }
  sorted.sort();
  const [order, keys] = [
    new Uint32Array(rows.rows),
    new Uint32Array(rows.rows),
  ];
  for (let i = 0; i < rows.rows; i++) {
    keys[i] = sorted[i]! / 2 ** 21;
    order[i] = sorted[i]! - keys[i]! * 2 ** 21;
  }
  return { order, keys };
}

/** Eight different columns by chance; all, if there are fewer. */
function chosenColumns(count: number, random: () => number): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < Math.min(8, count); i++) {
    const k = i + Math.floor(random() * (count - i));
    [all[i], all[k]] = [all[k]!, all[i]!];
  }
  return all.slice(0, 8);
}

/** Spreads a change of any bit over all 32 (the finalizer of MurmurHash3). */
function mixed(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

function isWithin(rows: Matrix, one: number, other: number, reach: number) {
  const { columns, values } = rows;
  const [a, b] = [one * columns, other * columns];
  const most = reach ** 2;
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    sum += (values[a + j]! - values[b + j]!) ** 2;
    if (sum > most) return false;
  }
  return true;
}
