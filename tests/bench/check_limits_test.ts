import { assertThrows } from "@std/assert";
import { checkLimits } from "../../bench/check_limits.ts";
import { Obstacle } from "../../tools/shared/task.ts";
import { storedRun } from "./a_run.ts";

/** The rows of a run in which one implementation has this ratio to its limit. */
function rowsWith(implementation: string, ratioToLimit: number) {
  return storedRun.rows.map((row) =>
    row.implementation === implementation && row.work === "adam"
      ? { ...row, ratioToLimit }
      : row
  );
}

Deno.test("checkLimits() stops the benchmark where this project is faster than its limit by more than 3 %", () => {
  assertThrows(
    () => checkLimits(rowsWith("this project", 0.969)),
    Obstacle,
    "adam at 1e3, threads: 1: 0.969",
  );
  checkLimits(rowsWith("this project", 0.971));
  checkLimits(storedRun.rows);
});

Deno.test("checkLimits() lets peers be faster, as their registers may be wider", () => {
  checkLimits(rowsWith("torch", 0.3));
});
