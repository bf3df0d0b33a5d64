import { assertEquals } from "@std/assert";
import { tasksOf } from "../../tools/sweep/grid.ts";
import { progressOf } from "../../tools/sweep/progress.ts";

const minute = 60_000;

/** Tells of three trainings of 100 steps; the clock is set by hand. */
function watched() {
  const tasks = tasksOf({ steps: 100, grid: { seed: [0, 1, 2] } });
  const lines: string[] = [];
  let now = 0;
  const tell = progressOf(tasks, (line) => lines.push(line), () => now);
  return {
    lines,
    at(minutes: number, task: number, news: Parameters<typeof tell>[1]) {
      now = minutes * minute;
      tell(tasks[task]!, news);
    },
  };
}

Deno.test("the time left is that of the steps left, by all workers together", () => {
  const { lines, at } = watched();
  at(0, 0, 0);
  at(0, 1, 0);
  at(10, 1, 50);
  // 150 steps in 10 minutes; 150 are left.
  at(10, 0, 100);
  at(10, 0, "stored");
  assertEquals(lines, [
    "0 of 3 stored, about 50 min left; seed=1 is at step 50",
    "1 of 3 stored, about 10 min left; seed=0 is at step 100",
  ]);
});

Deno.test("steps of an earlier call took no time in this one", () => {
  const { lines, at } = watched();
  at(0, 0, 90);
  // 10 steps in 1 minute, not 100; 200 are left.
  at(1, 0, 100);
  at(1, 0, "stored");
  assertEquals(
    lines.at(-1),
    "1 of 3 stored, about 20 min left; seed=0 is at step 100",
  );
});

Deno.test("what another call runs, or ran meanwhile, is not waited for in the time left", () => {
  const { lines, at } = watched();
  at(0, 0, "elsewhere");
  at(0, 1, 0);
  at(1, 1, 100);
  at(1, 1, "stored");
  at(3, 2, 0);
  at(4, 2, 100);
  at(4, 2, "stored");
  at(4, 0, "stored");
  assertEquals(lines, [
    "seed=0 is run by another call",
    "0 of 3 stored, about 1 min left; seed=1 is at step 100",
    "1 of 3 stored, about 1 min left; seed=1 is at step 100",
    "1 of 3 stored, about 3 min left; seed=2 is at step 0",
    "1 of 3 stored; seed=2 is at step 100",
    "2 of 3 stored; seed=2 is at step 100",
    "3 of 3 stored; seed=0 is at step 100",
  ]);
});

Deno.test("a training that ends early leaves no steps", () => {
  const { lines, at } = watched();
  at(0, 0, 0);
  at(1, 0, 4);
  at(1, 0, "stored");
  // 4 steps in 1 minute; 200 are left, not 296.
  assertEquals(
    lines.at(-1),
    "1 of 3 stored, about 50 min left; seed=0 is at step 4",
  );
});
