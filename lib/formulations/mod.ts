/**
 * The same optimizer to the last bit: the ways in which PyTorch, Optax, Keras
 * and TF.js compute Adam, each with its own order and rounding.
 *
 * Where $\epsilon$ stands decides a first step of a gradient of 1e-8:
 *
 * ```ts
 * import { runFormulation } from "adam/formulations";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const moved = (name: "torch-fused" | "keras") =>
 *   -runFormulation(name, [1e-8])[0]!.weight / 1e-3;
 * assertAlmostEquals(moved("torch-fused"), 1 / 2, 1e-6);
 * assertAlmostEquals(moved("keras"), 1 / (1 + 1 / Math.sqrt(1e-3)), 1e-6);
 * ```
 *
 * @module
 */
export type { AdamOptions } from "../adam.ts";
export type { Round } from "../precision.ts";
export * from "./formulation_account.ts";
export * from "./run_formulation.ts";
export * from "./first_step.ts";
export * from "./first_parting.ts";
export * from "./partings.ts";
export * from "./run_distances.ts";
