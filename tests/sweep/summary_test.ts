import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { tasksOf } from "../../tools/sweep/grid.ts";
import type { StoredRun } from "../../tools/sweep/stored_run.ts";
import { combinationsOf, rowOf, varied } from "../../tools/sweep/summary.ts";
import { summaryFigure } from "../../tools/sweep/summary_figure.ts";
import { granted } from "../granted.ts";

/** A training of which only these numbers are known. */
function stored(
  settings: StoredRun["settings"],
  [loss, deadProbability, deadStill]: [number, number | null, number],
  lastChange: number[],
): StoredRun {
  const records = {
    ...{ loss: [9, loss], deadProbability: [9, deadProbability] },
    deadStill: [9, deadStill],
  } as StoredRun["records"];
  const origin = { deno: "2", library: "1a", kernels: "relaxed-simd" } as const;
  const weights = { 3: "three", 7: "seven" };
  return {
    ...{ settings, steps: 7, ...origin, weights, records, lastChange },
    identicalDeadRows: [],
  };
}

/** Like another one, but that it failed. */
function failed({ identicalDeadRows: _, ...run }: StoredRun): StoredRun {
  return { ...run, failure: "too large" };
}

const tasks = tasksOf({
  steps: 7,
  grid: { storage: ["bf16", "f32"], sigma: [1], seed: [0, 1] },
});
const [bf16, f32] = ["bf16", "f32"].map((storage) => ({ storage, sigma: 1 }));
const runs = [
  {
    ...stored({ ...bf16, seed: 0 }, [4, 0.1, 0.5], [1, 2, 6]),
    identicalDeadRows: [[0, 2]],
  },
  stored({ ...bf16, seed: 1 }, [5, 0.3, 1], [0, 4, 5]),
  stored({ ...f32, seed: 0 }, [2, 0.5, 0], [7, 7, 7]),
  failed(stored({ ...f32, seed: 1 }, [3, 0.5, 0], [3, 3, 3])),
];

Deno.test("a row names what differs within the grid, and how to recognize the training", () => {
  assertEquals(varied(runs, tasks), ["storage"]);
  assertEquals(rowOf(runs[0]!, ["storage"]), {
    ...{ storage: "bf16", seed: 0, steps: 7, failure: "" },
    ...{ loss: 4, deadProbability: 0.1, deadStill: 0.5 },
    ...{ lastChangeMin: 1, lastChangeMedian: 2, lastChangeMax: 6 },
    distinctDeadRows: 2,
    ...{ deno: "2", library: "1a", kernels: "relaxed-simd" },
    ...{ weightsAtStep3: "three", weightsAtEnd: "seven" },
  });
});

Deno.test("a combination has the medians of its seeds, and says how many failed", () => {
  const rows = combinationsOf(runs, ["storage"]).map(({ row }) => row);
  assertEquals(rows, [
    {
      ...{ storage: "bf16", seeds: 2, failed: 0 },
      ...{ loss: 4.5, deadProbability: 0.2, deadStill: 0.75 },
      ...{ lastChangeMin: 0.5, lastChangeMedian: 3, lastChangeMax: 5.5 },
      distinctDeadRows: 2.5,
    },
    {
      ...{ storage: "f32", seeds: 2, failed: 1 },
      ...{ loss: 2.5, deadProbability: 0.5, deadStill: 0 },
      ...{ lastChangeMin: 5, lastChangeMedian: 5, lastChangeMax: 5 },
      distinctDeadRows: 3,
    },
  ]);
});

Deno.test("a number that is not finite does not spoil what is known of other seeds", () => {
  const odd = stored({ ...bf16, seed: 0 }, [4, null, 1], [1]);
  const [one] = combinationsOf([odd, runs[1]!], ["storage"]);
  assertEquals(one!.row.deadProbability, 0.3);
  assertEquals(combinationsOf([odd], [])[0]!.row.deadProbability, null);
});

Deno.test({
  name: "the figure has a line for each combination, and a dot for each seed",
  ignore: !granted("read"),
  async fn() {
    const svg = await summaryFigure(combinationsOf(runs, ["storage"]));
    assertStringIncludes(svg, "storage=bf16");
    assertStringIncludes(svg, "storage=f32");
    assertEquals(svg.match(/<circle/g)!.length, 4);
    const many = Array.from({ length: 102 }, (_, i) => ({
      ...combinationsOf(runs, ["storage"])[0]!,
      name: `combination ${i}`,
    }));
    const cut = await summaryFigure(many);
    assertStringIncludes(cut, "2 more are not drawn");
    assert(!cut.includes("combination 100"));
  },
});
