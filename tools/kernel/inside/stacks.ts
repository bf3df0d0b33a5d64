/**
 * Inside Deno's kernel: errors name the cell and its own lines.
 *
 * @module
 */
import type { Relay } from "./settings.ts";

/** Gives errors stacks in which the places are those of cells. */
export function stacks(relay: Relay): void {
  interface CallSite {
    getScriptNameOrSourceURL(): string | null;
    isEval(): boolean;
    getLineNumber(): number | null;
    getColumnNumber(): number | null;
  }

  type Place = readonly [line: number, column: number];

  function placeOf(site: CallSite): Place {
    return [site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1];
  }

  /** The number of the cell that this is in, if it is in one. */
  function cellOf(site: CallSite): number | undefined {
    const name = site.getScriptNameOrSourceURL() ?? "";
    const [, number] = /^deno-cell:(\d+)$/.exec(name) ?? [];
    return number === undefined ? undefined : +number;
  }

  /** Where code was made of text: the engine has the place alone, the stack the cell. */
  function origin(sites: CallSite[], at: string): string {
    const maker = sites.find((site) =>
      cellOf(site) !== undefined && placeOf(site).join(":") === at
    );
    return maker ? ` (${relay.place(cellOf(maker)!, ...placeOf(maker))})` : "";
  }

  function line(site: CallSite, i: number, sites: CallSite[]): string {
    const number = cellOf(site);
    const at = placeOf(site);
    const text = number === undefined
      ? `${site}`.replace(
        / \(:(\d+:\d+)\)/,
        (_, at) => origin(sites.slice(i), at),
      )
      : `${site}`.replace(
        `deno-cell:${number}:${at.join(":")}`,
        relay.place(number, ...at),
      );
    return `\n    at ${text}`;
  }

  /** All calls but those of the relay and those that it makes of the language. */
  function ofOthers(sites: CallSite[]): CallSite[] {
    let isRelay = false;
    return sites.toReversed().filter((site) => {
      const name = site.getScriptNameOrSourceURL();
      const isLanguage = !name && !site.isEval();
      isRelay = name === "deno-relay" || (isRelay && isLanguage);
      return !isRelay;
    }).reverse();
  }

  /** The stack of an error: `name: message`, and a line for each call. */
  function prepareStackTrace(error: Error, sites: CallSite[]): string {
    let head = "Error";
    try {
      head = Error.prototype.toString.call(error);
    } catch {
      // Its name or message cannot be read.
    }
    try {
      return head + ofOthers(sites).map(line).join("");
    } catch {
      return head + sites.map((site) => `\n    at ${site}`).join("")
        .replaceAll(/deno-cell:(\d+):\d+:\d+/g, "cell $1");
    }
  }

  const { defineProperty } = Object;
  const { deleteProperty } = Reflect;

  /** A cell's own function holds until the cell takes it away, by `delete` or with no function. */
  function set(given: unknown): void {
    if (typeof given !== "function") deleteProperty(Error, "prepareStackTrace");
    else {
      const own = { get: () => given, set, configurable: true };
      defineProperty(Error, "prepareStackTrace", own);
    }
  }

  // Not its own, so that a cell can put another in front of it.
  const above = Object.create(Function.prototype, {
    prepareStackTrace: { get: () => prepareStackTrace, set },
  });
  Object.setPrototypeOf(Error, above);
}
