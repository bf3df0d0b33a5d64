/**
 * A matrix whose last rows are in groups, each with its own Adam.
 *
 * @module
 */
import { positiveInteger } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { VectorAdam, type VectorAdamOptions } from "../vector/vector_adam.ts";
import type { VectorPool } from "../vector/vector_pool.ts";
import { inPool } from "./_pool_array.ts";

/** Rows that share an Adam. */
export interface AdamRows {
  /** The first of the rows. */
  firstRow: number;
  /** Their Adam, and with it the weights. */
  adam: VectorAdam;
  /** The weights before training. */
  before: Float32Array;
}

/** Rows with a name. */
export interface RowGroup extends AdamRows {
  /** What the group is called. */
  name: string;
  /** The gradients of its rows. */
  gradients: Float32Array;
}

/** A matrix in binary32 by groups of rows, and its gradients if there are groups. */
export interface GroupedMatrix {
  weights: Float32Array;
  gradients: Float32Array | undefined;
  groups: RowGroup[];
  ungrouped: AdamRows;
}

/** The settings of the groups, how many rows each has, and the defaults of the settings that they leave out. */
export interface Grouping {
  groups: Readonly<Record<string, VectorAdamOptions>>;
  rowsPerGroup: number;
  adam: VectorAdamOptions;
}

/** How many rows are in no group; throws unless there are some. */
export function ungroupedRows(
  action: string,
  output: Matrix,
  { groups, rowsPerGroup, adam }: Grouping,
): number {
  requireRecord(action, "adam", adam);
  requireRecord(action, "groups", groups);
  for (const [name, options] of Object.entries(groups)) {
    requireRecord(action, `groups["${name}"]`, options);
  }
  requireNumber(action, "rowsPerGroup", rowsPerGroup, positiveInteger);
  const count = Object.keys(groups).length;
  requireNumber(action, "rowsPerGroup", rowsPerGroup, {
    wanted:
      `so few that ${count} groups leave a row of output, which has ${output.rows}`,
    met: (rows) => count * rows < output.rows,
  });
  return output.rows - count * rowsPerGroup;
}

/** Copies a matrix into a pool; the last rows are in groups. */
export function groupedMatrix(
  action: string,
  pool: VectorPool,
  output: Matrix,
  grouping: Grouping,
): GroupedMatrix {
  const width = output.columns;
  const weights = inPool(pool, output.values);
  const rows = (
    [from, to]: [number, number],
    options: VectorAdamOptions,
  ): AdamRows => ({
    firstRow: from / width,
    adam: new VectorAdam(pool, weights.subarray(from, to), options),
    before: weights.slice(from, to),
  });
  const free = width * ungroupedRows(action, output, grouping);
  const ungrouped = rows([0, free], grouping.adam);
  const settings = Object.entries(grouping.groups);
  if (settings.length === 0) {
    return { weights, gradients: undefined, groups: [], ungrouped };
  }

  const gradients = pool.float32(weights.length);
  const size = width * grouping.rowsPerGroup;
  const groups = settings.map(([name, options], i): RowGroup => {
    const from = free + i * size;
    const to = from + size;
    const own = { ...grouping.adam, ...options };
    const part = gradients.subarray(from, to);
    return { name, gradients: part, ...rows([from, to], own) };
  });
  return { weights, gradients, groups, ungrouped };
}
