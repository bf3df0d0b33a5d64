/**
 * The claims of Stamp 04, each by the numbers that decide it.
 *
 * @module
 */
import {
  adamStep,
  firstUpdate,
  movingAverage,
  rowGradient,
  softmax,
  start,
  uniformRowGradientNorm,
  updateMultiplier,
} from "adam";
import { isMuchLarger } from "adam/claims";
import { exponential, fixed } from "adam/show";
import reference from "data/adam_float64.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import { equationsOfAdam } from "./against_torch.ts";
import {
  closedForm,
  correctionsCancel,
  everyParameterMovesByExactlyTheRate,
  farthestFromOne,
  gradients,
  type Numbers,
  rawMoments,
  signStepFarAboveEpsilon,
} from "./first_step.ts";

const { settings, measured } = stamp;
const { learningRate, epsilon } = settings;
const {
  deadGradientNorm: dead,
  liveGradientNorm: live,
  vocabulary,
  hiddenNorm,
} = measured;

/** What is computed for the claims that need no model, by their ids. */
export const stamp04: Record<string, () => Numbers> = {
  // Cause of the sign step.
  S01: () => {
    const uncorrected = gradients.map((g) =>
      Math.abs(movingAverage(0, g, { decay: settings.beta1 })) /
      Math.sqrt(movingAverage(0, g ** 2, { decay: settings.beta2 }))
    );
    return {
      leastUncorrected: Math.min(...uncorrected),
      mostUncorrected: Math.max(...uncorrected),
      corrected: signStepFarAboveEpsilon().farthest!,
    };
  },

  // Standard Adam.
  S02: equationsOfAdam,

  // Default constants.
  S03: () => {
    const { betas, eps } = reference.torchDefaults;
    return { beta1: betas[0]!, beta2: betas[1]!, epsilon: eps };
  },

  // Raw moments.
  S04: rawMoments,
  // Corrections cancel.
  S05: correctionsCancel,
  // Closed form.
  S06: closedForm,
  // Sign step far above ε.
  S07: signStepFarAboveEpsilon,
  // Boxed equation.
  S08: signStepFarAboveEpsilon,

  // Only the sign matters.
  S09: () => {
    const far = gradients.map(Math.abs)
      .filter((g) => isMuchLarger(g, epsilon)).map((g) => updateMultiplier(g));
    const inTable = stamp.epsilonTable.map((row) => row.gradient);
    return {
      least: Math.min(...far),
      most: Math.max(...far),
      leastInTable: updateMultiplier(Math.min(...inTable)),
    };
  },

  // Exactly the learning rate.
  S10: everyParameterMovesByExactlyTheRate,

  // From 1e-10 to 1e+10.
  S11: () => ({
    at1em10: updateMultiplier(1e-10),
    at1e10: updateMultiplier(1e10),
  }),

  // S12 to S17: the rows of the ε table.
  ...Object.fromEntries(
    stamp.epsilonTable.map(({ gradient }, i) => [
      `S${12 + i}`,
      () => ({ multiplier: updateMultiplier(gradient) }),
    ]),
  ),

  // Effective multipliers.
  S18: () =>
    Object.fromEntries(
      stamp.epsilonTable.map(({ gradient }) => [
        `at1em${-Math.log10(gradient)}`,
        updateMultiplier(gradient),
      ]),
    ),

  // Halved near ε.
  S19: () => ({
    below: updateMultiplier(0.9 * epsilon),
    at: updateMultiplier(epsilon),
    above: updateMultiplier(1.1 * epsilon),
  }),

  // Proportional far below ε.
  S20: () => {
    const ratio = (g: number) =>
      adamStep(start, g).update / (-learningRate / epsilon * g);
    const far = gradients.filter((g) => isMuchLarger(epsilon, Math.abs(g)));
    return { farthest: farthestFromOne(far.map(ratio)), ofDead: ratio(dead) };
  },

  // Learning rate η/ε.
  S21: () => ({ rate: learningRate / epsilon }),

  // Row gradient.
  S25: () => {
    const [first, target, third] = departuresOfRowGradient();
    return {
      others: Math.max(first!, third!),
      target: target!,
      strengthOfTargetIfUniform: 1 / vocabulary - 1,
    };
  },

  // Expected gradient.
  S27: () => ({ norm: uniformRowGradientNorm(vocabulary, hiddenNorm) }),

  // Printed table of updates.
  S29: () => {
    const rows = stamp.printed.updates.slice(3);
    const sizes = [
      ...stamp.epsilonTable.map((row) => row.gradient),
      live,
      dead,
    ];
    const lines = sizes.map((g) => {
      const update = Math.abs(adamStep(start, g).update);
      const cells = [
        exponential(g, 2),
        exponential(update, 2),
        fixed(update / learningRate, 4),
      ];
      return `${cells.map((cell) => cell.padStart(12)).join(" | ")} | `;
    });
    return {
      rows: rows.length,
      rowsThatAgree: rows.filter((row, i) => row.startsWith(lines[i]!)).length,
      multiplierOfDead: Math.abs(firstUpdate(dead)) / learningRate,
    };
  },
};

/** How far $p_i h$ is from central differences of the loss, for three rows; 1 is the target. */
function departuresOfRowGradient(): number[] {
  const hidden = [0.8, -1.1, 0.3];
  const weights = [[0.2, 0.1, -0.4], [-0.3, 0.5, 0.9], [0.7, -0.2, 0.6]];
  const loss = (row: number, k: number, nudge: number) => {
    const logits = weights.map((w, i) =>
      w.reduce(
        (sum, x, j) =>
          sum + (x + (i === row && j === k ? nudge : 0)) * hidden[j]!,
        0,
      )
    );
    return -Math.log(softmax(logits)[1]!);
  };
  // A central difference errs by nudge^2 times the third derivative, below 1,
  // and by the rounding of the loss, 2^-52 / nudge: about 1e-10 together.
  const nudge = 2 ** -17;
  const probabilities = softmax(weights.map((w) => dot(w, hidden)));
  return weights.map((_, row) =>
    Math.max(
      ...rowGradient(probabilities[row]!, hidden).map((g, k) =>
        Math.abs(
          g - (loss(row, k, nudge) - loss(row, k, -nudge)) / (2 * nudge),
        )
      ),
    )
  );
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
