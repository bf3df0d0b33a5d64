/**
 * Inside Deno's kernel: the values of cells.
 *
 * @module
 */
import type { Relay } from "../inside.ts";

/** Shows values that Deno 2.9.6 would not show. */
export function values(relay: Relay): void {
  const { inspect, noColor } = Deno;
  // Kept, as cells may put others in their places.
  const { is } = Object;
  const { isFinite } = Number;
  const display = Symbol.for("Jupyter.display");

  /** The value, or what shows it where Deno 2.9.6 would show nothing. */
  relay.shown = (value: unknown): unknown => {
    const isLost = value === null || typeof value === "bigint" ||
      (typeof value === "number" && !isFinite(value)) ||
      is(value, -0);
    if (!isLost) return value;
    const text = inspect(value, { colors: !noColor });
    return { [display]: () => ({ "text/plain": text }) };
  };
}
