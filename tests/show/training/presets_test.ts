/** What the presets of a training in a page say is to be seen is what happens. */
import { identicalRows, matrix } from "adam/matrix";
import {
  type TrainingRecord,
  type TrainingRun,
  trainingRun,
} from "adam/training";
import { assert, assertEquals } from "@std/assert";
import {
  type TrainingPreset,
  trainingPresets,
} from "../../../lib/show/explorable/training/presets.ts";

/** The records of a preset up to a step, the first of them at index 1. */
async function recordsOf(
  name: string,
  last: number,
  seed: number,
): Promise<TrainingRecord[]> {
  using run = await trainingRun({ ...preset(name).settings, seed });
  return [undefined as never, ...run.steps(last)];
}

function preset(name: string): TrainingPreset {
  return trainingPresets.find((preset) => preset.name === name)!;
}

const seeds = [0, 1, 2];

Deno.test("PyTorch's defaults: no dead row moves in the first steps, and by step 100 nearly all march, as one", async () => {
  for (const seed of seeds) {
    const records = await recordsOf("PyTorch’s defaults", 100, seed);
    for (const { deadStill, ownTokenProbability } of records.slice(1, 4)) {
      assertEquals(deadStill, 1);
      assert(ownTokenProbability > 0.99);
    }
    const last = records.at(-1)!;
    assert(last.deadStill < 0.1 && last.deadAlike > 0.9);
    assert(last.ownTokenProbability < 0.6);
  }
});

Deno.test("GPT-2's 0.02: at step 1 the dead rows move as far as the live ones, all one way, and at step 10 farther", async () => {
  for (const seed of seeds) {
    const records = await recordsOf("GPT-2’s 0.02", 10, seed);
    const [, first, , , , , , , , , tenth] = records;
    assert(first!.deadMoveMedian > 0.99 * first!.liveMoveMean);
    assert(first!.deadAlike > 0.95 && first!.ownTokenProbability < 0.01);
    assert(tenth!.deadMoveMedian > 1.5 * tenth!.liveMoveMean);
  }
});

Deno.test("untied: though σ = 1, the dead rows move as far as the live ones from step 1 on", async () => {
  assertEquals(preset("untied").settings.sigma, 1);
  for (const seed of seeds) {
    const [, first] = await recordsOf("untied", 1, seed);
    assert(first!.deadMoveMedian > 0.99 * first!.liveMoveMean);
    assert(first!.ownTokenProbability < 0.01);
  }
});

Deno.test("bf16 until it freezes: at step 100 all dead rows move, from 800 to 1000 none, and the live rows still do", async () => {
  // With seed 2 the last row stops at step 2888; the preset has seed 0.
  const records = await recordsOf("bf16 until it freezes", 1000, 0);
  assertEquals(records[100]!.deadStill, 0);
  assert(records[100]!.deadAlike > 0.99);
  for (const { deadStill, liveMoveMean } of records.slice(800)) {
    assertEquals(deadStill, 1);
    assert(liveMoveMean > 5e-4);
  }
});

Deno.test("bf16, all in one point: at step 800 all dead rows are equal in every number, and at step 450 no two", async () => {
  const { settings } = preset("bf16, all in one point");
  const different = (run: TrainingRun) => {
    const { vocabulary, deadTokens, width } = run.settings;
    const { weights } = run.weights.tokens!;
    const dead = weights.subarray((vocabulary - deadTokens) * width);
    const groups = identicalRows(matrix(deadTokens, width, [...dead]));
    return deadTokens - groups.flat().length + groups.length;
  };
  for (const seed of seeds) {
    using run = await trainingRun({ ...settings, seed });
    for (const step of [450, 800]) {
      while (run.stepsTaken < step) [...run.steps(50)];
      assertEquals(different(run), step === 450 ? 150 : 1, `seed ${seed}`);
    }
  }
});

Deno.test("decay alone: a dead row moves by ηλ|w| in each step, to within a tenth, though all tokens but it are learned", async () => {
  const { settings } = preset("decay alone");
  using run = await trainingRun(settings);
  const { vocabulary, deadTokens, width, learningRate } = run.settings;
  const { weightDecay, epsilon } = run.settings;
  const dead = run.weights.tokens!.weights
    .subarray((vocabulary - deadTokens) * width);
  const norm = () => {
    let sum = 0;
    for (const x of dead) sum += x * x;
    return Math.sqrt(sum / deadTokens);
  };
  const start = norm();
  for (const { step, deadMoveMedian, deadGradientMedian } of run.steps(150)) {
    const decay = learningRate * weightDecay * norm();
    assert(Math.abs(deadMoveMedian / decay - 1) < 0.1, `step ${step}`);
    // Of one number of the row, not of all.
    assert(deadGradientMedian / Math.sqrt(width) < epsilon / 20);
  }
  // (1 − 0.0005)^150 = 0.928
  assert(Math.abs(norm() / start - 0.928) < 0.01);
});

Deno.test("with a width of 32 dead rows would move at σ = 1 from step 1 on: what presets.ts says of it", async () => {
  const settings = { ...preset("PyTorch’s defaults").settings, width: 32 };
  using run = await trainingRun(settings);
  const [first] = run.steps(1);
  assertEquals(first!.deadStill, 0);
});
