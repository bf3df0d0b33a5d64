import { assert, assertStringIncludes } from "@std/assert";
import { readme } from "../../bench/readme.ts";
import { rowsOf } from "../../bench/rows.ts";
import { tableText } from "../../bench/table.ts";
import { results } from "./a_run.ts";

const rows = rowsOf(results.measured);

const text = readme({
  date: new Date("2026-01-02T03:04:05Z"),
  machine: {
    processor: "A Processor, x64",
    cores: 2,
    memoryBytes: 4 * 2 ** 30,
    system: "Linux 6.1",
  },
  rounds: 3,
  results,
  rows,
});

Deno.test("bench/README.md says when, on what machine and with which versions", () => {
  assertStringIncludes(text, "on 2026-01-02");
  assertStringIncludes(text, "A Processor, x64, 2 cores, 4.0 GiB of memory");
  assertStringIncludes(
    text,
    "deno 2.9.6, thisproject 1.0.0, torch 1.0.0, numpy 1.0.0",
  );
});

Deno.test("bench/README.md has a table for each work, with its own columns", () => {
  assertStringIncludes(
    text,
    "| n | threads | implementation | GFLOP/s | ms/step | spread | peak MB | to best peer | to limit |",
  );
  assertStringIncludes(
    text,
    "| 1e3 | 1 | this project | 2000 | 0.0140 | 2.00 | 50 % | 12 | 0.500 | 1.43 |",
  );
  assertStringIncludes(
    text,
    "| work | implementation | threads | ns at 1e3 | ns at 1e4 | slope |",
  );
  assertStringIncludes(
    text,
    "| adam | this project | 1 | 2000 | 2000 | 1.00 |",
  );
});

Deno.test("what is missing is said once, what is not measured in its place and with its reason", () => {
  for (const shown of [text, tableText(rows, results.notMeasured)]) {
    const count = (part: string) => shown.split(part).length - 1;
    assert(count("optax jit is missing: jax is not installed") === 1, shown);
    assertStringIncludes(
      shown,
      "tfjs wasm, adam at 1e4, threads: 1: not measured: it took longer than 120 s",
    );
  }
  assertStringIncludes(text, "| 1e4 | 1 | tfjs wasm |  |  | not measured |");
});

Deno.test("the printed table has all rows, with those of one work and n together", () => {
  const lines = tableText(rows, results.notMeasured).split("\n")
    .filter((line) => /^│ (adam|memory|softmax|multiply)/.test(line));
  const [n, implementation] = [2, 4];
  const cell = (line: string, i: number) => line.split("│")[i]!.trim();
  const adam = lines.filter((line) => cell(line, 1) === "adam")
    .map((line) => `${cell(line, n)} ${cell(line, implementation)}`);
  assert(
    adam.join(", ") === [
      ...["1e3 this project", "1e3 torch", "1e3 numpy", "1e3 this project"],
      ...["1e3 optax jit", "1e4 this project", "1e4 optax jit"],
      "1e4 tfjs wasm",
    ].join(", "),
    adam.join(", "),
  );
  assert(lines.length === rows.length + results.notMeasured.length);
});
