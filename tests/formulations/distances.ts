/**
 * How far each formulation is from the implementation that it mirrors: the rows
 * of data/formulation_distances.json, written by `write_distances.ts`.
 *
 * @module
 */
import { f32, f64, ulpDistance } from "adam";
import { type FormulationName, formulationStep } from "adam/formulations";
import {
  gradientsAt,
  parameters,
  steps,
} from "../../tools/reference/formulations/sequences.ts";
import { inflateSync } from "node:zlib";
import {
  exactReferences,
  quantities,
  type Quantity,
  type RecordedBits,
  type Reference,
  type Run,
  single,
} from "./references.ts";
import { once } from "../once.ts";
import {
  recordedBits,
  runLikeReference,
  startingAt,
} from "./run_like_reference.ts";

/** A formulation beside an implementation; distances in ulps, the largest of all runs. */
export interface Distance extends Record<Quantity, number> {
  formulation: string;
  implementation: string;
  /** How many numbers were compared, of all three quantities together. */
  numbers: number;
  /** What the weights were changed by, where that was recorded. */
  update?: number;
}

/** All rows. */
export const distances = once(
  (): Distance[] => [...exactReferences.map(distance), {
    ...distance(single),
    update: Math.max(...updateDistances().keys()),
  }],
);

function distance(reference: Reference): Distance {
  const { formulation, source, precision, runs } = reference;
  const ofRuns = runs.map((run) => {
    const here = bitsOfRun(reference, run);
    return quantities.map((name) => between(here[name], run[name], precision));
  });
  const [weight, firstMoment, secondMoment] = quantities.map((_, i) =>
    Math.max(...ofRuns.map((run) => run[i]!))
  ) as [number, number, number];
  return {
    formulation,
    implementation: source,
    numbers: runs.length * steps * parameters * quantities.length,
    weight,
    firstMoment,
    secondMoment,
  };
}

/** What a formulation makes of a run; computed once, as two things are asked of it. */
export function bitsOfRun(
  { formulation, precision }: Reference,
  run: Run,
): Record<Quantity, RecordedBits> {
  const computed = computedRuns.get(run) ??
    recordedBits(runLikeReference(formulation, run), precision);
  computedRuns.set(run, computed);
  return computed;
}

const computedRuns = new Map<Run, Record<Quantity, RecordedBits>>();

/** 0 if all digests are equal; else the largest distance in the sample, and at least 1. */
function between(
  here: RecordedBits,
  there: RecordedBits,
  precision: string,
): number {
  if (here.digests.join() === there.digests.join()) return 0;
  const [Numbers, round] = precision === "float64"
    ? [Float64Array, f64] as const
    : [Float32Array, f32] as const;
  const [a, b] = [here, there].map(({ sample }) =>
    new Numbers(Uint8Array.fromBase64(sample).buffer)
  ) as [Float64Array, Float64Array];
  return a.reduce(
    (most, x, i) => Math.max(most, ulpDistance(x, b[i]!, round)),
    1,
  );
}

/** How many single-tensor updates differ by so many ulps from PyTorch's. */
export const updateDistances = once((): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const run of single.runs) {
    for (const ulps of updateDistancesOf(run)) {
      counts.set(ulps, (counts.get(ulps) ?? 0) + 1);
    }
  }
  return counts;
});

/**
 * The distances of the single-tensor updates. What is recorded is how far they
 * are from the fused ones, which our own are equal to; both are taken with
 * weights put back to zero before each step, so that the weight after it is the
 * update.
 */
function updateDistancesOf(run: Run): Int32Array {
  const { ulps } = single.updatesBesideFused[run.name as SingleRun];
  const apart = new Int8Array(inflateSync(Uint8Array.fromBase64(ulps)));
  const [fused, here] = ["torch-fused-fma", "torch-single"] as const;
  const [fusedUpdates, updates] = [fused, here].map((name) =>
    bitsOfUpdates(name, run)
  ) as [Int32Array, Int32Array];
  return updates.map((bits, i) =>
    Math.abs(bits - (fusedUpdates[i]! + apart[i]!))
  );
}

type SingleRun = keyof typeof single.updatesBesideFused;

/** The bits of all updates; of one sign, their difference is the distance in ulps. */
function bitsOfUpdates(name: FormulationName, run: Run): Int32Array {
  const take = formulationStep(name, run.options);
  let states = Array.from({ length: parameters }, () => startingAt(0));
  const rows = Array.from({ length: steps }, (_, i) => {
    const gradients = gradientsAt(i + 1, run.name);
    states = states.map((state, k) =>
      take({ ...state, weight: 0 }, gradients[k]!)
    );
    return states.map(({ weight }) => weight);
  });
  return new Int32Array(Float32Array.from(rows.flat()).buffer);
}
