import { f32 } from "adam";
import { VectorAdam, type VectorPool, vectorPool } from "adam/vector";
import type { Examples } from "../example.ts";

const pool = await vectorPool({ threads: 1 });

// One array of each kind for all calls: a pool's memory lasts as long as it.
const [weights, hidden, gradients, into] = [6, 8, 6, 6].map((length) =>
  pool.float32(length)
);
const settings = () => ({
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.1,
});

/** An Adam before its first step. */
const atStart = () => new VectorAdam(pool, filled(weights!, 1), settings());

const filled = (array: Float32Array, value: number) => array.fill(value);
const batch = () => ({
  hidden: filled(hidden!, 0.5),
  targets: [0, 1, 2, 0],
  width: 2,
});

/** Sets members as a script without types would; one that cannot be set stays. */
function set(target: object, members: unknown): void {
  for (const [name, value] of Object.entries(members ?? {})) {
    Reflect.set(target, name, value);
  }
}

export default {
  vectorPool: {
    given: () => ({ options: { threads: 1, formulation: "torch-fused" } }),
    options: ["options"],
    call: async (
      start: (options?: unknown) => Promise<VectorPool>,
      values: unknown[],
    ) => {
      using started = await start(...values);
      return started.threads;
    },
  },
  VectorAdam: [
    {
      given: () => ({
        pool,
        weights: filled(weights!, 1),
        options: { ...settings(), moments: f32 },
      }),
      options: ["options"],
      call: (
        construct: new (...values: unknown[]) => VectorAdam,
        values: unknown[],
      ) => {
        const { firstMoment, settings } = new construct(...values);
        return { firstMoment, settings };
      },
    },
    {
      given: () => {
        const { firstMoment, secondMoment } = atStart();
        return {
          gradients: filled(gradients!, 0.5),
          firstMoment,
          secondMoment,
          weights: weights!,
          stepsTaken: 0,
          settings: settings(),
        };
      },
      call: (_: unknown, [gradients, ...members]: unknown[]) => {
        const adam = atStart();
        const [firstMoment, secondMoment, weights, stepsTaken, settings] =
          members;
        set(adam, { firstMoment, secondMoment, weights, stepsTaken });
        set(adam.settings, settings);
        adam.step(gradients as Float32Array);
        return adam.weights;
      },
    },
  ],
  softmaxOutputGradient: {
    given: () => ({
      pool,
      output: {
        ...batch(),
        weights: filled(weights!, 1),
        into: into!,
        tokens: [0, 1, 2],
      },
    }),
  },
  softmaxOutputStep: {
    given: () => ({ adam: atStart(), batch: batch() }),
  },
} satisfies Examples;
