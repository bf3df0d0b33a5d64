/**
 * What both documents claim of the first step.
 *
 * @module
 */
import {
  adamStep,
  f64,
  firstUpdate,
  start,
  ulpDistance,
  updateMultiplier,
} from "adam";
import { isMuchLarger } from "adam/claims";
import stamp from "data/stamp_04.json" with { type: "json" };

const { deadGradientNorm: dead, liveGradientNorm: live } = stamp.measured;
const { learningRate, epsilon } = stamp.settings;

/** Numbers by name. */
export type Numbers = Record<string, number>;

/** Gradients of both signs over 24 decades, 20 to the decade: 1.00e-12, -1.45e-12 ... */
export const gradients: number[] = Array.from({ length: 480 }, (_, i) => {
  const digits = ((100 + 45 * (i % 20)) / 100).toFixed(2);
  const size = Number(`${digits}e${Math.floor(i / 20) - 12}`);
  return i % 2 === 0 ? size : -size;
});

/** Of these numbers the one that is farthest from 1. */
export function farthestFromOne(ratios: readonly number[]): number {
  return ratios.reduce((far, ratio) =>
    Math.abs(ratio - 1) > Math.abs(far - 1) ? ratio : far
  );
}

/** One way to compute a value of a gradient over the other, where they differ most. */
function farthestRatio(
  one: (gradient: number) => number,
  other: (gradient: number) => number,
): number {
  return farthestFromOne(gradients.map((g) => one(g) / other(g)));
}

/** $m_1 = (1 - \beta_1) g$ and $v_1 = (1 - \beta_2) g^2$. */
export function rawMoments(): Numbers {
  const { beta1, beta2 } = stamp.settings;
  return {
    gradientsTried: gradients.length,
    ratioOfM: farthestRatio(
      (g) => adamStep(start, g).firstMoment,
      (g) => (1 - beta1) * g,
    ),
    ratioOfV: farthestRatio(
      (g) => adamStep(start, g).secondMoment,
      (g) => (1 - beta2) * g ** 2,
    ),
  };
}

/** The corrections give back $g$ and $g^2$. */
export function correctionsCancel(): Numbers {
  const first = (g: number) => adamStep(start, g).correctedFirstMoment;
  const second = (g: number) => adamStep(start, g).correctedSecondMoment;
  const missed = gradients.filter((g) => first(g) !== g).length;
  return {
    ratioOfM: farthestRatio(first, (g) => g),
    ratioOfV: farthestRatio(second, (g) => g ** 2),
    shareNotGivenBack: missed / gradients.length,
    largestUlps: Math.max(
      ...gradients.map((g) => ulpDistance(first(g), g, f64)),
    ),
  };
}

/** $\Delta_1 = -\eta g / (|g| + \epsilon)$. */
export function closedForm(): Numbers {
  const recursion = (g: number) => adamStep(start, g).update;
  return {
    ratio: farthestRatio(
      recursion,
      (g) => -learningRate * g / (Math.abs(g) + epsilon),
    ),
    largestUlps: Math.max(
      ...gradients.map((g) => ulpDistance(recursion(g), firstUpdate(g), f64)),
    ),
  };
}

/** $\Delta_1 \approx -\eta \cdot sign(g)$ if $|g| \gg \epsilon$: update over that. */
export function signStepFarAboveEpsilon(): Numbers {
  const far = gradients.filter((g) => isMuchLarger(Math.abs(g), epsilon));
  const signed = (g: number) =>
    adamStep(start, g).update / (-learningRate * Math.sign(g));
  return {
    farthest: farthestFromOne(far.map(signed)),
    ofLive: signed(live),
  };
}

/** Every parameter moves by exactly the learning rate. */
export function everyParameterMovesByExactlyTheRate(): Numbers {
  return {
    ofLive: updateMultiplier(live),
    ofDead: updateMultiplier(dead),
    ofZero: updateMultiplier(0),
    exactlyOneFrom: smallestFullStep(),
  };
}

/** The smallest gradient whose multiplier rounds to 1 in binary64. */
function smallestFullStep(): number {
  let [below, above] = [1, 1e10];
  while (ulpDistance(below, above, f64) > 1) {
    const middle = (below + above) / 2;
    if (updateMultiplier(middle) === 1) above = middle;
    else below = middle;
  }
  return above;
}
