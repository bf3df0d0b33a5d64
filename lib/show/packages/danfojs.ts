/**
 * danfojs as notebooks get it: a bare `DataFrame` shows itself as a table, also
 * where nothing of `adam/show` is imported.
 *
 * @module
 */
import "../table.ts";

export * from "danfojs";
