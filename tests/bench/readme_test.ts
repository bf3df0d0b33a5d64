import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readme } from "../../bench/readme.ts";
import { type StoredRun, storedRuns } from "../../bench/stored_runs.ts";
import { tableText } from "../../bench/table.ts";
import { granted } from "../granted.ts";
import { results, storedRun } from "./a_run.ts";

const { rows } = storedRun;
const ignore = !granted("read", "write", "run", "env");
const other: StoredRun = {
  ...storedRun,
  date: "2026-01-01",
  note: "It was warm.",
  machine: { ...storedRun.machine, processor: "Another", caches: [] },
};
// The same text, whatever the width of its columns.
const narrow = (text: string) => text.replace(/ +/g, " ").replace(/-+:?/g, "-");
const text = ignore ? "" : narrow(await readme([storedRun, other]));

Deno.test({
  name: "bench/README.md is what the stored runs say",
  ignore,
  async fn() {
    const file = new URL("../../bench/README.md", import.meta.url);
    assertEquals(
      await Deno.readTextFile(file),
      await readme(await storedRuns()),
    );
  },
});

Deno.test({
  name:
    "bench/README.md says for each machine when it was measured, what it is and with which versions",
  ignore,
  fn() {
    const parts = [
      "## A Processor, x64, 2 cores",
      ...[
        "Measured on 2026-01-02 in 3 rounds.",
        "Memory: 4.0 GiB",
        "Linux 6.1",
      ],
      ...["Caches: L1d 32K, L2 1024K", "Vector instructions: sse2, avx2"],
      "deno 2.9.6, thisproject 1.0.0, torch 1.0.0, numpy 1.0.0",
      "## Another, 2 cores",
      ...["It was warm.", "Caches: not recorded"],
    ];
    const places = parts.map((part) => text.indexOf(narrow(part)));
    assert(places.every((place) => place >= 0), `${places}\n${text}`);
    assertEquals(places, places.toSorted((a, b) => a - b));
  },
});

Deno.test({
  name: "bench/README.md has a table for each work, with its own columns",
  ignore,
  fn() {
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
  },
});

Deno.test({
  name:
    "what is missing is said once for each machine, what is not measured in its place and with its reason",
  ignore,
  fn() {
    const printed = tableText(rows, results.notMeasured);
    for (const [shown, machines] of [[text, 2], [printed, 1]] as const) {
      const count = (part: string) => shown.split(part).length - 1;
      assertEquals(
        count("optax jit is missing: jax is not installed"),
        machines,
      );
      assertStringIncludes(
        shown,
        "tfjs wasm, adam at 1e4, threads: 1: not measured: it took longer than 120 s",
      );
    }
    assertStringIncludes(text, "| 1e4 | 1 | tfjs wasm | | | not measured |");
  },
});

Deno.test("the printed table has all rows, with those of one work and n together", () => {
  const lines = tableText(rows, results.notMeasured).split("\n")
    .filter((line) => /^│ (adam|memory|softmax|multiply|root)/.test(line));
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
