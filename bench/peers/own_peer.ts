/**
 * This project.
 *
 * @module
 */
import { bf16, f32 } from "adam";
import { trainingRun } from "adam/training";
import { softmaxOutputGradient, VectorAdam, vectorPool } from "adam/vector";
import {
  fillWithWave,
  sampleOfMatrix,
  sampleOfParameters,
  settingsOfTraining,
  target,
} from "./inputs.ts";
import { repeat, serve } from "./serve.ts";

await serve({}, async ({ work, size, threads }) => {
  if (work === "training") return await training(size, threads);
  const pool = await vectorPool({ threads });
  const filled = (count: number, scale: number) => {
    const array = pool.float32(count);
    fillWithWave(array, scale);
    return array;
  };

  if (work !== "softmax-gradient") {
    const [count] = size as [number];
    const gradients = filled(count, 1);
    const weights = pool.float32(count);
    const moments = work === "adam" ? f32 : bf16;
    const adam = new VectorAdam(pool, weights, { moments });
    return {
      steps: repeat(() => adam.step(gradients)),
      sample: () => sampleOfParameters(count).map((i) => weights[i]!),
    };
  }

  const [positions, vocabulary, width] = size as [number, number, number];
  const weights = filled(vocabulary * width, 0.2);
  const hidden = filled(positions * width, 2);
  const into = pool.float32(vocabulary * width);
  const targets = Uint32Array.from(
    { length: positions },
    (_, i) => target(i, vocabulary),
  );
  const output = { weights, hidden, targets, width, into };
  return {
    steps: repeat(() => softmaxOutputGradient(pool, output)),
    sample: () => sampleOfMatrix(vocabulary, width).map((i) => into[i]!),
  };
});

/** Sampled are the loss of the first step, and the mean gradient of a dead row. */
async function training(size: readonly number[], threads: number) {
  const settings = settingsOfTraining(size);
  const run = await trainingRun({ ...settings, storage: "f32", threads });
  const records = run.steps(1e9);
  let first: number[] | undefined;
  return {
    steps: repeat(() => {
      const { loss, deadGradientMean } = records.next().value!;
      first ??= [loss, deadGradientMean];
    }),
    sample: () => first!,
  };
}
