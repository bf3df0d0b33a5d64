import { recordsOfColumns } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import certainGrid from "data/training/certain.json" with { type: "json" };
import certain from "data/training/certain.runs.json" with { type: "json" };
import deadRowsGrid from "data/training/dead_rows.json" with { type: "json" };
import deadRows from "data/training/dead_rows.runs.json" with { type: "json" };
import freezeGrid from "data/training/freeze.json" with { type: "json" };
import freeze from "data/training/freeze.runs.json" with { type: "json" };
import whatStopsGrid from "data/training/what_stops.json" with {
  type: "json",
};
import whatStops from "data/training/what_stops.summary.json" with {
  type: "json",
};
import { tasksOf } from "../../tools/sweep/grid.ts";
import { isKept } from "../../tools/sweep/kept_steps.ts";

const grid = [certainGrid, deadRowsGrid, freezeGrid].flat();
const runs = [...certain, ...deadRows, ...freeze];

Deno.test("the stored trainings are those that their grids ask for, in their order", () => {
  const tasks = tasksOf(grid);
  assertEquals(runs.length, tasks.length);
  for (const [i, { settings, steps, records, weights }] of runs.entries()) {
    const { settings: asked, steps: wanted, name } = tasks[i]!;
    const given: Record<string, unknown> = settings;
    for (const [setting, value] of Object.entries(asked)) {
      assertEquals(given[setting], value, name);
    }
    assertEquals(steps, wanted, name);
    const kept = Array.from({ length: steps }, (_, i) => i + 1)
      .filter((step) => isKept(step, steps));
    assertEquals(records.step, kept, name);
    assertEquals(Object.keys(weights), ["3", `${steps}`], name);
  }
});

Deno.test("the stored trainings have a row of each dead token, and finite losses", () => {
  for (const { settings, lastChange, ulps, records, steps } of runs) {
    assertEquals(lastChange.length, settings.deadTokens);
    assertEquals(ulps.length, settings.deadTokens);
    assert(lastChange.every((step) => step >= 0 && step <= steps));
    // A row that changed went somewhere.
    assert(ulps.every((sum, row) => (sum > 0) === (lastChange[row]! > 0)));
    for (const { loss, deadStill } of recordsOfColumns(records)) {
      assert(loss > 0 && Number.isFinite(loss));
      assert(deadStill >= 0 && deadStill <= 1);
    }
  }
});

Deno.test("the stored census and the stored records say the same of the last step", () => {
  for (const { lastChange, steps, records } of runs) {
    const moved = lastChange.filter((step) => step === steps).length;
    const still = 1 - moved / lastChange.length;
    assertEquals(still.toFixed(6), records.deadStill.at(-1)!.toFixed(6));
  }
});

Deno.test("the stored summary has a row for each training of its grid, in their order", () => {
  const tasks = tasksOf(whatStopsGrid);
  assertEquals(whatStops.length, tasks.length);
  for (const [i, row] of whatStops.entries()) {
    const { settings, steps, name } = tasks[i]!;
    const axes = Object.keys(whatStopsGrid[0]!.grid);
    for (const axis of axes) {
      assertEquals(row[axis as "seed"], settings[axis], name);
    }
    assertEquals([row.steps, row.failure], [steps, ""], name);
    const { lastChangeMin, lastChangeMedian, lastChangeMax } = row;
    const changes = [0, lastChangeMin, lastChangeMedian, lastChangeMax, steps];
    assertEquals(changes.toSorted((a, b) => a - b), changes, name);
    // A row that changed in the last step did not stand still in it.
    assertEquals(row.deadStill < 1, lastChangeMax === steps, name);
    const { deadTokens } = whatStopsGrid[0]!.settings;
    assert(row.distinctDeadRows >= 1 && row.distinctDeadRows <= deadTokens);
  }
});
