/**
 * Inside Deno's kernel: the values of cells.
 *
 * @module
 */
import type { Relay } from "./settings.ts";

/** Shows values that Deno 2.9.6 would not show, or cannot: half of a surrogate pair. */
export function values(relay: Relay): void {
  const { inspect, noColor } = Deno;
  // Kept, as cells may put others in their places.
  const { is } = Object;
  const { apply } = Reflect;
  const { isWellFormed } = String.prototype;
  const { isFinite } = Number;
  const display = Symbol.for("Jupyter.display");

  /** The cell whose value is to be shown, if there is one. */
  let showing: number | undefined;

  /** The value, or what shows it where Deno 2.9.6 would show nothing. */
  relay.shown = (cell: number, value: unknown): unknown => {
    showing = cell;
    const isLost = value === null || typeof value === "bigint" ||
      (typeof value === "number" && !isFinite(value)) ||
      (typeof value === "string" && !apply(isWellFormed, value, [])) ||
      is(value, -0);
    if (!isLost) return relay.expected(value);
    const text = inspect(value, { colors: !noColor });
    return { [display]: () => ({ "text/plain": text }) };
  };

  /** Waits until the value of the cell is shown, or the user stops that. */
  relay.displayed = async (end: Promise<void>): Promise<void> => {
    const cell = showing;
    showing = undefined;
    if (cell === undefined) return await end;
    try {
      await relay.stoppable(cell, end);
    } catch (error) {
      // As with all that goes wrong there, the cell itself has come to its end.
      const { name: ename, message: evalue } = error as Error;
      relay.send("error", { ename, evalue, traceback: [`${error}`] });
    }
  };
}
