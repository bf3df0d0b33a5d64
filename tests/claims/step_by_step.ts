/**
 * The claims of "Adam Step-by-Step", each by the numbers that decide it.
 *
 * @module
 */
import {
  type AdamOptions,
  type AdamStep,
  adamStep,
  adamSteps,
  biasCorrection,
  f64,
  movingAverage,
  secondStepWeights,
  start,
  stepsToSettle,
  ulpDistance,
} from "adam";
import reference from "data/adam_float64.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import document from "data/step_by_step.json" with { type: "json" };
import { expandedUpdate } from "./against_torch.ts";
import {
  closedForm,
  correctionsCancel,
  everyParameterMovesByExactlyTheRate,
  farthestFromOne,
  type Numbers,
  signStepFarAboveEpsilon,
} from "./first_step.ts";

const { beta1, beta2 } = document.settings;
const { learningRate, epsilon } = stamp.settings;
const width = stamp.model.width;

/** What is computed for the claims that need neither model nor chance, by their ids. */
export const stepByStep: Record<string, () => Numbers> = {
  // V is a variance.
  A01: () => {
    const v = (gradient: (t: number) => number) =>
      last(repeat(1000, gradient)).correctedSecondMoment;
    return {
      ofAlternating: v((t) => t % 2 === 0 ? 3 : -3),
      ofConstant: v(() => 3),
      varianceOfAlternating: 9,
      varianceOfConstant: 0,
    };
  },

  // Moments after step 1.
  A03: () => {
    const { firstMoment, secondMoment } = adamStep(start, 1);
    return { shareOfG: firstMoment, shareOfGSquared: secondMoment };
  },

  // Biased toward zero.
  A04: () => {
    const forever = last(repeat(50_000, () => 1));
    const first = adamStep(start, 1);
    return {
      shareOfM: first.firstMoment / forever.firstMoment,
      shareOfV: first.secondMoment / forever.secondMoment,
    };
  },

  // From small to 1.
  A05: () => {
    const [first, second] = [beta1, beta2].map((decay) =>
      repeat(50_000, (i) => biasCorrection(decay, i + 1))
    );
    return {
      firstAt1: first![0]!,
      secondAt1: second![0]!,
      firstInTheEnd: first!.at(-1)!,
      secondInTheEnd: second!.at(-1)!,
      falls: countFalls(first!) + countFalls(second!),
      firstIsExactly1From: first!.indexOf(1) + 1,
      secondIsExactly1From: second!.indexOf(1) + 1,
    };
  },

  // A06 to A12: the rows of the table of corrections.
  ...correctionRows(),

  // Momentum settles in 10 steps.
  A13: () => settling(beta1, document.settling.firstMoment),
  // Variance settles in 1000 steps.
  A14: () => settling(beta2, document.settling.secondMoment),

  // Corrections at step 1.
  A15: () => ({
    first: biasCorrection(beta1, 1),
    second: biasCorrection(beta2, 1),
  }),

  // Corrections cancel.
  A16: correctionsCancel,
  // Sign step far above ε.
  A17: signStepFarAboveEpsilon,
  // Exactly the learning rate.
  A18: everyParameterMovesByExactlyTheRate,

  // Raw moments at step 2.
  A19: () => {
    const [ofG1, ofG2] = rawWeights(beta1);
    const [ofG1Squared, ofG2Squared] = rawWeights(beta2);
    return {
      ofG1: ofG1!,
      ofG2: ofG2!,
      ofG1Squared: ofG1Squared!,
      ofG2Squared: ofG2Squared!,
    };
  },

  // Corrections at step 2.
  A20: () => ({
    beta1Squared: beta1 ** 2,
    beta2Squared: beta2 ** 2,
    first: biasCorrection(beta1, 2),
    second: biasCorrection(beta2, 2),
  }),

  // Corrected first moment at step 2.
  A21: () => {
    const [ofG1, ofG2] = secondStepWeights().firstMoment;
    return { ofG1, ofG2 };
  },

  // Corrected second moment at step 2.
  A22: () => {
    const [ofG1Squared, ofG2Squared] = secondStepWeights().secondMoment;
    return { ofG1Squared, ofG2Squared };
  },

  // The update at step 2.
  A23: () => {
    const [m1, m2] = document.stepTwo.correctedFirstMoment.map(Number);
    const [v1, v2] = document.stepTwo.correctedSecondMoment.map(Number);
    const departures = repeat(401, (i) => (i - 200) / 20).map((ratio) => {
      const rounded = -(m1! + m2! * ratio) /
        (Math.sqrt(v1! + v2! * ratio ** 2) + epsilon);
      return Math.abs(second([1, ratio]).update / learningRate - rounded);
    });
    // Weights of 0.47 and 0.53 are off by up to 0.005 each, so the quotient is
    // off by up to 0.005 (|g1| + |g2|) / sqrt((g1^2 + g2^2) / 2), 0.01 at most.
    return { largestDeparture: Math.max(...departures) };
  },

  // Depends on history.
  A24: () => ({
    of1And2: multiplier([1, 2]),
    of2And2: multiplier([2, 2]),
    shortOf1And2: 1 - multiplier([1, 2]),
    shortOf2And2: 1 - multiplier([2, 2]),
  }),

  // Depends on magnitudes.
  A25: () => {
    const update = (gradients: number[]) =>
      second(gradients, { epsilon: 0 }).update;
    const changes = (one: number[], other: number[]) =>
      Math.abs(update(one) - update(other)) / learningRate;
    return {
      byRatio: changes([1, 2], [1, 4]),
      byCommonFactor: changes([1, 2], [2 ** 20, 2 ** 21]),
    };
  },

  // Shoved by 0.008.
  A26: () => ({
    with64: Math.sqrt(64) * learningRate,
    withMeasuredModel: Math.sqrt(width) * learningRate,
  }),

  // Small gradients, large effective rate.
  A28: () => ({
    at1em6: effectiveRate(repeat(2000, () => 1e-6)),
    at1em3: effectiveRate(repeat(2000, () => 1e-3)),
    at1: effectiveRate(repeat(2000, () => 1)),
    largestPossible: learningRate / epsilon,
  }),

  // Large gradients are damped.
  A29: () => {
    const [small, large] = [1e-3, 1e3].map((g) => repeat(2000, () => g));
    return {
      rateAt1em3: effectiveRate(small!),
      rateAt1e3: effectiveRate(large!),
      updateAt1em3: Math.abs(last(small!).update),
      updateAt1e3: Math.abs(last(large!).update),
    };
  },

  // Slowly settling from 10 to 1000.
  A35: () => {
    const factors = repeat(991, (i) => 1 / biasCorrection(beta2, 10 + i));
    return {
      rises: countFalls(factors.toReversed()),
      factorAt10: factors[0]!,
      factorAt1000: factors.at(-1)!,
    };
  },

  // Adaptive only after 1000.
  A36: () => ({
    of1And2AtStep2: multiplier([1, 2]),
    shortAtStep2: 1 - multiplier([1, 2]),
    factorAt1001: 1 / biasCorrection(beta2, 1001),
  }),

  // Typical decays.
  A38: () => {
    const [first, second] = reference.torchDefaults.betas;
    return { beta1: first!, beta2: second! };
  },

  // The correction removes the bias.
  A39: () => {
    const records = [...adamSteps(repeat(1000, () => 0.7))];
    const first = records.map((record) => record.correctedFirstMoment);
    const second = records.map((record) => record.correctedSecondMoment);
    const largestUlps = (values: number[], exact: number) =>
      Math.max(...values.map((value) => ulpDistance(value, exact, f64)));
    return {
      ratioOfM: farthestFromOne(first.map((m) => m / 0.7)),
      ratioOfV: farthestFromOne(second.map((v) => v / 0.7 ** 2)),
      largestUlpsOfM: largestUlps(first, 0.7),
      largestUlpsOfV: largestUlps(second, 0.7 * 0.7),
    };
  },

  // v remembers from step 2 on.
  A40: () => ({ weightOfG1Squared: secondStepWeights().secondMoment[0] }),

  // Closed form.
  A41: closedForm,
  // The update rule, expanded.
  A42: expandedUpdate,
};

/** What is computed of gradients without a pattern, by a seed. */
export const stepByStepOfNoise: Record<string, (seed: number) => Numbers> = {
  // Moving averages.
  A02: (seed) => {
    const gradients = noise(50, seed);
    const record = last(gradients);
    const unrolled = (decay: number, values: number[]) =>
      values.reduce(
        (sum, value, i) =>
          sum + (1 - decay) * decay ** (values.length - 1 - i) * value,
        0,
      );
    return {
      ratioOfM: record.firstMoment / unrolled(beta1, gradients),
      ratioOfV: record.secondMoment /
        unrolled(beta2, gradients.map((g) => g ** 2)),
    };
  },

  // Variance inflated until 10.
  A34: (seed) => {
    const [sequences, steps] = [1000, 10];
    const gradients = noise(sequences * steps, seed);
    const sums = Array<number>(steps).fill(0);
    for (let i = 0; i < gradients.length; i += steps) {
      const records = adamSteps(gradients.slice(i, i + steps));
      for (const { step, correctedSecondMoment: v } of records) {
        sums[step - 1]! += v;
      }
    }
    // A uniform number in [-1, 1) has a mean square of 1/3.
    const inflation = sums.map((sum) => 3 * sum / sequences);
    return {
      factorAt2: 1 / biasCorrection(beta2, 2),
      factorAt10: 1 / biasCorrection(beta2, 10),
      estimate: Math.max(...inflation.slice(1)),
    };
  },

  // Magnitude-aware.
  A37: (seed) => {
    const gradients = noise(2000, seed);
    const change = (factor: (t: number) => number, options: AdamOptions) => {
      const others = [
        ...adamSteps(gradients.map((g, t) => factor(t) * g), options),
      ];
      return Math.max(
        ...[...adamSteps(gradients, options)].map(({ update }, i) =>
          Math.abs(update - others[i]!.update) / learningRate
        ),
      );
    };
    return {
      byEverySecond: change((t) => 2 ** (t % 2), { epsilon: 0 }),
      byCommonFactor: change(() => 2 ** 20, { epsilon: 0 }),
      byCommonFactorWithEpsilon: change(() => 2 ** 20, {}),
    };
  },
};

function correctionRows(): Record<string, () => Numbers> {
  const claims = document.correctionTable.flatMap(({ step }) => {
    const first = biasCorrection(beta1, step);
    const second = biasCorrection(beta2, step);
    const toV = { toV: 1 / second };
    const others = { first, second, toM: 1 / first };
    // The x333 of step 3 does not round like the rest: a claim of its own.
    return step === 3 ? [others, toV] : [{ ...others, ...toV }];
  });
  return Object.fromEntries(
    claims.map((numbers, i) => [
      `A${String(6 + i).padStart(2, "0")}`,
      (): Numbers => numbers,
    ]),
  );
}

function settling(decay: number, step: number): Numbers {
  return {
    factor: 1 / biasCorrection(decay, step),
    timeConstant: 1 / (1 - decay),
    withinTenPercentFrom: stepsToSettle(decay, 0.1),
    withinOnePercentFrom: stepsToSettle(decay, 0.01),
  };
}

/** What $m_2$ or $v_2$ has of the first and of the second gradient. */
function rawWeights(decay: number): number[] {
  return [[1, 0], [0, 1]].map((pair) =>
    pair.reduce((average, value) => movingAverage(average, value, { decay }), 0)
  );
}

function countFalls(numbers: number[]): number {
  return numbers.filter((x, i) => i > 0 && x < numbers[i - 1]!).length;
}

function repeat(count: number, value: (index: number) => number): number[] {
  return Array.from({ length: count }, (_, index) => value(index));
}

function last(gradients: number[], options?: AdamOptions): AdamStep {
  return [...adamSteps(gradients, options)].at(-1)!;
}

function second(gradients: number[], options?: AdamOptions): AdamStep {
  return last(gradients.slice(0, 2), options);
}

function multiplier(gradients: number[]): number {
  return Math.abs(second(gradients).update) / learningRate;
}

function effectiveRate(gradients: number[]): number {
  return learningRate /
    (Math.sqrt(last(gradients).correctedSecondMoment) + epsilon);
}

/** Gradients in [-1, 1) without a pattern, the same on every machine. */
function noise(count: number, seed: number): number[] {
  let state = seed + 1;
  return repeat(count, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
