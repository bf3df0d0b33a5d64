/**
 * jax-js on its wasm backend.
 *
 * @module
 */
import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  nn,
  numpy as np,
} from "@jax-js/jax";
import type { Task } from "../task.ts";
import { type Prepared, serve } from "./serve.ts";
import {
  fillWithWave,
  sampleOfMatrix,
  sampleOfParameters,
  target,
} from "./inputs.ts";

/** Adam by its own operations, compiled; its `@jax-js/optax` is a package apart. */
const adamStep = jit((
  weights: np.Array,
  gradients: np.Array,
  firstMoment: np.Array,
  secondMoment: np.Array,
  stepSize: np.Array,
  rootCorrection: np.Array,
): np.Array[] => {
  const m = firstMoment.mul(0.9).add(gradients.ref.mul(0.1));
  const v = secondMoment.mul(0.999).add(
    gradients.ref.mul(gradients).mul(0.001),
  );
  const root = np.sqrt(v.ref).mul(rootCorrection).add(1e-8);
  return [weights.sub(m.ref.mul(stepSize).div(root)), m, v];
});

const version = import.meta.resolve("@jax-js/jax").match(
  /jax\/([\d.]+)\//,
)![1]!;

await serve({ "jax-js": version }, async ({ work, size, threads }: Task) => {
  // It starts as many workers as there seem to be cores.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: threads });
  await init("wasm");
  defaultDevice("wasm");
  return work === "adam" ? adam(size) : softmaxGradient(size);
});

function wave(count: number, scale: number): np.Array {
  const numbers = new Float32Array(count);
  fillWithWave(numbers, scale);
  return np.array(numbers);
}

async function sampled(array: np.Array, indices: number[]): Promise<number[]> {
  const values = await array.ref.data();
  return indices.map((i) => values[i]!);
}

function adam([count]: Task["size"]): Prepared {
  const gradients = wave(count!, 1);
  let [w, m, v] = [0, 1, 2].map(() => np.zeros([count!])) as Three;
  let t = 0;
  return {
    async steps(number) {
      for (let i = 0; i < number; i++) {
        t++;
        const stepSize = np.array(1e-3 / (1 - 0.9 ** t));
        const correction = np.array(1 / Math.sqrt(1 - 0.999 ** t));
        [w, m, v] = adamStep(
          ...[w, gradients.ref, m, v, stepSize, correction] as const,
        ) as Three;
      }
      await blockUntilReady([w, m, v]);
    },
    sample: () => sampled(w, sampleOfParameters(count!)),
  };
}

type Three = [np.Array, np.Array, np.Array];

/**
 * Without `jit`, which makes one kernel of the errors and their product: at the
 * larger size that asks for more than the 4 GiB there are.
 */
function softmaxGradient(
  [positions, vocabulary, width]: Task["size"],
): Prepared {
  const hidden = wave(positions! * width!, 2).reshape([positions!, width!]);
  const weights = wave(vocabulary! * width!, 0.2).reshape([
    vocabulary!,
    width!,
  ]);
  const targets = np.array(
    Int32Array.from({ length: positions! }, (_, i) => target(i, vocabulary!)),
  );
  const once = () => {
    const scores = np.matmul(hidden.ref, weights.ref.transpose());
    const errors = nn.softmax(scores).sub(nn.oneHot(targets.ref, vocabulary!));
    return np.matmul(errors.transpose(), hidden.ref).div(positions!);
  };
  return {
    async steps(number) {
      for (let i = 0; i < number; i++) {
        const gradient = once();
        await blockUntilReady([gradient]);
        gradient.dispose();
      }
    },
    sample: () => sampled(once(), sampleOfMatrix(vocabulary!, width!)),
  };
}
