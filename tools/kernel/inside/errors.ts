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
  type Traced = { file: CellFile; map: InstanceType<typeof SourceMap> };
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
      const map = JSON.parse(readTextFileSync(`${output}.map`));
      return { file, map: new SourceMap(map) };
    }
    return undefined;
  }

  /** A place in the code that Deno made of a cell, as one in the cell. */
  function place(number: number, line: number, column: number): string {
    const { file, map } = traced(number) ?? {};
    if (!file || !map) return `cell ${number}`;
    const shift = line === 1 ? prefix : 0;
    const found = map.findEntry(line - 1, Math.max(0, column - 1 - shift));
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
    getFileName(): string | null;
    getLineNumber(): number | null;
    getColumnNumber(): number | null;
  }

  function line(site: CallSite): string[] {
    const name = site.getScriptNameOrSourceURL() ?? "";
    if (name === "deno-relay") return [];
    let text = `${site}`;
    const [, number] = /^deno-cell:(\d+)$/.exec(name) ?? [];
    const at = [
      site.getLineNumber() ?? 1,
      site.getColumnNumber() ?? 1,
    ] as const;
    if (number !== undefined) {
      text = text.replace(`${name}:${at.join(":")}`, place(+number, ...at));
    }
    return [`\n    at ${text}`];
  }

  /** The stack of an error: `name: message`, and a line for each call. */
  (Error as unknown as {
    prepareStackTrace(error: Error, sites: CallSite[]): string;
  }).prepareStackTrace = (error, sites) => {
    let head = "Error";
    try {
      head = Error.prototype.toString.call(error);
    } catch {
      // Its name or message cannot be read.
    }
    try {
      return head + sites.flatMap(line).join("");
    } catch {
      return head + sites.map((site) => `\n    at ${site}`).join("")
        .replaceAll(/deno-cell:(\d+):\d+:\d+/g, "cell $1");
    }
  };

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
