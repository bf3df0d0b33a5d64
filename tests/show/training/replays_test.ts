/** The trainings that a page replays are those that `deno task sweep` stored. */
import replays from "data/training/replays.json" with { type: "json" };
import runs from "data/training/dead_rows.runs.json" with { type: "json" };
import { assert, assertEquals } from "@std/assert";
import { trainingSettings } from "adam/training";
import type { StoredTraining } from "../../../lib/show/explorable/training/stored_training.ts";
import { replayed, replayedSteps } from "./replays.ts";

Deno.test("the stored replays are of the settings that write_replays.ts has, and have the records of the sweep to five digits", () => {
  assertEquals(Object.keys(replays), Object.keys(replayed));
  for (const [name, replay] of Object.entries(replays)) {
    const stored = replay as StoredTraining;
    const settings = trainingSettings(replayed[name]);
    assertEquals(trainingSettings(stored.settings), settings);
    assertEquals(stored.steps.at(-1), replayedSteps);
    const { stream, seed, sigma, storage } = settings;
    const run = runs.find(({ settings: of }) =>
      of.stream === stream && of.seed === seed && of.sigma === sigma &&
      of.storage === storage && of.weightDecay === 0 && of.tied &&
      of.epsilon === 1e-8 && of.beta2 === 0.999
    )!;
    let compared = 0;
    stored.records.step.forEach((step, i) => {
      const at = run.records.step.indexOf(step!);
      if (at < 0) return;
      for (const [column, values] of Object.entries(stored.records)) {
        const expected = run.records[column as "loss"][at];
        // Rounded to five digits, and to seven.
        const error = 5.1e-5 * Math.abs(expected ?? 0);
        const distance = Math.abs((values[i] ?? 0) - (expected ?? 0));
        assertEquals(values[i] === null, expected === null);
        assert(distance <= error, `${name}, step ${step}: ${column}`);
        compared++;
      }
    });
    assert(compared > 40 * 16);
  }
});

Deno.test("a stored replay is small: a page that has two of them stays below 900 kB", () => {
  for (const stored of Object.values(replays)) {
    assert(JSON.stringify(stored).length < 80_000);
  }
});
