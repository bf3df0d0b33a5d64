/**
 * The kernels against plain TypeScript: the same model, the same batch, each
 * operation in both.
 */
import { bf16, f32 } from "adam";
import { runFormulation } from "adam/formulations";
import { initialModel, rmsNorm } from "adam/language_model";
import { trainingRun, type TrainingSettings } from "adam/training";
import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { Engine, type KernelBuild } from "../../lib/threads/mod.ts";
import { FloatTrainer } from "../../lib/training/_float_trainer.ts";
import { kernelOperations } from "../../lib/training/_kernel_operations.ts";
import { kernels as kernelsOfTraining } from "../../lib/training/_kernels.ts";
import { partOf } from "../../lib/training/_parameters.ts";
import { portableOperations } from "../../lib/training/_portable_operations.ts";
import {
  startOf,
  trainingSettings,
} from "../../lib/training/training_settings.ts";

const norm = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));

/** A trainer with the kernels, and one with plain TypeScript, of one model. */
async function both(
  given: Partial<TrainingSettings>,
  kind: KernelBuild = "simd",
) {
  const settings = trainingSettings(given);
  const start = initialModel(startOf(settings));
  const { storage } = settings;
  const engine = await Engine.start(kernelsOfTraining, 1, [kind, "simd"]);
  assert(engine !== undefined);
  const [kernels, portable] = [
    kernelOperations(engine, storage),
    portableOperations(storage),
  ].map((operations) => new FloatTrainer(settings, start, operations));
  return { start, kernels: kernels!, portable: portable! };
}

Deno.test("the kernels have the loss, the measures and every gradient of plain TypeScript, for any sizes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.nat(1000),
        layers: fc.nat(2),
        heads: fc.constantFrom(1, 2, 3),
        // Of two numbers a normalization leaves signs alone, with a gradient of 0.
        size: fc.integer({ min: 4, max: 13 }),
        feedForward: fc.integer({ min: 1, max: 21 }),
        live: fc.integer({ min: 2, max: 80 }),
        deadTokens: fc.integer({ min: 0, max: 30 }),
        batch: fc.integer({ min: 1, max: 3 }),
        sequenceLength: fc.integer({ min: 1, max: 60 }),
        tied: fc.boolean(),
        isCentered: fc.boolean(),
        storage: fc.constantFrom("f32" as const, "bf16" as const),
      }),
      fc.constantFrom("relaxed-simd" as const, "simd" as const),
      async ({ size, live, isCentered, ...settings }, kind) => {
        const given = {
          ...settings,
          width: size * settings.heads,
          vocabulary: live + settings.deadTokens,
          ...(isCentered ? {} : { normalization: rmsNorm }),
        };
        const { start, kernels, portable } = await both(given, kind);
        const [ours, expected] = [kernels, portable].map((trainer) =>
          trainer.backpropagate(start)
        );
        // Sums of some hundred numbers in binary32 in another order, through two
        // layers; an exponential to 1e-7 and an error function to 1.5e-7. In
        // bfloat16 one in some sums rounds to the other neighbour, 0.4 %.
        const isLow = settings.storage === "bf16";
        const room = isLow ? 0.05 : 2e-5;
        for (
          const name of [
            "loss",
            "deadProbability",
            "ownTokenProbability",
          ] as const
        ) {
          const [a, b] = [ours![name], expected![name]];
          assert(Math.abs(a - b) <= room * (1 + Math.abs(b)), name);
        }
        const { places } = kernels.state.layout;
        const [all, total] = [kernels, portable].map((trainer) =>
          trainer.state.gradients
        );
        for (const place of places) {
          const [a, b] = [partOf(all!, place), partOf(total!, place)];
          // What is zero but for rounding is measured by the whole gradient.
          const least = 1e-3 * norm(total!);
          assert(
            norm(a.map((x, i) => x - b[i]!)) <= room * Math.max(norm(b), least),
            place.name,
          );
        }
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("the kernels take the step of AdamW that plain TypeScript takes, to the bit", async () => {
  for (const storage of ["f32", "bf16", "mixed"] as const) {
    const { kernels, portable } = await both({
      storage,
      layers: 0,
      width: 7,
      heads: 1,
      vocabulary: 40,
      sequenceLength: 5,
      deadTokens: 3,
      weightDecay: 0.1,
      beta1: storage === "f32" ? 0.3 : 0.9,
    });
    for (const step of [1, 2, 3]) {
      for (const { state } of [kernels, portable]) {
        state.gradients.forEach((_, i) =>
          // Over 60 decades, with zeros, and squares that underflow.
          state.gradients[i] = i % 7 === 0 ? 0 : Math.sin(i * step) *
            10 ** (i % 61 - 50)
        );
      }
      kernels.update(step);
      portable.update(step);
      for (
        const name of ["weights", "firstMoments", "secondMoments"] as const
      ) {
        const bits = ({ state }: FloatTrainer) =>
          new Uint32Array(state[name].slice().buffer);
        assertEquals(bits(kernels), bits(portable));
      }
    }
  }
});

Deno.test("a weight of a training goes the way of the formulation torch-fused, to the bit", async () => {
  for (
    const [storage, format] of [
      ["f32", f32],
      ["bf16", bf16],
      ["mixed", f32],
    ] as const
  ) {
    const adam = { learningRate: 0.02, weightDecay: 0.1, epsilon: 1e-3 };
    const { kernels } = await both({
      ...adam,
      storage,
      layers: 0,
      width: 4,
      vocabulary: 10,
      sequenceLength: 5,
      deadTokens: 3,
    });
    const { state } = kernels;
    const start = state.weights.slice();
    const gradients = [0.3, -0.02, 7, 0, 1e-4].map((size, step) =>
      state.gradients.map((_, i) => format(size * Math.cos(i + step)))
    );
    const reached = gradients.map((gradient, step) => {
      state.gradients.set(gradient);
      kernels.update(step + 1);
      return state.weights.slice();
    });
    for (let i = 0; i < 40; i++) {
      const steps = runFormulation("torch-fused", gradients.map((g) => g[i]!), {
        ...adam,
        weight: start[i]!,
        weights: format,
        moments: format,
      });
      assertEquals(
        reached.map((weights) => weights[i]),
        steps.map(({ weight }) => weight),
      );
    }
  }
});

Deno.test("a model that does not fit into 4 GiB is refused, with its size", async () => {
  const engine = await Engine.start(kernelsOfTraining, 1);
  using operations = kernelOperations(engine!, "f32");
  assertThrows(
    () => operations.allocate(2 ** 30),
    RangeError,
    "Cannot train as the model and its states must stay within 4 GiB: current size is 4295032832 bytes",
  );
});

Deno.test("trainingRun() says so where a process cannot have 4 GiB of addresses", async () => {
  const { Memory } = WebAssembly;
  const settings = { layers: 0, width: 4, vocabulary: 20, deadTokens: 5 };
  try {
    WebAssembly.Memory = class {
      constructor() {
        throw new RangeError("could not allocate memory");
      }
    } as unknown as typeof Memory;
    const run = trainingRun({ ...settings, storage: "f32" });
    assertEquals(
      await run.then(() => "", (error: Error) => error.message),
      "Cannot train as 4 GiB of addresses must be free: could not allocate memory",
    );
  } finally {
    WebAssembly.Memory = Memory;
  }
});

Deno.test("no number of a training depends on how many threads there are", async () => {
  const settings = {
    layers: 2,
    width: 40,
    vocabulary: 200,
    deadTokens: 90,
    batch: 3,
    sequenceLength: 50,
  };
  for (const storage of ["f32", "bf16", "mixed"] as const) {
    const states = await Promise.all([1, 2, 3].map(async (threads) => {
      using run = await trainingRun({ ...settings, storage, threads });
      return { records: [...run.steps(2)], saved: run.save() };
    }));
    assertEquals(states[1], states[0]);
    assertEquals(states[2], states[0]);
  }
});

Deno.test("a run that was disposed of takes no more steps, and can still be saved", async () => {
  for (const storage of ["f64", "f32"] as const) {
    const settings = { layers: 0, width: 4, vocabulary: 20, deadTokens: 5 };
    const run = await trainingRun({ ...settings, storage, threads: 2 });
    const steps = run.steps(3);
    steps.next();
    run[Symbol.dispose]();
    run[Symbol.dispose]();
    for (const take of [() => run.steps(1), () => steps.next()]) {
      let message = "";
      try {
        take();
      } catch (error) {
        message = (error as Error).message;
      }
      assertEquals(
        message,
        "Cannot train as the run must be open: it was disposed of",
      );
    }
    assertEquals(run.save().step, 1);
  }
});

Deno.test("where memory cannot be shared, one thread trains on its own, in less of it, with the same bits", async () => {
  const { Memory } = WebAssembly;
  const settings = {
    ...{ layers: 1, width: 20, heads: 2, feedForward: 24, vocabulary: 50 },
    ...{ deadTokens: 20, batch: 2, sequenceLength: 12 },
  };
  const asked: WebAssembly.MemoryDescriptor[] = [];
  for (const storage of ["f32", "bf16", "mixed"] as const) {
    using shared = await trainingRun({ ...settings, storage });
    try {
      WebAssembly.Memory = class extends Memory {
        constructor(size: WebAssembly.MemoryDescriptor) {
          asked.push(size);
          if (size.shared) throw new TypeError("no shared memory");
          if (size.initial > 1024) throw new RangeError("too much");
          super(size);
        }
      } as unknown as typeof Memory;
      const more = trainingRun({ ...settings, storage, threads: 2 });
      assertEquals(
        await more.then(() => "", (error: Error) => error.message),
        "Cannot train as 4 GiB of addresses must be free: no shared memory",
      );
      using own = await trainingRun({ ...settings, storage });
      assertEquals(own.kernels, shared.kernels);
      assertEquals([...own.steps(5)], [...shared.steps(5)]);
      assertEquals(own.save(), shared.save());
      assertEquals(asked.at(-1), {
        initial: 1024,
        maximum: 1024,
        shared: false,
      });
      const large = trainingRun({ ...settings, storage, vocabulary: 2e5 });
      assertStringIncludes(
        await large.then(() => "", (error: Error) => error.message),
        "must stay within 0.0625 GiB: current size is ",
      );
    } finally {
      WebAssembly.Memory = Memory;
    }
  }
});
