/**
 * Rows before and after training.
 *
 * @module
 */
import { type Matrix, matrix } from "../matrix/matrix.ts";
import type { VectorAdam } from "../vector/vector_adam.ts";
import { displacement } from "./_group_record.ts";
import type { AdamRows } from "./_grouped_matrix.ts";
import type { FirstStep } from "./_first_step.ts";

/** Rows that shared an Adam, before and after training. */
export interface TrainedRows {
  /** The first of the rows. */
  firstRow: number;
  /** The rows before training. */
  before: Matrix;
  /** The rows after training. */
  after: Matrix;
  /** What training added to them. */
  displacement: Matrix;
  /** Their Adam, with both moments. */
  adam: VectorAdam;
}

/** A group of rows, before and after training, and its first step. */
export interface TrainedGroup extends TrainedRows, FirstStep {}

/** The rows of a group when training has ended. */
export function trainedRows(
  { firstRow, before, adam }: AdamRows,
  width: number,
): TrainedRows {
  const rows = before.length / width;
  return {
    firstRow,
    before: matrix(rows, width, before),
    after: matrix(rows, width, adam.weights),
    displacement: displacement(before, adam.weights, width),
    adam,
  };
}
