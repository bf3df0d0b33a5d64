/**
 * The Adam step where there is no SIMD: number by number, as its formulation
 * says.
 *
 * @module
 */
import { torchFusedStep, withFma, withoutFma } from "../_torch_fused_step.ts";
import { bf16, f32 } from "../precision.ts";
import type { VectorAdamState } from "./_vector_adam_state.ts";

/** Takes a step in place. Returns whether all weights are finite. */
export function portableAdamStep(
  adam: VectorAdamState,
  gradients: Float32Array,
): boolean {
  const { pool, weights, settings, stepsTaken } = adam;
  const firstMoment = readable(adam.firstMoment);
  const secondMoment = readable(adam.secondMoment);
  const take = torchFusedStep(arithmetics[pool.formulation], {
    ...settings,
    weights: f32,
    moments: adam.firstMoment instanceof Uint16Array ? bf16 : f32,
  });
  let isFinite = true;
  for (let i = 0; i < weights.length; i++) {
    const next = take({
      step: stepsTaken,
      weight: weights[i]!,
      firstMoment: firstMoment.get(i),
      secondMoment: secondMoment.get(i),
    }, gradients[i]!);
    weights[i] = next.weight;
    firstMoment.set(i, next.firstMoment);
    secondMoment.set(i, next.secondMoment);
    isFinite &&= Number.isFinite(next.weight);
  }
  return isFinite;
}

const arithmetics = { "torch-fused-fma": withFma, "torch-fused": withoutFma };

/** An array of binary32 or of bfloat16, by number. */
function readable(array: Float32Array | Uint16Array) {
  if (array instanceof Float32Array) {
    return {
      get: (i: number) => array[i]!,
      set: (i: number, value: number) => void (array[i] = value),
    };
  }
  const number = new Float32Array(1);
  const bits = new Uint32Array(number.buffer);
  return {
    get(i: number) {
      bits[0] = array[i]! << 16;
      return number[0]!;
    },
    set(i: number, value: number) {
      number[0] = value;
      array[i] = bits[0]! >>> 16;
    },
  };
}
