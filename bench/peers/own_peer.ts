/**
 * This project.
 *
 * @module
 */
import { bf16, f32 } from "adam";
import { matrix, product } from "adam/matrix";
import { trainingRun } from "adam/training";
import { softmaxOutputGradient, VectorAdam, vectorPool } from "adam/vector";
import {
  fillWithWave,
  sampleOfMatrix,
  sampleOfParameters,
  settingsOfTraining,
  target,
  wave,
} from "./inputs.ts";
import { repeat, serve } from "./serve.ts";

await serve({}, async ({ work, size, threads }) => {
  if (work === "training") return await training(size, threads);
  if (work === "product") return products(size);
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

/** In binary64, and each time a new matrix, as the library gives it. */
function products(size: readonly number[]) {
  const [rows, columns, width] = size as [number, number, number];
  const filled = (rows: number, scale: number) => {
    const values = new Float64Array(rows * width);
    for (let i = 0; i < values.length; i++) values[i] = scale * wave(i);
    return matrix(rows, width, values);
  };
  const [a, b] = [filled(rows, 2), filled(columns, 0.2)];
  let into = product(a, b);
  return {
    steps: repeat(() => into = product(a, b)),
    sample: () => sampleOfMatrix(rows, columns).map((i) => into.values[i]!),
  };
}

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
