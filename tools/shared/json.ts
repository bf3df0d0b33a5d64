/**
 * JSON that comes out with the numbers that went in.
 *
 * @module
 */

/** What TypeScript's library does not know yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/**
 * Reads JSON as `JSON.parse` does, but that a number which JavaScript would
 * write in another way (`1.0`, `1e400`, 19 digits) is kept as it is written.
 *
 * @param text The text
 * @returns What it holds; `JSON.stringify` writes the same numbers
 * @throws {SyntaxError} If it is no JSON
 */
export function parseJson(text: string): unknown {
  const keep = (_: string, value: unknown, { source }: { source: string }) =>
    typeof value === "number" && `${value}` !== source
      ? rawJSON(source)
      : value;
  try {
    return JSON.parse(text, keep as Parameters<typeof JSON.parse>[1]);
  } catch (error) {
    // Too deep for what asks for each value.
    if (error instanceof RangeError) return JSON.parse(text);
    throw error;
  }
}

/**
 * The value with the keys of all objects in it sorted, as Jupyter writes them.
 *
 * @param value Anything that JSON can say
 * @returns The same, sorted
 */
export function sortedByKey<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortedByKey) as T;
  if (!isRecord(value) || Object.isFrozen(value)) return value; // a kept number
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, sortedByKey(inner)]),
  ) as T;
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
