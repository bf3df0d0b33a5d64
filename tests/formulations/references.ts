/**
 * What real implementations computed, and the formulation that mirrors each.
 *
 * @module
 */
import type { FormulationName, FormulationOptions } from "adam/formulations";
import float32 from "data/formulations/float32.json" with { type: "json" };
import float32EpsilonHat from "data/formulations/float32_epsilon_hat.json" with {
  type: "json",
};
import float64 from "data/formulations/float64.json" with { type: "json" };
import float64EpsilonHat from "data/formulations/float64_epsilon_hat.json" with {
  type: "json",
};
import kerasJax from "data/formulations/keras_jax.json" with { type: "json" };
import kerasTensorflow from "data/formulations/keras_tensorflow.json" with {
  type: "json",
};
import optaxEager from "data/formulations/optax_eager.json" with {
  type: "json",
};
import optaxJit from "data/formulations/optax_jit.json" with { type: "json" };
import optaxJitNoEpsilon from "data/formulations/optax_jit_no_epsilon.json" with {
  type: "json",
};
import optaxJitUpdate from "data/formulations/optax_jit_update.json" with {
  type: "json",
};
import tfjs from "data/formulations/tfjs.json" with { type: "json" };
import torchFloat64 from "data/formulations/torch_float64.json" with {
  type: "json",
};
import torchFused from "data/formulations/torch_fused.json" with {
  type: "json",
};
import torchFusedFma from "data/formulations/torch_fused_fma.json" with {
  type: "json",
};
import torchFusedTail from "data/formulations/torch_fused_tail.json" with {
  type: "json",
};
import torchSingle from "data/formulations/torch_single.json" with {
  type: "json",
};

/** The three numbers that a run keeps of each coordinate and step. */
export const quantities = ["weight", "firstMoment", "secondMoment"] as const;

/** One of them. */
export type Quantity = typeof quantities[number];

/** What is kept of a quantity: a digest for each step, and a sample of all bits. */
export interface RecordedBits {
  digests: string[];
  sample: string;
}

/** The run of an implementation with some options. */
export interface Run extends Record<Quantity, RecordedBits> {
  name: string;
  options: FormulationOptions;
}

/** The runs of an implementation. */
export interface Reference {
  /** The formulation that mirrors it. */
  formulation: FormulationName;
  /** The implementation. */
  source: string;
  /** The format of its numbers: "float32" or "float64". */
  precision: string;
  /** The epsilon that the implementation takes if it is told none. */
  defaultEpsilon?: number;
  /** The digests of the gradients that it was given at each step. */
  gradients: string[];
  runs: Run[];
}

/** The implementations that a formulation mirrors in every bit. */
export const exactReferences: Reference[] = [
  { formulation: "torch-fused-fma", ...torchFusedFma },
  { formulation: "torch-fused", ...torchFused },
  { formulation: "torch-fused-tail", ...torchFusedTail },
  { formulation: "torch-float64", ...torchFloat64 },
  { formulation: "optax-eager", ...optaxEager },
  { formulation: "optax-jit", ...optaxJit },
  { formulation: "optax-jit-update", ...optaxJitUpdate },
  { formulation: "keras", ...kerasTensorflow },
  { formulation: "keras", ...kerasJax },
  { formulation: "tfjs", ...tfjs },
  { formulation: "float32", ...float32 },
  { formulation: "float32-epsilon-hat", ...float32EpsilonHat },
  { formulation: "float64", ...float64 },
  { formulation: "float64-epsilon-hat", ...float64EpsilonHat },
];

/** The implementation whose root is not that of IEEE 754. */
export const single = { formulation: "torch-single" as const, ...torchSingle };

/** The run in which XLA takes an inverse root that is the processor's; weights are put back to zero before each step. */
export const noEpsilon = {
  formulation: "optax-jit" as const,
  ...optaxJitNoEpsilon,
};
