/**
 * What is asked of a setting or of a remembered number, by its name; of others:
 * to be finite.
 *
 * @module
 */
import {
  decayRate,
  finite,
  nonNegative,
  probabilityValue,
} from "../_demands.ts";
import type { Demand } from "../_require.ts";

/** What is asked of the number of a name. */
export function demandOf(name: string): Demand {
  return demands[name] ?? finite;
}

const demands: Record<string, Demand> = {
  learningRate: nonNegative,
  momentum: decayRate,
  dampening: decayRate,
  decay: decayRate,
  beta1: decayRate,
  beta2: decayRate,
  epsilon: nonNegative,
  epsilon1: nonNegative,
  epsilon2: nonNegative,
  weightDecay: nonNegative,
  momentumDecay: nonNegative,
  beta2Decay: {
    wanted: "finite and <= 0",
    met: (value) => Number.isFinite(value) && value <= 0,
  },
  clippingThreshold: {
    wanted: "finite and >= 1",
    met: (value) => Number.isFinite(value) && value >= 1,
  },
  secondMoment: nonNegative,
  largestSecondMoment: nonNegative,
  infinityNorm: nonNegative,
  rowMoment: nonNegative,
  columnMoment: nonNegative,
  momentumProduct: probabilityValue,
};
