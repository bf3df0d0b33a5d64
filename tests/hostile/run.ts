/**
 * Makes all hostile calls of one module, from a given one on, and prints a line
 * of JSON for each as it ends. Whoever started it ends it when a call hangs.
 *
 * `deno run tests/hostile/run.ts adam/family 0`
 */
import { type HostileCall, hostileCalls } from "./calls.ts";
import { type Example, type Examples, noFunction } from "./example.ts";
import {
  type Outcome,
  outcomeOfAnswer,
  outcomeOfError,
  unwrapped,
} from "./outcome.ts";

/** What a call came to, as it is printed. */
export interface Line {
  /** The export and what was wrong. */
  call: string;
  /** What became of it; an export without an example has none to make calls of. */
  outcome:
    | Outcome
    | "memory"
    | "hang"
    | "crash"
    | "no example"
    | "wrong example";
  /** The message of the error, if there was one. */
  message?: string;
}

/** How many bytes a single call may take outside the heap. */
const memoryLimit = 2 ** 28;

if (import.meta.main) {
  const [specifier, from] = Deno.args as [string, string];
  await run(specifier, Number(from));
  Deno.exit(0);
}

async function run(specifier: string, from: number): Promise<void> {
  const name = specifier.split("/").at(-1);
  const exported: Record<string, unknown> = await import(specifier);
  const { default: examples }: { default: Examples } = await import(
    `./examples/${name}.ts`
  );
  let at = 0;
  for (const name of Object.keys(exported)) {
    const all = examples[name];
    if (all === noFunction) continue;
    if (!all) print({ call: name, outcome: "no example" });
    for (const example of all ? [all].flat() : []) {
      const calls = hostileCalls(example);
      at += calls.length;
      if (at <= from) continue;
      const left = calls.slice(Math.max(0, from - (at - calls.length)));
      await makeCalls(name, exported[name], example, left);
    }
  }
}

async function makeCalls(
  name: string,
  exported: unknown,
  example: Example,
  calls: HostileCall[],
): Promise<void> {
  const make = (values: unknown[]) =>
    (example.call ?? ((f: (...all: unknown[]) => unknown) => f(...values)))(
      exported as never,
      values,
    );
  const names = namesIn(example.given());
  let right: unknown;
  try {
    right = await unwrapped(make(Object.values(example.given())));
  } catch (error) {
    print({ call: name, outcome: "wrong example", message: `${error}` });
    return;
  }
  for (const call of calls) {
    const line: Line = { call: `${name}: ${call.words}`, outcome: "answered" };
    const before = Deno.memoryUsage().external;
    try {
      const answer = await unwrapped(make(call.values()));
      line.outcome = outcomeOfAnswer(answer, right, call);
      if (line.outcome === "silent NaN" && example.spreads) {
        line.outcome = "answered";
      }
    } catch (error) {
      line.outcome = outcomeOfError(error, call, names);
      line.message = error instanceof Error ? error.message : String(error);
    }
    if (Deno.memoryUsage().external - before > memoryLimit) {
      line.outcome = "memory";
    }
    print(line);
  }
}

/** The names of all arguments and of their members. */
function namesIn(value: unknown): string[] {
  if (
    typeof value !== "object" || value === null || ArrayBuffer.isView(value) ||
    ![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value))
  ) return [];
  return Object.entries(value)
    .flatMap(([name, member]) => [name, ...namesIn(member)])
    .filter((name) => !/^\d+$/.test(name));
}

function print(line: Line): void {
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(line) + "\n"));
}
