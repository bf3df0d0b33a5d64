import { type FormulationName, runFormulation } from "adam/formulations";
import { gradientsAt } from "../../tools/reference/formulations/sequences.ts";

/** Fifty gradients of one weight, as the references have them. */
export const gradients: number[] = Array.from(
  { length: 50 },
  (_, i) => gradientsAt(i + 1, "defaults")[49]!,
);

/** The run of a formulation over these. */
export function runOf(name: FormulationName) {
  return { name, steps: runFormulation(name, gradients) };
}
