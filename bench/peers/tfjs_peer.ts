/**
 * TF.js on its wasm backend, with SIMD.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import { version_wasm } from "@tensorflow/tfjs-backend-wasm";
import type { Task } from "../task.ts";
import { type Prepared, repeat, serve } from "./serve.ts";
import {
  fillWithWave,
  sampleOfMatrix,
  sampleOfParameters,
  target,
} from "./inputs.ts";

await serve({ tfjs: version_wasm }, async ({ work, size }: Task) => {
  await tf.setBackend("wasm");
  if (!await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")) {
    throw new Error("TF.js finds no SIMD here");
  }
  return work === "adam" ? adam(size) : softmaxGradient(size);
});

function wave(count: number, scale: number): Float32Array {
  const numbers = new Float32Array(count);
  fillWithWave(numbers, scale);
  return numbers;
}

function sampled(tensor: tf.Tensor, indices: number[]): number[] {
  const values = tensor.dataSync();
  return indices.map((i) => values[i]!);
}

function adam([count]: Task["size"]): Prepared {
  const weights = tf.variable(tf.zeros([count!]));
  const tensor = tf.tensor1d(wave(count!, 1));
  const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  return {
    steps: repeat(() =>
      optimizer.applyGradients([{ name: weights.name, tensor }])
    ),
    sample: () => sampled(weights, sampleOfParameters(count!)),
  };
}

/** Its products are ten times as fast when a transpose is a tensor of its own. */
function softmaxGradient(
  [positions, vocabulary, width]: Task["size"],
): Prepared {
  const hidden = tf.tensor2d(wave(positions! * width!, 2), [
    positions!,
    width!,
  ]);
  const weights = tf.tensor2d(wave(vocabulary! * width!, 0.2), [
    vocabulary!,
    width!,
  ]);
  const targets = tf.tensor1d(
    Int32Array.from({ length: positions! }, (_, i) => target(i, vocabulary!)),
    "int32",
  );
  const compute = () =>
    tf.tidy(() => {
      const scores = tf.matMul(hidden, tf.transpose(weights));
      const expected = tf.oneHot(targets, vocabulary!);
      const errors = tf.sub(tf.softmax(scores), expected);
      return tf.div(tf.matMul(tf.transpose(errors), hidden), positions!);
    });
  return {
    steps: repeat(() => compute().dispose()),
    sample: () => sampled(compute(), sampleOfMatrix(vocabulary!, width!)),
  };
}
