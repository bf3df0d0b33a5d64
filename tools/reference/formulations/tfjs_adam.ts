/**
 * Writes data/formulations/tfjs.json: TF.js's Adam on its cpu backend, binary32.
 *
 *     deno run --allow-read --allow-write=data --allow-env tools/reference/formulations/tfjs_adam.ts
 *
 * It has no weight decay; the runs with one take place without.
 */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import torch from "../../../data/formulations/torch_fused.json" with {
  type: "json",
};
import {
  digest,
  gradientsAt,
  sample,
  startingWeights,
  steps,
} from "./sequences.ts";
import { writeFile } from "../../shared/write_file.ts";

type Options = Record<string, number>;

/** Weights, first and second moments after each step. */
async function* run(name: string, options: Options) {
  const weights = tf.variable(tf.tensor1d(startingWeights()));
  const adam = tf.train.adam(
    options.learningRate,
    options.beta1,
    options.beta2,
    options.epsilon,
  );
  for (let step = 1; step <= steps; step++) {
    const tensor = tf.tensor1d(gradientsAt(step, name));
    adam.applyGradients([{ name: weights.name, tensor }]);
    const [, firstMoment, secondMoment] = await adam.getWeights();
    yield [weights, firstMoment!.tensor, secondMoment!.tensor]
      .map((values) => Float32Array.from(values.dataSync()));
  }
}

/** A column of a run: the digest of each step, and the sample of all steps. */
function kept(rows: Float32Array[]) {
  const bits = rows.flatMap((row) => sample.map((i) => row[i]!));
  const bytes = new Uint8Array(Float32Array.from(bits).buffer);
  return { digests: rows.map(digest), sample: bytes.toBase64() };
}

await tf.setBackend("cpu");
const runs = [];
for (const { name, options: { weightDecay: _, ...options } } of torch.runs) {
  const states = await Array.fromAsync(run(name, options));
  const [weight, firstMoment, secondMoment] = [0, 1, 2].map((i) =>
    kept(states.map((state) => state[i]!))
  );
  runs.push({ name, options, weight, firstMoment, secondMoment });
}
const { deno, v8 } = Deno.version;
const document = {
  source: "TF.js, tf.train.adam, backend cpu",
  versions: { deno, v8, tfjs: tf.version_core },
  command:
    "deno run --allow-read --allow-write=data --allow-env tools/reference/formulations/tfjs_adam.ts",
  seed: torch.seed,
  precision: "float32",
  defaultEpsilon: tf.backend().epsilon(),
  gradients: torch.gradients,
  runs,
};
const file = new URL("../../../data/formulations/tfjs.json", import.meta.url);
await writeFile(file, JSON.stringify(document, null, 2) + "\n");
