/**
 * Inside Deno's kernel: the lines of cells.
 *
 * @module
 */
import type { CellFile, Relay, Settings } from "./settings.ts";

/** Traces places in what Deno made of cells back to their source. */
export function places(relay: Relay, { folder }: Settings): void {
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
  function placeIn(
    { file, made, map }: Traced,
    line: number,
    column: number,
  ): string {
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

  /** Those that were asked for: code that fails often does so in the same places. */
  const known = new Map<string, string>();

  relay.place = (number: number, line: number, column: number): string => {
    const cell = traced(number);
    if (!cell) return `cell ${number}`;
    const key = `${number}:${line}:${column}`;
    const place = known.get(key) ?? placeIn(cell, line, column);
    known.set(key, place);
    return place;
  };
}
