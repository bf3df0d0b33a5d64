/**
 * Inside Deno's kernel: errors name the cell and its own lines, and those that
 * nobody catches are shown.
 *
 * @module
 */
import type { CellFile, Relay, Settings } from "../inside.ts";

/** Traces places in cells back to their source, and sends uncaught errors. */
export function errors(relay: Relay, { folder, uncaught }: Settings): void {
  const { Command, execPath, readTextFileSync, writeTextFileSync } = Deno;
  const { SourceMap } = process.getBuiltinModule("node:module");
  /** What Deno puts before the code of a cell. */
  const prefix = "'use strict'; void 0;".length;

  /** A cell and the map of its lines; the map is made once it is asked for. */
  type Traced = {
    file: CellFile;
    made: string;
    map: InstanceType<typeof SourceMap>;
  };
  const cells = new Map<number, Traced | undefined>();

  function traced(number: number): Traced | undefined {
    if (!cells.has(number)) {
      cells.set(number, undefined); // Tried once, even if it fails.
      cells.set(number, trace(number));
    }
    return cells.get(number);
  }

  /** Deno itself says which lines become which. */
  function trace(number: number): Traced | undefined {
    const path = `${folder}/${number}`;
    const file: CellFile = JSON.parse(readTextFileSync(`${path}.json`));
    for (const extension of ["tsx", "ts"]) {
      const [source, output] = [`${path}.${extension}`, `${path}.js`];
      writeTextFileSync(source, file.traced);
      const { success } = new Command(execPath(), {
        args: [
          ...[
            "transpile",
            "--quiet",
            "--no-config",
            "--source-map",
            "separate",
          ],
          ...["--output", output, source],
        ],
        cwd: folder, // A cell may have removed its own.
        stdout: "null",
        stderr: "null",
      }).outputSync();
      if (!success) continue;
      const made = readTextFileSync(output);
      const map = JSON.parse(readTextFileSync(`${output}.map`));
      return { file, made, map: new SourceMap(map) };
    }
    return undefined;
  }

  /** A place as the engine counts lines, by two more characters than a source map does. */
  function asMapped(
    made: string,
    line: number,
    column: number,
  ): [line: number, column: number] {
    const ends = [...made.matchAll(/\r\n|[\n\r\u2028\u2029]/g)];
    const end = ends[line - 2];
    const start = end ? end.index + end[0].length : 0;
    const before = made.slice(0, start).split("\n");
    const shift = line === 1 ? prefix : 0;
    const within = Math.max(0, column - 1 - shift);
    return [before.length - 1, before.at(-1)!.length + within];
  }

  /** A place in the code that Deno made of a cell, as one in the cell. */
  function place(number: number, line: number, column: number): string {
    const { file, made, map } = traced(number) ?? {};
    if (!file || made === undefined || !map) return `cell ${number}`;
    const found = map.findEntry(...asMapped(made, line, column));
    if (!("originalLine" in found)) return file.label;
    const { originalLine, originalColumn } = found;
    const before = file.inserted
      .filter(([line, column]) =>
        line === originalLine && column < originalColumn
      )
      .reduce((sum, [, , length]) => sum + length, 0);
    const ownColumn = Math.max(0, originalColumn - before);
    return `${file.label}:${originalLine + 1}:${ownColumn + 1}`;
  }

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
    return maker ? ` (${place(cellOf(maker)!, ...placeOf(maker))})` : "";
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
        place(number, ...at),
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

  // Not its own, so that a cell can put another in front of it and take that away.
  const value = prepareStackTrace;
  const above = Object.create(Function.prototype, {
    prepareStackTrace: { value, writable: true },
  });
  Object.setPrototypeOf(Error, above);

  /** Sends an error as Jupyter takes it. */
  function send(reason: unknown): void {
    let content = { ename: "Error", evalue: "", traceback: [] as string[] };
    try {
      content = reason instanceof Error
        ? {
          ename: `${reason.name}`,
          evalue: `${reason.message}`,
          traceback: `Uncaught ${reason.stack ?? reason}`.split("\n"),
        }
        : {
          ename: "Error",
          evalue: `${reason}`,
          traceback: [`Uncaught ${Deno.inspect(reason)}`],
        };
    } catch {
      content.traceback = ["Uncaught, and it cannot be shown"];
    }
    relay.send("display_data", {
      data: { [uncaught]: stringify(content) },
    });
  }

  // Kept, as cells may put others in their places.
  const { preventDefault } = Event.prototype;
  const { apply } = Reflect;
  const { stringify } = JSON;
  const soon = queueMicrotask;
  let isSending = false;

  /** Takes an event before any cell's listener; what one of those prevents is not sent. */
  function take(event: Event, reason: unknown): void {
    let isHandled = false;
    apply(preventDefault, event, []); // Or Deno would end what it runs.
    event.preventDefault = () => {
      isHandled = true;
    };
    soon(() => {
      // An error while one is sent would come here for ever.
      if (isHandled || isSending) return;
      isSending = true;
      try {
        send(reason);
      } catch {
        // A cell has broken what this needs.
      }
      isSending = false;
    });
  }

  addEventListener(
    "error",
    (event) => take(event, event.error ?? event.message),
  );
  addEventListener(
    "unhandledrejection",
    (event) => take(event, event.reason),
  );
}
