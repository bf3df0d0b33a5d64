/**
 * The claims of Stamp 04, each decided by computing it.
 *
 * @module
 */
import {
  adamStep,
  adamSteps,
  firstUpdate,
  movingAverage,
  rowGradient,
  softmax,
  start,
  uniformRowGradientNorm,
  updateMultiplier,
} from "adam";
import { gradientNormsAtStart } from "adam/language_model";
import { exponential, fixed } from "adam/show";
import reference from "data/adam_float64.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import {
  closedForm,
  correctionsCancel,
  evenRowUpdateNorm,
  everyParameterMovesByExactlyTheRate,
  gradients,
  onlyTheSignMatters,
  signStepFarAboveEpsilon,
  smallestFullStep,
} from "./first_step.ts";
import { asPrinted, decide, type Decision, onlyIf, printed } from "adam/claims";
import { once } from "../once.ts";

const { settings, measured, model } = stamp;
const { learningRate, epsilon } = settings;
const {
  deadGradientNorm: dead,
  liveGradientNorm: live,
  vocabulary,
  hiddenNorm,
} = measured;
const uniform = uniformRowGradientNorm(vocabulary, hiddenNorm);

/** The decisions, by the id of the claim. */
export const stamp04: Record<string, () => Decision> = {
  // Cause of the sign step.
  S01: () => {
    const uncorrected = gradients.map((g) =>
      Math.abs(movingAverage(0, g, { decay: settings.beta1 })) /
      Math.sqrt(movingAverage(0, g ** 2, { decay: settings.beta2 }))
    );
    const [least, most] = [Math.min(...uncorrected), Math.max(...uncorrected)];
    // The same number for every gradient, but for the rounding of six operations.
    const signStepAnyway = most / least - 1 < 12 * 2 ** -53;
    return onlyIf(
      "the size of the step is meant, not its sign form",
      onlyTheSignMatters().verdict !== "refuted",
      !signStepAnyway,
      { multiplierWithoutCorrection: uncorrected[0]! },
    );
  },

  // Standard Adam.
  S02: () => {
    const departure = { firstMoment: 0, secondMoment: 0, weight: 0 };
    for (const { options, gradients, torch } of reference.runs) {
      const scale = { firstMoment: 0, secondMoment: 0, weight: 0 };
      let weight = 0;
      for (const [i, record] of [...adamSteps(gradients, options)].entries()) {
        weight += record.update;
        scale.firstMoment = Math.max(
          scale.firstMoment,
          Math.abs(record.gradient),
        );
        scale.secondMoment = record.secondMoment;
        scale.weight += Math.abs(record.update);
        for (const name of ["firstMoment", "secondMoment", "weight"] as const) {
          const ours = name === "weight" ? weight : record[name];
          const theirs = torch[name][i]!;
          if (ours === theirs) continue;
          const relative = Math.abs(ours - theirs) / scale[name];
          departure[name] = Math.max(departure[name], relative);
        }
      }
    }
    // PyTorch orders the operations otherwise (lerp, one division less), which
    // leaves a few roundings of 2^-53 at each step: below 16 of them together.
    // tests/adam_test.ts compares step by step.
    return decide(Math.max(...Object.values(departure)) < 16 * 2 ** -53, {
      largestDepartureOfM: departure.firstMoment,
      largestDepartureOfV: departure.secondMoment,
      largestDepartureOfWeight: departure.weight,
    });
  },

  // Default constants.
  S03: () => {
    const { betas, eps } = reference.torchDefaults;
    const same = betas[0] === settings.beta1 && betas[1] === settings.beta2 &&
      eps === epsilon;
    return decide(same, { beta1: betas[0]!, beta2: betas[1]!, epsilon: eps });
  },

  // Raw moments.
  S04: () => {
    const bitwise = gradients.every((g) => {
      const { firstMoment, secondMoment } = adamStep(start, g);
      return firstMoment === (1 - settings.beta1) * g &&
        secondMoment === (1 - settings.beta2) * g ** 2;
    });
    return decide(bitwise, { gradientsTried: gradients.length });
  },

  // Corrections cancel.
  S05: correctionsCancel,
  // Closed form.
  S06: closedForm,
  // Sign step far above ε.
  S07: signStepFarAboveEpsilon,

  // Boxed equation.
  S08: () =>
    onlyIf(
      "ε is 0 (or |g| is so large that the quotient rounds to 1)",
      gradients.every((g) => updateMultiplier(g, { epsilon: 0 }) === 1),
      updateMultiplier(live) === 1,
      {
        multiplierOfLive: updateMultiplier(live),
        roundsToOneFrom: smallestFullStep(),
      },
    ),

  // Only the sign matters.
  S09: onlyTheSignMatters,
  // Exactly the learning rate.
  S10: everyParameterMovesByExactlyTheRate,

  // From 1e-10 to 1e+10.
  S11: () => {
    const [small, large] = [updateMultiplier(1e-10), updateMultiplier(1e10)];
    return decide(Math.abs(small - 1) < 0.01 && Math.abs(large - 1) < 0.01, {
      multiplierAt1em10: small,
      multiplierAt1e10: large,
    });
  },

  // S12 to S17: the rows of the ε table.
  ...Object.fromEntries(
    stamp.epsilonTable.map(({ gradient, multiplier }, i) => [
      `S${12 + i}`,
      () => printed({ multiplier: [multiplier, updateMultiplier(gradient)] }),
    ]),
  ),

  // Effective multipliers.
  S18: () => {
    const departures = stamp.epsilonTable.map(({ gradient, approximately }) =>
      Math.abs(updateMultiplier(gradient) - approximately)
    );
    return decide(departures.every((departure) => departure < 0.01), {
      largestDeparture: Math.max(...departures),
    });
  },

  // Halved near ε.
  S19: () => {
    const isHalf = (g: number) => Math.abs(updateMultiplier(g) - 0.5) < 0.01;
    return onlyIf(
      "|g| = ε",
      isHalf(epsilon),
      isHalf(epsilon / 2) && isHalf(2 * epsilon),
      {
        multiplierAtHalfEpsilon: updateMultiplier(epsilon / 2),
        multiplierAtEpsilon: updateMultiplier(epsilon),
        multiplierAtTwiceEpsilon: updateMultiplier(2 * epsilon),
      },
    );
  },

  // Proportional far below ε.
  S20: () => {
    const excess = (g: number) =>
      learningRate / epsilon * g / Math.abs(firstUpdate(g)) - 1;
    const far = gradients.filter((g) => g > 0 && g <= epsilon / 100);
    // The exact excess is |g| / epsilon; six roundings on the way.
    const bounded = far.every((g) => excess(g) <= g / epsilon + 12 * 2 ** -53);
    return decide(bounded, {
      excessAtHundredthOfEpsilon: excess(epsilon / 100),
      excessOfDead: excess(dead),
    });
  },

  // Learning rate η/ε.
  S21: () => printed({ rate: ["100000", learningRate / epsilon] }),

  // Live tokens move by η.
  S22: () => {
    const oneCoordinate = Math.abs(firstUpdate(live));
    const evenRow = evenRowUpdateNorm(live, model.width);
    const isRate = (size: number) => Math.abs(size / learningRate - 1) < 0.01;
    return onlyIf(
      "one coordinate is meant, not the norm of a row",
      isRate(oneCoordinate),
      isRate(evenRow),
      { oneCoordinate, rowAtMost: evenRow },
    );
  },

  // Dead tokens move by 1.79e-5.
  S23: () => {
    const oneCoordinate = Math.abs(firstUpdate(dead));
    const evenRow = evenRowUpdateNorm(dead, model.width);
    const same = (size: number) => exponential(size, 2) === "1.79e-05";
    return onlyIf(
      "1.79e-10 is the norm of a row whose coordinates share it evenly",
      same(evenRow),
      same(oneCoordinate),
      { oneCoordinate, rowAtMost: evenRow },
    );
  },

  // Dead tokens do not move like live ones.
  S24: () => {
    const coordinates = firstUpdate(live) / firstUpdate(dead);
    const rows = evenRowUpdateNorm(live, model.width) /
      evenRowUpdateNorm(dead, model.width);
    return decide(coordinates > 10 && rows > 10, {
      timesFartherAsCoordinates: coordinates,
      timesFartherAsEvenRows: rows,
    });
  },

  // Row gradient.
  S25: () => {
    const hidden = [0.8, -1.1, 0.3];
    const weights = [[0.2, 0.1, -0.4], [-0.3, 0.5, 0.9], [0.7, -0.2, 0.6]];
    const target = 1;
    const loss = (row: number, k: number, nudge: number) => {
      const logits = weights.map((w, i) =>
        w.reduce(
          (sum, x, j) =>
            sum + (x + (i === row && j === k ? nudge : 0)) * hidden[j]!,
          0,
        )
      );
      return -Math.log(softmax(logits)[target]!);
    };
    const nudge = 2 ** -17;
    // A central difference errs by nudge^2 times the third derivative, below
    // 1, and by the rounding of the loss, 2^-52 / nudge: about 1e-10 together.
    const isGradient = (row: number) =>
      rowGradient(softmax(weights.map((w) => dot(w, hidden)))[row]!, hidden)
        .every((g, k) =>
          Math.abs(
            g - (loss(row, k, nudge) - loss(row, k, -nudge)) / (2 * nudge),
          ) < 1e-9
        );
    return onlyIf(
      "token i is not the target",
      isGradient(0) && isGradient(2),
      isGradient(target),
      { strengthOfTargetIfUniform: 1 / vocabulary - 1 },
    );
  },

  // Uniform when untrained.
  S26: () => {
    const equal = softmax(new Float64Array(vocabulary));
    // One logit this far above the others leaves each of them dead / |h|.
    const lead = Math.log(hiddenNorm / dead - (vocabulary - 1));
    const led = softmax(
      Float64Array.from({ length: vocabulary }, (_, i) => i === 0 ? lead : 0),
    );
    return onlyIf(
      "the logits are nearly equal",
      equal.every((p) => p === 1 / vocabulary),
      led.every((p) => Math.abs(p * vocabulary - 1) < 0.01),
      { leadOfOneLogitThatGivesTheMeasured: lead, probabilityLeft: led[1]! },
    );
  },

  // Expected gradient.
  S27: () => printed({ norm: ["2.8e-03", uniform] }),

  // Seven orders.
  S28: () => printed({ orders: ["7", Math.log10(uniform / dead)] }),

  // Printed table of updates.
  S29: () => {
    const rows = stamp.printed.updates.slice(3);
    const sizes = [
      ...stamp.epsilonTable.map((row) => row.gradient),
      live,
      dead,
    ];
    const same = sizes.every((g, i) => {
      const update = Math.abs(adamStep(start, g).update);
      const cells = [
        exponential(g, 2),
        exponential(update, 2),
        fixed(update / learningRate, 4),
      ];
      const line = cells.map((cell) => cell.padStart(12)).join(" | ");
      return rows[i]!.startsWith(`${line} | `);
    });
    return asPrinted(same && rows.length === sizes.length, {
      multiplierOfDead: updateMultiplier(dead),
    });
  },

  // Dead tokens move by 1.76e-5.
  S30: () => {
    const oneCoordinate = Math.abs(firstUpdate(dead));
    const evenRow = evenRowUpdateNorm(dead, model.width);
    const same = (size: number) => exponential(size, 2) === "1.76e-05";
    return onlyIf(
      "a single coordinate has the whole 1.79e-10",
      same(oneCoordinate),
      same(evenRow),
      { oneCoordinate, rowAtMost: evenRow },
    );
  },

  // Printed expectation.
  S31: () => {
    const lines = stamp.printed.expectation.join("\n");
    const numbers = {
      probability: 1 / vocabulary,
      norm: uniform,
      ratio: uniform / dead,
    };
    const same = Object.values(numbers)
      .every((value) => lines.includes(exponential(value, 2)));
    return asPrinted(same, numbers);
  },

  // Adam would move them.
  S32: () => {
    const multiplier = updateMultiplier(uniform);
    return decide(multiplier > 0.99, { multiplierIfUniform: multiplier });
  },

  // 1e-10 against 1e-3.
  S33: () => {
    const orders = { ofDead: Math.log10(dead), ofUniform: Math.log10(uniform) };
    return asPrinted(
      fixed(orders.ofDead, 0) === "-10" && fixed(orders.ofUniform, 0) === "-3",
      orders,
    );
  },

  // The mystery is in the gradient.
  S34: () => {
    const means = tied().map(({ dead }) => dead.mean);
    const [lowest, highest] = [Math.min(...means), Math.max(...means)];
    return decide(lowest < dead && dead < highest, { lowest, highest });
  },

  // Theory's 1e-3.
  S35: () => {
    const [first] = tied();
    const untied = gradientNormsAtStart({ tied: false }).dead.mean;
    const isThousandth = (norm: number) => fixed(Math.log10(norm), 0) === "-3";
    return onlyIf(
      "the output matrix is not the token embedding",
      isThousandth(untied),
      isThousandth(first!.dead.mean),
      {
        untied,
        tied: first!.dead.mean,
        inputTokenLogit: first!.inputTokenLogit,
      },
    );
  },

  // Invisible to the gradient.
  S36: () => {
    const { norms } = tied()[0]!.dead;
    const smallest = Math.min(...norms);
    return decide(smallest === 0, { rows: norms.length, smallest });
  },
};

/** Three models of the kind that was measured. */
const tied = once(() =>
  [0, 1, 2].map((seed) => gradientNormsAtStart({ seed }))
);

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
