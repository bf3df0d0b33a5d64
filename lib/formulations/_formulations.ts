/**
 * The formulations by their names.
 *
 * @module
 */
import {
  float32,
  float32EpsilonHat,
  float64,
  float64EpsilonHat,
} from "./_algorithm_1.ts";
import { requireType } from "../_require.ts";
import type { Formulation } from "./_formulation.ts";
import { keras } from "./_keras.ts";
import { optaxEager } from "./_optax.ts";
import { optaxJit, optaxJitUpdate } from "./_optax_jit.ts";
import { tfjs } from "./_tfjs.ts";
import {
  torchFloat64,
  torchFused,
  torchFusedFma,
  torchFusedTail,
} from "./_torch_fused.ts";
import { torchSingle } from "./_torch_single.ts";

/** The name of a formulation. */
export type FormulationName =
  | "torch-fused-fma"
  | "torch-fused"
  | "torch-fused-tail"
  | "torch-single"
  | "torch-float64"
  | "optax-eager"
  | "optax-jit"
  | "optax-jit-update"
  | "keras"
  | "tfjs"
  | "float32"
  | "float32-epsilon-hat"
  | "float64"
  | "float64-epsilon-hat";

/** Each formulation under its name. */
export const formulations: Record<FormulationName, Formulation> = {
  "torch-fused-fma": torchFusedFma,
  "torch-fused": torchFused,
  "torch-fused-tail": torchFusedTail,
  "torch-single": torchSingle,
  "torch-float64": torchFloat64,
  "optax-eager": optaxEager,
  "optax-jit": optaxJit,
  "optax-jit-update": optaxJitUpdate,
  "keras": keras,
  "tfjs": tfjs,
  "float32": float32,
  "float32-epsilon-hat": float32EpsilonHat,
  "float64": float64,
  "float64-epsilon-hat": float64EpsilonHat,
};

/** The formulation of that name; refuses a name that there is none of. */
export function formulationOf(name: FormulationName): Formulation {
  requireType("run a formulation", "its name", name, "string");
  if (!Object.hasOwn(formulations, name)) {
    const wanted = Object.keys(formulations).join(", ");
    throw new RangeError(
      `Cannot run a formulation as its name must be one of ${wanted}: current value is ${name}`,
    );
  }
  return formulations[name];
}
