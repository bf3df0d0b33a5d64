/**
 * Inside Deno's kernel: the values of cells.
 *
 * @module
 */
import type { Relay } from "../inside.ts";

/** Shows values that Deno 2.9.6 would not show. */
export function values(relay: Relay): void {
  const { inspect, noColor } = Deno;
  const display = Symbol.for("Jupyter.display");

  /** The value, or what shows it where Deno 2.9.6 would show nothing. */
  relay.shown = (value: unknown): unknown => {
    const isLost = value === null || typeof value === "bigint" ||
      (typeof value === "number" && !Number.isFinite(value)) ||
      Object.is(value, -0);
    if (!isLost) return value;
    const text = inspect(value, { colors: !noColor });
    return { [display]: () => ({ "text/plain": text }) };
  };
}
