/**
 * `optax.adamw` on the CPU, and what is computed operation by operation.
 *
 * @module
 */
import { correctionInBinary32, flushed } from "./_flushed.ts";
import type { Account, Formulation } from "./_formulation.ts";

/** $a \cdot b + c$, in one way to round it. */
type MultiplyAdd = (a: number, b: number, c: number) => number;

/** A moment, and how it is corrected. */
export interface Average {
  moment: number;
  corrected(reciprocal: number): number;
}

/** What is done in its own way by each: as written, or compiled. */
interface Way {
  mirrors: string;
  account: Account;
  first(m: number, g: number, fraction: number, decay: number): Average;
  second(v: number, g: number, fraction: number, decay: number): Average;
  quotient(mHat: number, vHat: number, epsilon: number): number;
  /** Adds the decay of the weight to the quotient. */
  decayed: MultiplyAdd;
  /** Adds the update to the weight. */
  applied: MultiplyAdd;
}

/** Optax in one of its ways. */
export function optax(way: Way): Formulation {
  return {
    mirrors: way.mirrors,
    account: way.account,
    format: flushed,
    defaultEpsilon: 1e-8,
    storesAnyFormat: false,
    prepare({ learningRate, beta1, beta2, epsilon, weightDecay }) {
      const [decay1, decay2] = [flushed(beta1), flushed(beta2)];
      const [oneMinusBeta1, oneMinusBeta2] = [
        flushed(1 - beta1),
        flushed(1 - beta2),
      ];
      return (state, given) => {
        const step = state.step + 1;
        const gradient = flushed(given);
        const m = way.first(state.firstMoment, gradient, oneMinusBeta1, decay1);
        const v = way.second(
          state.secondMoment,
          gradient,
          oneMinusBeta2,
          decay2,
        );
        const mHat = m.corrected(reciprocal(decay1, step));
        const vHat = v.corrected(reciprocal(decay2, step));
        const quotient = way.quotient(mHat, vHat, epsilon);
        // Without decay Optax leaves that out, which tells for an infinite weight.
        const change = weightDecay === 0
          ? quotient
          : way.decayed(flushed(weightDecay), state.weight, quotient);
        return {
          step,
          weight: way.applied(flushed(-learningRate), change, state.weight),
          firstMoment: m.moment,
          secondMoment: v.moment,
        };
      };
    },
  };
}

/** $1 / (1 - \beta^t)$, which XLA multiplies by instead of dividing. */
function reciprocal(decay: number, step: number): number {
  return flushed(1 / correctionInBinary32(decay, step));
}

/** A moment that is corrected as it is stored. */
export function stored(moment: number): Average {
  return { moment, corrected: (by) => flushed(moment * by) };
}

/** The quotient as it is written. */
export function divided(mHat: number, vHat: number, epsilon: number): number {
  return flushed(
    mHat / flushed(flushed(Math.sqrt(vHat)) + flushed(epsilon)),
  );
}

/** A product, and then a sum. */
export const roundedTwice: MultiplyAdd = (a, b, c) =>
  flushed(flushed(a * b) + c);

/** Operation by operation. */
export const optaxEager: Formulation = optax({
  mirrors: "Optax 0.2.8, adamw, JAX 0.10.2, CPU, not compiled",
  account: {
    firstMoment: "(1−β₁)·g + β₁·m",
    secondMoment: "(1−β₂)·g² + β₂·v",
    correction: "ĉ = 1 / (1 − β^t), all in binary32",
    weight: "p + (−η)·((m·ĉ₁) / (√(v·ĉ₂) + ε) + λp)",
  },
  first: (m, g, fraction, decay) =>
    stored(roundedTwice(fraction, g, flushed(decay * m))),
  second: (v, g, fraction, decay) =>
    stored(roundedTwice(fraction, flushed(g * g), flushed(decay * v))),
  quotient: divided,
  decayed: roundedTwice,
  applied: roundedTwice,
});
