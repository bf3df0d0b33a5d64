/**
 * Adam of TF.js.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";
import { f32 } from "../precision.ts";
import type { Formulation } from "./_formulation.ts";
import { runningPower } from "./_running_power.ts";

/**
 * Algorithm 1 with $\beta^t$ multiplied up in binary32, step by step;
 * $\epsilon$ is $10^{-7}$ there by default. There is no weight decay.
 */
export const tfjs: Formulation = {
  mirrors: "TF.js 4.22, train.adam, backend cpu",
  account: {
    firstMoment: "m·β₁ + g·(1−β₁)",
    secondMoment: "v·β₂ + g²·(1−β₂)",
    correction: "c = 1 − β·β·…·β, a running product in binary32",
    weight: "((m/c₁) / (√(v/c₂) + ε))·(−η) + p",
  },
  format: f32,
  defaultEpsilon: 1e-7,
  storesAnyFormat: false,
  prepare({ learningRate, beta1, beta2, epsilon, weightDecay }) {
    requireNumber("run tfjs", "weightDecay", weightDecay, {
      wanted: "0, as TF.js has none",
      met: (value) => value === 0,
    });
    const average = (before: number, value: number, decay: number) =>
      f32(f32(before * f32(decay)) + f32(value * f32(1 - decay)));
    const power1 = runningPower(f32(beta1));
    const power2 = runningPower(f32(beta2));
    return (state, gradient) => {
      const step = state.step + 1;
      const firstMoment = average(state.firstMoment, gradient, beta1);
      const secondMoment = average(
        state.secondMoment,
        f32(gradient * gradient),
        beta2,
      );
      const mHat = f32(firstMoment / f32(1 - power1(step)));
      const vHat = f32(secondMoment / f32(1 - power2(step)));
      const quotient = f32(mHat / f32(f32(Math.sqrt(vHat)) + f32(epsilon)));
      const weight = f32(f32(quotient * f32(-learningRate)) + state.weight);
      return { step, weight, firstMoment, secondMoment };
    };
  },
};
