/**
 * Every export of lib/ called with hostile values in place of each argument and
 * of each of its members: refused by name or answered, never NaN by silence,
 * never a hang. The exports are found, not listed: one without an example in
 * hostile/examples/ fails here.
 */
import { assertEquals } from "@std/assert";
import denoJson from "../deno.json" with { type: "json" };
import { granted } from "./granted.ts";
import type { Line } from "./hostile/run.ts";

/** How long a call may take: far longer than any does, also beside other tests. */
const secondsPerCall = 20;

const modules = Object.keys(denoJson.imports)
  .filter((name) => /^adam(\/|$)/.test(name));

Deno.test({
  name:
    "every export of lib/ refuses hostile values by name or answers them, without NaN and without a hang",
  ignore: !granted("read", "run"),
  async fn() {
    const lines: Line[] = [];
    const left = [...modules];
    const oneAfterTheOther = async () => {
      for (let name; (name = left.shift());) lines.push(...await calls(name));
    };
    await Promise.all([oneAfterTheOther(), oneAfterTheOther()]);
    console.log(inWords(lines));
    const bad = lines.filter(({ outcome }) =>
      outcome !== "refused" && outcome !== "answered"
    );
    assertEquals(bad.slice(0, 100), []);
  },
});

/** "30,888 calls: 24,000 refused by name, 6,888 answered, 0 hangs, …" */
function inWords(lines: readonly Line[]): string {
  const count = (outcome: Line["outcome"]) =>
    lines.filter((line) => line.outcome === outcome).length.toLocaleString(
      "en",
    );
  return `${lines.length.toLocaleString("en")} calls: ` +
    `${count("refused")} refused by name, ${count("answered")} answered, ` +
    `${count("hang")} hangs, ${count("silent NaN")} silent NaN, ` +
    `${count("not a number")} answers without a number, ` +
    `${count("foreign error")} errors of others, ${
      count("not named")
    } without a name, ` +
    `${count("typo ignored")} typos ignored, ${count("memory")} beyond memory`;
}

/**
 * All calls of a module. A process that is silent for too long is ended, and
 * another one goes on behind the call; after three of them, none.
 */
async function calls(module: string): Promise<Line[]> {
  const lines: Line[] = [];
  let stopped = 0;
  while (true) {
    const { ended, made } = await callsFrom(module, lines.length);
    lines.push(...made);
    if (ended === 0 || stopped === 3) return lines;
    stopped++;
    const after = lines.at(-1)?.call ?? "its first call";
    const outcome = ended === "hang" ? "hang" : "crash";
    lines.push({ call: `${module}, the call after ${after}`, outcome });
  }
}

async function callsFrom(
  module: string,
  from: number,
): Promise<{ ended: number | "hang"; made: Line[] }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      "--no-check",
      "--v8-flags=--max-old-space-size=1024",
      new URL("hostile/run.ts", import.meta.url).pathname,
      module,
      `${from}`,
    ],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let isHanging = false;
  const kill = () => {
    isHanging = true;
    child.kill("SIGKILL");
  };
  let timer = setTimeout(kill, 1000 * secondsPerCall);
  let text = "";
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    clearTimeout(timer);
    timer = setTimeout(kill, 1000 * secondsPerCall);
    text += piece;
  }
  clearTimeout(timer);
  const { code } = await child.status;
  const made = text.split("\n").slice(0, -1).map((line) => JSON.parse(line));
  return { ended: isHanging ? "hang" : code, made };
}
