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
import stamp from "data/stamp_04.json" with { type: "json" };
import { decide, type Decision, onlyIf } from "adam/claims";

const { deadGradientNorm: dead, liveGradientNorm: live } = stamp.measured;
const { epsilon } = stamp.settings;

/** Gradients of both signs over 24 decades, 20 to the decade: 1.00e-12, -1.45e-12 ... */
export const gradients: number[] = Array.from({ length: 480 }, (_, i) => {
  const digits = ((100 + 45 * (i % 20)) / 100).toFixed(2);
  const size = Number(`${digits}e${Math.floor(i / 20) - 12}`);
  return i % 2 === 0 ? size : -size;
});

/** The largest ulp distance between two ways to compute a value, over {@linkcode gradients}. */
export function largestUlps(
  one: (gradient: number) => number,
  other: (gradient: number) => number,
): number {
  return Math.max(
    ...gradients.map((g) => ulpDistance(one(g), other(g), f64)),
  );
}

/** The corrections give back $g$ and $g^2$. */
export function correctionsCancel(): Decision {
  const first = (g: number) => adamStep(start, g).correctedFirstMoment;
  const second = (g: number) => adamStep(start, g).correctedSecondMoment;
  const firstUlps = largestUlps(first, (g) => g);
  const secondUlps = largestUlps(second, (g) => g ** 2);
  const missed = gradients.filter((g) => first(g) !== g).length;
  // The same factor is multiplied and divided by: two roundings, so at most
  // one ulp from what exact arithmetic gives.
  return onlyIf(
    "the arithmetic is exact",
    firstUlps <= 1 && secondUlps <= 1,
    firstUlps === 0 && secondUlps === 0,
    {
      largestUlpsOfG: firstUlps,
      largestUlpsOfGSquared: secondUlps,
      shareOfGradientsNotGivenBack: missed / gradients.length,
    },
  );
}

/** $\Delta_1 = -\eta g / (|g| + \epsilon)$. */
export function closedForm(): Decision {
  const ulps = largestUlps((g) => adamStep(start, g).update, firstUpdate);
  // adamStep rounds 9 times and firstUpdate 3 times on the way; half an ulp
  // each, at most doubled where a result crosses a power of two.
  return decide(ulps <= 12, { largestUlps: ulps });
}

/** $\Delta_1 \approx -\eta \cdot sign(g)$ if $|g| \gg \epsilon$. */
export function signStepFarAboveEpsilon(): Decision {
  const shortfall = (g: number) => 1 - updateMultiplier(g);
  const far = gradients.filter((g) => Math.abs(g) >= 100 * epsilon);
  // The exact shortfall is epsilon / (|g| + epsilon) < epsilon / |g|; the
  // subtraction from 1 adds up to one ulp of 1, 2^-53 twice.
  const bounded = far.every((g) =>
    shortfall(g) <= epsilon / Math.abs(g) + 2 ** -52
  );
  return decide(bounded, {
    shortfallAtHundredEpsilon: shortfall(100 * epsilon),
    shortfallOfLive: shortfall(live),
  });
}

/** Only the sign of the gradient matters. */
export function onlyTheSignMatters(): Decision {
  const nearlyOne = (g: number) => Math.abs(updateMultiplier(g) - 1) < 0.01;
  const sizes = stamp.epsilonTable.map((row) => row.gradient);
  return onlyIf(
    "|g| is much larger than ε",
    sizes.filter((g) => g >= 100 * epsilon).every(nearlyOne),
    sizes.every(nearlyOne),
    {
      multiplierAtLargest: updateMultiplier(Math.max(...sizes)),
      multiplierAtSmallest: updateMultiplier(Math.min(...sizes)),
    },
  );
}

/** Every parameter moves by exactly the learning rate. */
export function everyParameterMovesByExactlyTheRate(): Decision {
  return decide(gradients.every((g) => updateMultiplier(g) === 1), {
    multiplierAtHundredth: updateMultiplier(1e-2),
    multiplierOfLive: updateMultiplier(live),
    multiplierOfDead: updateMultiplier(dead),
    multiplierOfZero: updateMultiplier(0),
    exactlyOneFrom: smallestFullStep(),
  });
}

/** The smallest gradient whose multiplier rounds to 1 in binary64. */
export function smallestFullStep(): number {
  let [below, above] = [1, 1e10];
  while (ulpDistance(below, above, f64) > 1) {
    const middle = (below + above) / 2;
    if (updateMultiplier(middle) === 1) above = middle;
    else below = middle;
  }
  return above;
}

/**
 * How far a row of `width` coordinates moves at the first step if its gradient
 * has this norm and all coordinates share it equally. No other way to share it
 * moves the row farther: $s / (\sqrt s + \epsilon)^2$ is concave in $s = g_i^2$.
 */
export function evenRowUpdateNorm(norm: number, width: number): number {
  const side = Math.sqrt(width);
  return side * Math.abs(firstUpdate(norm / side));
}
