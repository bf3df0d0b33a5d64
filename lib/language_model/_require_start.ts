/**
 * What is asked of a start of training that someone passed.
 *
 * @module
 */
import { requireNumbers, requireRecord } from "../_require.ts";
import { requireForEach, requireMatrix } from "../_require_matrix.ts";
import type { StartOfTraining } from "./start_of_training.ts";
import { startSettings } from "./start_settings.ts";

/** Throws unless the parts fit together, as those of `startOfTraining` do. */
export function requireStart(action: string, start: StartOfTraining): void {
  requireRecord(action, "start", start);
  const { inputs, targets, weights, hidden, losses, gradient } = start;
  const { width, vocabulary } = startSettings(start.settings);
  requireRecord(action, "weights", weights);
  const columns = { of: "the width", is: width };
  const rows = { of: "the vocabulary", is: vocabulary };
  requireMatrix(action, "hidden", hidden, { columns });
  requireMatrix(action, "gradient", gradient, { columns, rows });
  requireMatrix(action, "output", weights.output, { columns, rows });
  const positions = { of: "the rows of hidden", is: hidden.rows };
  for (const [name, tokens] of Object.entries({ inputs, targets })) {
    requireForEach(action, name, tokens, positions);
    requireNumbers(action, name, tokens, {
      wanted: `a token, a whole number in [0, ${vocabulary})`,
      met: (token) =>
        Number.isInteger(token) && token >= 0 && token < vocabulary,
    });
  }
  requireForEach(action, "losses", losses, positions);
}
