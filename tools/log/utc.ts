/**
 * Dates that mean the same everywhere.
 *
 * @module
 */

/** A date to the minute, such as `2026-11-22 17:51 UTC`. */
export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
