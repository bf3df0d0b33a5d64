/**
 * Matrices of binary64, by rows: a row for each token or position.
 *
 * ```ts
 * import { cosines, matrix, meanRow, rowNorms } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = matrix(2, 2, [3, 4, 3, -4]);
 * assertEquals([...rowNorms(rows)], [5, 5]);
 * assertEquals([...cosines(rows, meanRow(rows))], [0.6, 0.6]);
 * ```
 *
 * @module
 */
export * from "./matrix.ts";
export * from "./transposed.ts";
export * from "./product.ts";
export * from "./row_norms.ts";
export * from "./mean_row.ts";
export * from "./cosines.ts";
export * from "./identical_rows.ts";
export * from "./row_sketch.ts";
export * from "./near_rows.ts";
export * from "./principal_directions.ts";
