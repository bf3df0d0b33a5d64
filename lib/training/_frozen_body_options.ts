/**
 * The settings of a run on a frozen body, and their checks.
 *
 * @module
 */
import { positiveInteger, storable } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { requireMatrix } from "../_require_matrix.ts";
import { required, settingsOf } from "../_settings.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { VectorAdamOptions } from "../vector/vector_adam.ts";
import { ungroupedRows } from "./_grouped_matrix.ts";
import { type FrozenBody, requireBody } from "./_sequences.ts";

/** The settings of `frozenBodyRun`. */
export interface FrozenBodyOptions {
  /** The output matrix at the start, a row for each token. It is copied. */
  output: Matrix;
  /** How many steps are taken. */
  steps: number;
  /** The settings of Adam for all rows, unless a group has others. Default: those of `VectorAdam`. */
  adam?: VectorAdamOptions;
  /** The groups by their names, with the settings of each that differ. Default: none. */
  groups?: Readonly<Record<string, VectorAdamOptions>>;
  /** How many rows a group has. Default `1`. */
  rowsPerGroup?: number;
  /** How many positions a sequence has; a step sees one sequence, in turn. Default: all positions of the body. */
  sequenceLength?: number;
  /** Steps that are a multiple of this are recorded, and below it the powers of two. Default `16`. */
  every?: number;
}

/** Fills in the settings, and throws unless they fit the body and each other. */
export function frozenBodySettings(
  action: string,
  body: FrozenBody,
  options: FrozenBodyOptions,
): Required<FrozenBodyOptions> {
  const settings = settingsOf(action, defaults, options);
  const { output, steps, every } = settings;
  requireMatrix(action, "output", output);
  requireBody(action, body, ungroupedRows(action, output, settings));
  requireMatrix(action, "output", output, {
    columns: { of: "body.hidden", is: body.hidden.columns },
  });
  requireNumber(action, "steps", steps, storable);
  requireNumber(action, "every", every, positiveInteger);
  const { sequenceLength = body.hidden.rows } = settings;
  return { ...settings, sequenceLength };
}

const defaults: Required<Omit<FrozenBodyOptions, "sequenceLength">> & {
  sequenceLength: number | undefined;
} = {
  output: required,
  steps: required,
  adam: {},
  groups: {},
  rowsPerGroup: 1,
  sequenceLength: undefined,
  every: 16,
};
