/**
 * What each formulation computes.
 *
 * @module
 */
import { f32, f64 } from "../precision.ts";
import type { Account } from "./_formulation.ts";
import {
  type FormulationName,
  formulationOf,
  formulations,
} from "./_formulations.ts";

export type { Account, FormulationName };

/**
 * The names of all formulations.
 *
 * @example
 * ```ts
 * import { formulationNames } from "adam/formulations";
 * import { assert } from "@std/assert";
 *
 * assert(formulationNames.includes("torch-fused-fma"));
 * ```
 */
export const formulationNames: readonly FormulationName[] = Object.freeze(
  Object.keys(formulations) as FormulationName[],
);

/** A formulation in words. */
export interface FormulationAccount extends Account {
  /** Its name. */
  name: FormulationName;
  /** The implementation that it mirrors, with its version. */
  mirrors: string;
  /** Binary32 or binary64; XLA and TensorFlow have no subnormals. */
  arithmetic: string;
  /** The $\epsilon$ of the implementation if it is told none. */
  defaultEpsilon: number;
}

/**
 * What a formulation computes, in the order of its code, as a row of a table.
 * Each operation is rounded, an `fma` once for both of its own.
 *
 * In the formulas $p$ is the weight, $g$ the gradient, $m$ and $v$ the moments,
 * $\eta$ the learning rate, $\lambda$ the weight decay, $c_1$ and $c_2$ the
 * corrections.
 *
 * @param name The name of the formulation
 * @returns The implementation that it mirrors, its arithmetic, its own
 * $\epsilon$, and its formulas
 * @throws {RangeError} If there is no formulation of that name
 * @example
 * ```ts
 * import { formulationAccount } from "adam/formulations";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const { firstMoment } = formulationAccount("optax-eager");
 * assertStrictEquals(firstMoment, "(1−β₁)·g + β₁·m");
 * ```
 */
export function formulationAccount(
  name: FormulationName,
): FormulationAccount {
  const { mirrors, format, defaultEpsilon, account } = formulationOf(name);
  const { firstMoment, secondMoment, correction, weight } = account;
  const arithmetic = format === f64
    ? "binary64"
    : format === f32
    ? "binary32"
    : "binary32 without subnormals";
  const formulas = { firstMoment, secondMoment, correction, weight };
  return { name, mirrors, arithmetic, defaultEpsilon, ...formulas };
}
