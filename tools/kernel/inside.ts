/**
 * What the relay puts into Deno's kernel, beside the user's code.
 *
 * @module
 */
import { displays } from "./inside/displays.ts";
import { errors } from "./inside/errors.ts";
import { immediates } from "./inside/immediates.ts";
import { imports } from "./inside/imports.ts";
import { line } from "./inside/line.ts";
import { outputs } from "./inside/outputs.ts";
import { places } from "./inside/places.ts";
import { recovery } from "./inside/recovery.ts";
import type { Outside, Settings } from "./inside/settings.ts";
import { stacks } from "./inside/stacks.ts";
import { stops } from "./inside/stops.ts";
import { values } from "./inside/values.ts";

/** The global of Deno's kernel that prepared cells call. */
const name = "__denoRelay";

/** What a cell sends behind its result, on each way that outputs take; no cell can know it. */
const end = `deno-relay-end-${crypto.randomUUID()}`;

/** The MIME type of an error that nobody catches; neither can a cell know this. */
const uncaught = `deno-relay-uncaught-${crypto.randomUUID()}`;

/** The relay sends this when it has seen the end of a cell; a cell's number to stop it. */
const seenEnd = 0;

/** It sends this when code was stopped, as Deno does not come back from that by itself. */
const recover = 2 ** 32 - 1;

/** The name that the engine knows a cell by. */
function sourceName(number: number): string {
  return `deno-cell:${number}`;
}

/**
 * The globals that code mentions. A cell may declare a name of theirs again, by
 * `import { Map } from "npm:immutable"` say: the code keeps those of the start.
 */
function globalsIn(code: string): string[] {
  const words = new Set(code.match(/[\w$]+/g));
  return Object.getOwnPropertyNames(globalThis)
    .filter((global) => words.has(global) && global !== "globalThis");
}

/** The code that Deno's kernel runs first of all. */
function code(outside: Outside): string {
  const parts = `[${[
    displays,
    values,
    immediates,
    recovery,
    line,
    outputs,
    stops,
    imports,
    places,
    stacks,
    errors,
  ]}]`;
  const settings: Settings = { ...outside, end, uncaught, seenEnd, recover };
  return `{ const { ${globalsIn(parts)} } = globalThis;
const relay = {};
for (const part of ${parts}) part(relay, ${JSON.stringify(settings)});
Object.defineProperty(globalThis, "${name}", { value: Object.freeze(relay) }); }
//# sourceURL=deno-relay`;
}

/** What the relay has to know of it. */
export const inside = {
  name,
  end,
  uncaught,
  seenEnd,
  recover,
  sourceName,
  code,
} as const;
