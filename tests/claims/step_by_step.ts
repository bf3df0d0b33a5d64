/**
 * The claims of "Adam Step-by-Step", each decided by computing it.
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
  rowGradient,
  secondStepWeights,
  start,
  stepsToSettle,
  ulpDistance,
  uniformRowGradientNorm,
} from "adam";
import { fixed } from "adam/show";
import reference from "data/adam_float64.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import document from "data/step_by_step.json" with { type: "json" };
import {
  correctionsCancel,
  evenRowUpdateNorm,
  everyParameterMovesByExactlyTheRate,
  signStepFarAboveEpsilon,
} from "./first_step.ts";
import { asPrinted, decide, type Decision, onlyIf, printed } from "adam/claims";

const { beta1, beta2 } = document.settings;
const { learningRate, epsilon } = stamp.settings;
const { deadGradientNorm: dead, liveGradientNorm: live } = stamp.measured;
const width = stamp.model.width;

/** The decisions, by the id of the claim. */
export const stepByStep: Record<string, () => Decision> = {
  // V is a variance.
  A01: () => {
    const alternating = last(repeat(1000, (t) => t % 2 === 0 ? 3 : -3));
    const constant = last(repeat(1000, () => 3));
    const isVariance = (record: AdamStep, variance: number) =>
      Math.abs(record.correctedSecondMoment - variance) < 1e-9;
    return onlyIf(
      "the gradients have mean zero",
      isVariance(alternating, 9),
      isVariance(constant, 0),
      { correctedSecondMomentOfConstant3: constant.correctedSecondMoment },
    );
  },

  // Moving averages.
  A02: () => {
    const gradients = noise(50);
    const record = last(gradients);
    const unrolled = (decay: number, values: number[]) =>
      values.reduce(
        (sum, value, i) =>
          sum + (1 - decay) * decay ** (values.length - 1 - i) * value,
        0,
      );
    const first = unrolled(beta1, gradients);
    const second = unrolled(beta2, gradients.map((g) => g ** 2));
    const departures = {
      departureOfM: Math.abs(record.firstMoment - first),
      departureOfV: Math.abs(record.secondMoment / second - 1),
    };
    // 50 steps of three roundings each on numbers below 1.
    return decide(
      Math.max(...Object.values(departures)) < 150 * 2 ** -53,
      departures,
    );
  },

  // Moments after step 1.
  A03: () =>
    printed({
      shareOfG: [document.stepOne.firstMoment, adamStep(start, 1).firstMoment],
      shareOfGSquared: [
        document.stepOne.secondMoment,
        adamStep(start, 1).secondMoment,
      ],
    }),

  // Biased toward zero.
  A04: () => {
    const forever = last(repeat(50_000, () => 1));
    const first = adamStep(start, 1);
    const shares = {
      shareOfM: first.firstMoment / forever.firstMoment,
      shareOfV: first.secondMoment / forever.secondMoment,
    };
    return decide(Object.values(shares).every((s) => s < 0.5), shares);
  },

  // From small to 1.
  A05: () => {
    const reachesOne = (decay: number) => {
      let step = 1;
      let rises = true;
      while (biasCorrection(decay, step) < 1) {
        const [now, next] = [step, step + 1].map((t) =>
          biasCorrection(decay, t)
        );
        rises &&= next! >= now!;
        step++;
      }
      return { step, rises };
    };
    const [first, second] = [reachesOne(beta1), reachesOne(beta2)];
    return decide(first.rises && second.rises, {
      firstIsExactly1From: first.step,
      secondIsExactly1From: second.step,
    });
  },

  // A06 to A12: the rows of the table of corrections.
  ...correctionRows(),

  // Momentum settles in 10 steps.
  A13: () => settling(beta1, document.settling.firstMoment),

  // Variance settles in 1000 steps.
  A14: () => settling(beta2, document.settling.secondMoment),

  // Corrections at step 1.
  A15: () =>
    printed({
      first: [document.stepOne.firstMoment, biasCorrection(beta1, 1)],
      second: [document.stepOne.secondMoment, biasCorrection(beta2, 1)],
    }),

  // Corrections cancel.
  A16: correctionsCancel,
  // Sign step far above ε.
  A17: signStepFarAboveEpsilon,
  // Exactly the learning rate.
  A18: everyParameterMovesByExactlyTheRate,

  // Raw moments at step 2.
  A19: () => {
    const weights = (decay: number) => [
      movingAverage(movingAverage(0, 1, { decay }), 0, { decay }),
      movingAverage(movingAverage(0, 0, { decay }), 1, { decay }),
    ];
    const { rawFirstMoment, rawSecondMoment } = document.stepTwo;
    return printed({
      ofG1: [rawFirstMoment[0]!, weights(beta1)[0]!],
      ofG2: [rawFirstMoment[1]!, weights(beta1)[1]!],
      ofG1Squared: [rawSecondMoment[0]!, weights(beta2)[0]!],
      ofG2Squared: [rawSecondMoment[1]!, weights(beta2)[1]!],
    });
  },

  // Corrections at step 2.
  A20: () => {
    const {
      firstMomentShare,
      secondMomentShare,
      beta1Squared,
      beta2Squared,
    } = document.stepTwo;
    return printed({
      beta1Squared: [beta1Squared, beta1 ** 2],
      beta2Squared: [beta2Squared, beta2 ** 2],
      first: [firstMomentShare, biasCorrection(beta1, 2)],
      second: [secondMomentShare, biasCorrection(beta2, 2)],
    });
  },

  // Corrected first moment at step 2.
  A21: () => {
    const [old, fresh] = document.stepTwo.correctedFirstMoment;
    const { firstMoment } = secondStepWeights();
    return printed({
      ofG1: [old!, firstMoment[0]],
      ofG2: [fresh!, firstMoment[1]],
    });
  },

  // Corrected second moment at step 2.
  A22: () => {
    const [old, fresh] = document.stepTwo.correctedSecondMoment;
    const { secondMoment } = secondStepWeights();
    return printed({
      ofG1Squared: [old!, secondMoment[0]],
      ofG2Squared: [fresh!, secondMoment[1]],
    });
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
    const largest = Math.max(...departures);
    return asPrinted(largest <= 0.01, { largestDepartureInRates: largest });
  },

  // Depends on history.
  A24: () => {
    const moved = (gradients: number[]) =>
      Math.abs(second(gradients).update) / learningRate;
    const cancels = (multiplier: number) => Math.abs(multiplier - 1) < 1e-6;
    const [equal, different] = [moved([2, 2]), moved([1, 2])];
    return onlyIf(
      "g₂ differs from g₁",
      !cancels(different),
      !cancels(equal),
      { multiplierOf2And2: equal, multiplierOf1And2: different },
    );
  },

  // Depends on magnitudes.
  A25: () => {
    const update = (gradients: number[]) =>
      second(gradients, { epsilon: 0 }).update;
    const changes = (one: number[], other: number[]) =>
      Math.abs(update(one) - update(other)) / learningRate;
    const ratio = changes([1, 2], [1, 4]);
    const factor = changes([1, 2], [2 ** 20, 2 ** 21]);
    return onlyIf(
      "the ratio of the two is meant: a common factor still cancels",
      ratio > 0,
      factor > 0,
      { changeByRatio: ratio, changeByCommonFactor: factor },
    );
  },

  // Shoved by 0.008.
  A26: () => {
    const shove = (dimension: number) => Math.sqrt(dimension) * learningRate;
    const same = (dimension: number) =>
      fixed(shove(dimension), 3) === document.shove;
    return onlyIf("D = 64", same(64), same(width), {
      with64: shove(64),
      withMeasuredModel: shove(width),
    });
  },

  // Dead or alive alike.
  A27: () => {
    const rows = {
      liveRowAtMost: evenRowUpdateNorm(live, width),
      deadRowAtMost: evenRowUpdateNorm(dead, width),
    };
    const full = Math.sqrt(width) * learningRate;
    const isFull = (norm: number) => Math.abs(norm / full - 1) < 0.01;
    return onlyIf(
      "|g| is much larger than ε in every coordinate",
      isFull(rows.liveRowAtMost),
      isFull(rows.deadRowAtMost),
      rows,
    );
  },

  // Small gradients, large effective rate.
  A28: () => {
    const rates = [1e-6, 1e-3, 1].map((g) =>
      effectiveRate(repeat(2000, () => g))
    );
    return decide(rates[0]! > rates[1]! && rates[1]! > rates[2]!, {
      at1em6: rates[0]!,
      at1em3: rates[1]!,
      at1: rates[2]!,
      largestPossible: learningRate / epsilon,
    });
  },

  // Large gradients are damped.
  A29: () => {
    const [small, large] = [1e-3, 1e3].map((g) =>
      Math.abs(last(repeat(2000, () => g)).update)
    );
    return decide(large! < 0.9 * small!, {
      updateAt1em3: small!,
      updateAt1e3: large!,
    });
  },

  // Only pushed.
  A30: () => {
    const { vocabulary, hiddenNorm } = stamp.measured;
    const probabilities = [1e-12, 1 / vocabulary, 0.5, 1];
    const pushed = probabilities.every((p) =>
      rowGradient(p, [3, -2]).every((g, k) => Math.sign(g) === [1, -1][k])
    );
    const pull = rowGradient(1 / vocabulary, [hiddenNorm], { isTarget: true });
    return decide(pushed, {
      pushIfUniform: uniformRowGradientNorm(vocabulary, hiddenNorm),
      pullIfUniform: Math.abs(pull[0]!),
    });
  },

  // Dead tokens keep moving fast.
  A31: () => {
    const { vocabulary, hiddenNorm } = stamp.measured;
    const moved = (g: number) =>
      Math.abs(last(repeat(2000, () => g)).update) / learningRate;
    const expected = moved(uniformRowGradientNorm(vocabulary, hiddenNorm));
    const observed = moved(dead);
    return onlyIf(
      "|g| stays much larger than ε, and then as fast as live ones, no faster",
      expected > 0.5,
      observed > 0.5,
      { multiplierIfUniform: expected, multiplierIfMeasured: observed },
    );
  },

  // Until the gradients shrink.
  A32: () => {
    const fading = (share: number) =>
      Math.abs(
        last(repeat(10_000, (t) => share ** t), { epsilon: 0 }).update,
      ) / learningRate;
    const [slow, fast] = [fading(0.9999), fading(0.998)];
    const faint = Math.abs(last(repeat(10_000, () => dead)).update) /
      learningRate;
    return onlyIf(
      "they halve in fewer steps than √v does, or come down to ε",
      fast < 0.5 && faint < 0.5,
      slow < 0.5,
      {
        halvingStepsOfRootV: Math.log(0.5) / Math.log(Math.sqrt(beta2)),
        multiplierIfHalvedIn6931: slow,
        multiplierIfHalvedIn346: fast,
        multiplierOfDead: faint,
      },
    );
  },

  // The gradient cools, not Adam.
  A33: () => {
    const fallen = [
      ...adamSteps(repeat(21_000, (t) => t < 1000 ? 1 : 1e-3)),
    ];
    const moved = (step: number) =>
      Math.abs(fallen[step - 1]!.update) / learningRate;
    // If only the size of the gradient cooled the update, it would stay cool.
    return decide(moved(21_000) < 0.5, {
      multiplierBeforeTheFall: moved(1000),
      multiplier100After: moved(1100),
      multiplier20000After: moved(21_000),
    });
  },

  // Variance inflated until 10.
  A34: () => {
    const records = [...adamSteps(repeat(10, () => 3))];
    const inflation = Math.max(
      ...records.map((record) => record.correctedSecondMoment / 9),
    );
    return decide(inflation > 1.1, {
      largestInflation: inflation,
      shareBeforeCorrectionAt10: records.at(-1)!.secondMoment / 9,
    });
  },

  // Slowly settling from 10 to 1000.
  A35: () => {
    const factors = repeat(991, (i) => 1 / biasCorrection(beta2, 10 + i));
    const falls = factors.every((f, i) => i === 0 || f < factors[i - 1]!);
    return decide(falls, {
      factorAt10: factors[0]!,
      factorAt1000: factors.at(-1)!,
    });
  },

  // Adaptive only after 1000.
  A36: () => {
    const adaptsAt2 = second([1, 2]).update !== second([2, 2]).update;
    const factor = 1 / biasCorrection(beta2, 1001);
    return decide(!adaptsAt2 && Math.abs(factor - 1) < 0.1, {
      factorAt1001: factor,
      multiplierOf1And2AtStep2: Math.abs(second([1, 2]).update) / learningRate,
    });
  },

  // Magnitude-aware.
  A37: () => {
    const gradients = noise(2000);
    const scaled = gradients.map((g) => 2 ** 20 * g);
    const differs = (options: AdamOptions) => {
      const others = [...adamSteps(scaled, options)];
      return Math.max(
        ...[...adamSteps(gradients, options)].map(({ update }, i) =>
          Math.abs(update - others[i]!.update) / learningRate
        ),
      );
    };
    const without = differs({ epsilon: 0 });
    return decide(without > 0, {
      differenceWithoutEpsilon: without,
      differenceWithEpsilon: differs({}),
    });
  },

  // Typical decays.
  A38: () => {
    const [first, second] = reference.torchDefaults.betas;
    return decide(first === beta1 && second === beta2, {
      beta1: first!,
      beta2: second!,
    });
  },

  // The correction removes the bias.
  A39: () => {
    const records = [...adamSteps(repeat(1000, () => 0.7))];
    const largest = (value: (record: AdamStep) => number, exact: number) =>
      Math.max(...records.map((r) => ulpDistance(value(r), exact, f64)));
    const ulps = {
      largestUlpsOfM: largest((r) => r.correctedFirstMoment, 0.7),
      largestUlpsOfV: largest((r) => r.correctedSecondMoment, 0.7 * 0.7),
    };
    // Each step rounds an average by up to 3 units of 2^-53, and the share
    // 1 - beta^t, as small as 0.001 with an error of 2^-53 in beta^t, by a
    // thousand times that much; the average forgets at the same rate.
    return decide(
      ulps.largestUlpsOfM <= 60 && ulps.largestUlpsOfV <= 6000,
      ulps,
    );
  },

  // v remembers from step 2 on.
  A40: () => {
    const [old] = secondStepWeights().secondMoment;
    return decide(old > 0.1, { weightOfG1Squared: old });
  },
};

function correctionRows(): Record<string, () => Decision> {
  const claims = document.correctionTable.flatMap((row) => {
    const first = biasCorrection(beta1, row.step);
    const second = biasCorrection(beta2, row.step);
    const toV: Pairs = { toV: [row.secondMomentFactor, 1 / second] };
    const others: Pairs = {
      first: [row.firstMomentShare, first],
      second: [row.secondMomentShare, second],
      toM: [row.firstMomentFactor, 1 / first],
    };
    // The x333 of step 3 does not round like the rest: a claim of its own.
    return row.step === 3 ? [others, toV] : [{ ...others, ...toV }];
  });
  return Object.fromEntries(
    claims.map((pairs, i) => [
      `A${String(6 + i).padStart(2, "0")}`,
      () => printed(pairs),
    ]),
  );
}

type Pairs = Parameters<typeof printed>[0];

/** Settled by then would be within a tenth, to be generous. */
function settling(decay: number, step: number): Decision {
  const factor = 1 / biasCorrection(decay, step);
  return decide(factor - 1 <= 0.1, {
    [`factorAt${step}`]: factor,
    withinTenPercentFrom: stepsToSettle(decay, 0.1),
    withinOnePercentFrom: stepsToSettle(decay, 0.01),
  });
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

function effectiveRate(gradients: number[]): number {
  return learningRate /
    (Math.sqrt(last(gradients).correctedSecondMoment) + epsilon);
}

/** Gradients in [-1, 1) without a pattern, the same on every machine. */
function noise(count: number): number[] {
  let state = 1;
  return repeat(count, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
