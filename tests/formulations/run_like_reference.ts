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
import { quantities, type Quantity, type RecordedBits } from "./references.ts";

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

/** Of a run as much as the reference data keep; each step is let go when it has been kept. */
export function recordedBits(
  run: Iterable<FormulationStep[]>,
  precision: string,
): Record<Quantity, RecordedBits> {
  const Numbers = precision === "float64" ? Float64Array : Float32Array;
  const rows = Object.fromEntries(
    quantities.map((name) => [name, { digests: [], sample: [] }]),
  ) as Record<string, unknown> as Record<Quantity, Rows>;
  for (const states of run) {
    for (const name of quantities) {
      const row = Numbers.from(states.map((state) => state[name]));
      rows[name].digests.push(digest(row));
      rows[name].sample.push(...sample.map((i) => row[i]!));
    }
  }
  return Object.fromEntries(quantities.map((name) => {
    const { digests, sample } = rows[name];
    const bytes = new Uint8Array(Numbers.from(sample).buffer);
    return [name, { digests, sample: bytes.toBase64() }];
  })) as Record<Quantity, RecordedBits>;
}

interface Rows {
  digests: string[];
  sample: number[];
}
