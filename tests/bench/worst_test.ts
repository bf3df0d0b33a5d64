import { assertEquals } from "@std/assert";
import type { StoredRun } from "../../bench/stored_runs.ts";
import { worstOf, worstTable } from "../../bench/worst.ts";
import { storedRun } from "./a_run.ts";

/** The run of another machine, on which all take so many times as long as the best peer. */
function runOn(processor: string, ratio: number): StoredRun {
  return {
    ...storedRun,
    machine: { ...storedRun.machine, processor },
    rows: storedRun.rows.map((row) => ({
      ...row,
      ratioToBestPeer: row.ratioToBestPeer && ratio,
    })),
  };
}

Deno.test("worstOf() is the machine with the highest ratio to the best peer, of this project alone", () => {
  const runs = [runOn("a", 0.9), storedRun, runOn("c", 2), runOn("d", 1.5)];
  assertEquals(worstOf(runs), [
    { work: "adam", n: 1000, threads: 1, ratio: 2, machine: "c" },
  ]);
  assertEquals(worstOf([storedRun])[0]!.ratio, 0.5);
  assertEquals(worstOf([]), []);
});

Deno.test("worstTable() has a line for each work, n and number of threads", () => {
  assertEquals(worstTable(worstOf([storedRun])), [
    ["work", "n", "threads", "to best peer", "machine"],
    ["adam", "1e3", "1", "0.500", "A Processor, x64"],
  ]);
});
