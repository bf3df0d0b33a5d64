/**
 * The operations by WebAssembly SIMD, on several threads. Which task does what
 * depends on sizes alone, so no number depends on how many threads there are.
 *
 * @module
 */
import { attentionKernels } from "./_kernel_attention.ts";
import { productKernels } from "./_kernel_products.ts";
import type { TrainingEngine } from "./_kernels.ts";
import type { Operations } from "./_operations.ts";
import { embed, embedBackward } from "./_portable_embedding.ts";
import { roundToBf16 } from "./_round_to_bf16.ts";
import type { Storage } from "./training_settings.ts";

/** The operations for a format. */
export function kernelOperations(
  engine: TrainingEngine,
  storage: Storage,
): Operations {
  const { memory, constants } = engine;
  const isLow = Number(storage !== "f32");
  const round = isLow ? roundToBf16 : () => {};
  const chunksOf = (count: number) => Math.ceil(count / constants.CHUNK);

  return {
    kernels: engine.kernels,
    allocate: (length) => memory.float32(length),
    round(values) {
      if (!isLow) return;
      const count = values.length;
      const plan = engine.plan("RoundPlan", { values, count });
      engine.run("round", chunksOf(count), plan);
    },
    embed(to, ...rest) {
      embed(to, ...rest);
      round(to.values);
    },
    embedBackward: (...all) => embedBackward(...all, round),
    add(to, a, b) {
      const count = to.length;
      const plan = engine.plan("AddPlan", { to, a, b, count, isLow });
      engine.run("add", chunksOf(count), plan);
    },
    normalize(to, scales, states, { gain, shift }, kind) {
      const { rows, columns } = states;
      const plan = engine.plan("NormalizePlan", {
        to: to.values,
        scales,
        states: states.values,
        ...{ gain, shift: shift ?? 0, rows, columns },
        isCentered: Number(kind.isCentered),
        epsilon: kind.epsilon,
        isLow,
      });
      engine.run("normalize", Math.ceil(rows / constants.ROWS), plan);
    },
    normalizeBackward(to, gradient, scales, states, learned, kind) {
      const { rows, columns } = states;
      const given = {
        gradient: gradient.values,
        scales,
        states: states.values,
        rows,
        columns,
        isLow,
      };
      // First the learned parameters: the gradient may be overwritten.
      const ofLearned = engine.plan("LearnedBackwardPlan", {
        ...given,
        gain: to.gain,
        shift: to.shift ?? 0,
      });
      const groups = Math.ceil(columns / constants.COLUMNS);
      engine.run("learnedBackward", groups, ofLearned);
      const ofStates = engine.plan("NormalizeBackwardPlan", {
        ...given,
        to: to.values,
        gain: learned.gain,
        isCentered: Number(kind.isCentered),
      });
      const tasks = Math.ceil(rows / constants.ROWS);
      engine.run("normalizeBackward", tasks, ofStates);
    },
    ...productKernels(engine, isLow),
    sumOfRows(to, { rows, columns, values }) {
      const plan = engine.plan("SumOfRowsPlan", {
        to,
        values,
        rows,
        columns,
        isLow,
      });
      engine.run("sumOfRows", Math.ceil(columns / constants.COLUMNS), plan);
    },
    ...attentionKernels(engine, isLow),
    gelu(to, x) {
      const count = x.length;
      const plan = engine.plan("GeluPlan", { to, x, count, isLow });
      engine.run("gelu", chunksOf(count), plan);
    },
    geluBackward(gradient, x) {
      const count = x.length;
      const plan = engine.plan("GeluBackwardPlan", {
        gradient,
        x,
        count,
        isLow,
      });
      engine.run("geluBackward", chunksOf(count), plan);
    },
    crossEntropy(logits, { inputs, targets }, live, { losses, dead, own }) {
      const { rows, columns } = logits;
      const { buffer } = memory;
      const at = memory.scratch({
        inputs: 4 * rows,
        targets: 4 * rows,
        measures: 8 * 3 * rows,
      });
      new Int32Array(buffer, at.inputs, rows).set(inputs);
      new Int32Array(buffer, at.targets, rows).set(targets);
      const plan = engine.plan("CrossEntropyPlan", {
        logits: logits.values,
        ...{ rows, columns, live },
        ...at,
        isLow,
      });
      engine.run("crossEntropy", Math.ceil(rows / constants.POSITIONS), plan);
      const measures = new Float64Array(buffer, at.measures, 3 * rows);
      losses.set(measures.subarray(0, rows));
      dead.set(measures.subarray(rows, 2 * rows));
      own.set(measures.subarray(2 * rows));
    },
    adamw({ weights, gradients, firstMoments, secondMoments }, scalars) {
      const { keep, decay, oneMinusBeta1, oneMinusBeta2 } = scalars;
      const { epsilon, stepSize, rootCorrection } = scalars;
      const count = weights.length;
      const plan = engine.plan("AdamwPlan", {
        ...{ weights, gradients, firstMoments, secondMoments, count },
        isLow: Number(storage === "bf16"),
        ...{ keep, decay, oneMinusBeta1, oneMinusBeta2 },
        ...{ epsilon, stepSize, rootCorrection },
      });
      engine.run("adamw", chunksOf(count), plan);
    },
    [Symbol.dispose]() {
      engine.stop();
    },
  };
}
