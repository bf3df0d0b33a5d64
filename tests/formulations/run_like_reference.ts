/**
 * Runs formulations as the real implementations were run.
 *
 * @module
 */
import {
  type FormulationName,
  type FormulationOptions,
  type FormulationStep,
  formulationStep,
} from "adam/formulations";
import {
  digest,
  extremeGradientsAt,
  gradientsAt,
  sample,
  startingWeights,
  steps,
} from "../../tools/reference/formulations/sequences.ts";
import { type Kept, quantities, type Quantity } from "./references.ts";

/** The states of all coordinates, after each step in turn. */
export function* runLikeReference(
  formulation: FormulationName,
  run: { name: string; options: FormulationOptions },
): Generator<FormulationStep[]> {
  const take = formulationStep(formulation, run.options);
  let states = Array.from(startingWeights(), startingAt);
  for (let step = 1; step <= steps; step++) {
    const gradients = run.name === "extremes"
      ? extremeGradientsAt(step)
      : gradientsAt(step, run.name);
    states = states.map((state, i) => take(state, gradients[i]!));
    yield states;
  }
}

/** The state of a coordinate before its first step. */
export function startingAt(weight: number): FormulationStep {
  return { step: 0, weight, firstMoment: 0, secondMoment: 0 };
}

/** Of a run as much as the reference data keep. */
export function kept(
  run: Iterable<FormulationStep[]>,
  precision: string,
): Record<Quantity, Kept> {
  const all = [...run];
  const Numbers = precision === "float64" ? Float64Array : Float32Array;
  const keep = (quantity: Quantity) => {
    const rows = all.map((states) =>
      Numbers.from(states.map((state) => state[quantity]))
    );
    const bits = rows.flatMap((row) => sample.map((i) => row[i]!));
    const bytes = new Uint8Array(Numbers.from(bits).buffer);
    return { digests: rows.map(digest), sample: bytes.toBase64() };
  };
  return Object.fromEntries(
    quantities.map((name) => [name, keep(name)]),
  ) as Record<Quantity, Kept>;
}
