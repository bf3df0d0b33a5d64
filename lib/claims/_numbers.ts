/**
 * Refuses what cannot stand in the ledger.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber, requireRecord } from "../_require.ts";

/** Throws unless these are finite numbers by their names: JSON has no others. */
export function requireNamedNumbers(
  action: string,
  name: string,
  numbers: Readonly<Record<string, number>>,
): void {
  requireRecord(action, name, numbers);
  for (const [key, value] of Object.entries(numbers)) {
    requireNumber(action, `${name}.${key}`, value, finite);
  }
}
