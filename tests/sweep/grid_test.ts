import { assertEquals, assertThrows } from "@std/assert";
import { rmsNorm } from "adam/language_model";
import { settingsOfTask, tasksOf } from "../../tools/sweep/grid.ts";

Deno.test("a grid asks for every combination, the last axis running fastest", () => {
  const tasks = tasksOf({
    steps: 7,
    settings: { storage: "f32" },
    grid: { sigma: [1, 0.02], tied: [true, false], seed: { from: 3, to: 4 } },
  });
  assertEquals(tasks.length, 8);
  assertEquals(tasks[1], {
    name: "sigma=1,tied=true,seed=4",
    steps: 7,
    settings: { storage: "f32", sigma: 1, tied: true, seed: 4 },
  });
  assertEquals(tasks.at(-1)!.name, "sigma=0.02,tied=false,seed=4");
});

Deno.test("a grid without axes is one training, and blocks follow each other", () => {
  assertEquals(tasksOf({ steps: 1 }), [
    { name: "alone", steps: 1, settings: {} },
  ]);
  const two = tasksOf([{ steps: 1 }, { steps: 2, grid: { seed: [5] } }]);
  assertEquals(two.map(({ name }) => name), ["alone", "seed=5"]);
});

Deno.test("a range goes on by adding or by multiplying, up to its end", () => {
  const values = (range: unknown) =>
    tasksOf({ steps: 1, grid: { learningRate: range } })
      .map(({ settings }) => settings.learningRate);
  assertEquals(values({ from: 0.1, to: 0.3, by: 0.1 }), [0.1, 0.2, 0.3]);
  assertEquals(values({ from: 1e-4, to: 1e-2, times: 10 }), [1e-4, 1e-3, 1e-2]);
  assertEquals(values({ from: 1, to: 3 }), [1, 2, 3]);
  assertEquals(values({ from: 1, to: 2.5 }), [1, 2]);
});

Deno.test("a task names its normalization", () => {
  const { normalization } = settingsOfTask({ normalization: "rmsNorm" });
  assertEquals(normalization, rmsNorm);
});

for (
  const [grid, words] of [
    [[], "it has no block"],
    ["x", "block 1: it must be a record"],
    [{}, "block 1: steps must be a positive integer: it is undefined"],
    [{ steps: 1.5 }, "steps must be a positive integer: it is 1.5"],
    [{ steps: 1, seeds: 3 }, "seeds is none of steps, settings, grid"],
    [{ steps: 1, grid: { lr: [0.1] } }, "lr"],
    [{ steps: 1, settings: { beta2: 1 } }, "beta2 must be in [0, 1)"],
    [{ steps: 1, settings: { normalization: "none" } }, "normalization"],
    [{ steps: 1, settings: { deadTokens: 0 } }, "deadTokens must not be 0"],
    [{ steps: 1, grid: { seed: [] } }, "seed has no value"],
    [{ steps: 1, grid: { seed: { from: 2, to: 1 } } }, "seed has no value"],
    [{ steps: 1, grid: { seed: 3 } }, "seed must be a record"],
    [
      { steps: 1, grid: { seed: { from: 0, to: 9, by: 0 } } },
      "seed must be a list, or a range",
    ],
    [
      { steps: 1, grid: { seed: { from: 0, to: 9, times: 2 } } },
      "seed must be a list, or a range",
    ],
    [
      { steps: 1, grid: { seed: { from: 1, to: 9, by: 1, times: 2 } } },
      "seed must be a list, or a range",
    ],
    [
      { steps: 1, grid: { seed: { from: 0, to: 1e9 } } },
      "seed has too many values",
    ],
    [
      { steps: 1, settings: { seed: 1 }, grid: { seed: [2] } },
      "seed is in settings and in grid",
    ],
    [
      [{ steps: 1, grid: { seed: [1] } }, { steps: 2, grid: { seed: [1] } }],
      "two trainings are named seed=1",
    ],
    [{ steps: 1, grid: { constructor: [1] } }, "constructor is no setting"],
    [{ steps: 1, settings: { constructor: "keys" } }, "is no setting"],
    [
      { steps: 1, grid: { stream: [[1, 2]] } },
      "stream must be a number, a text",
    ],
    [{ steps: 1, settings: { sigma: null } }, "sigma must be a number, a text"],
    [
      { steps: 1, grid: { seed: { from: 1, to: 6e4 }, tied: [true, false] } },
      "block 1: with it the grid asks for 120000 trainings: at most 100000",
    ],
    [
      Array(2).fill({ steps: 1, grid: { seed: Array(6e4).fill(0) } }),
      "block 2: with it the grid asks for 120000 trainings: at most 100000",
    ],
    [
      [{ steps: 1 }, { steps: 1, grid: { epsilon: [-1] } }],
      "block 2: Cannot train as epsilon",
    ],
  ] as [unknown, string][]
) {
  Deno.test(`a grid is refused before anything runs: ${JSON.stringify(grid).slice(0, 99)}`, () => {
    assertThrows(() => tasksOf(grid), Error, words);
  });
}

Deno.test("a task names the text that it trains on", () => {
  const { stream } = settingsOfTask({ stream: "pride_and_prejudice" });
  assertEquals((stream as ArrayLike<number>).length, 178_236);
  const [one] = tasksOf({
    steps: 1,
    grid: { stream: ["pride_and_prejudice"] },
  });
  assertEquals(one!.name, "stream=pride_and_prejudice");
  const wrong = { steps: 1, settings: { stream: "emma" } };
  assertThrows(() => tasksOf(wrong), Error, "stream must be zipf");
});

Deno.test("a training whose name is too long for a file is refused", () => {
  const names = ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"]
    .concat(["sigma", "positionSigma", "outputSigma"]);
  const long = Object.fromEntries(names.map((name) => [name, [0.1 + 0.2]]));
  const tasks = (grid: unknown) => tasksOf({ steps: 1, grid });
  assertThrows(() => tasks({ ...long, seed: [1234567] }), Error, "too many");
  assertEquals(tasks(long).length, 1);
});
