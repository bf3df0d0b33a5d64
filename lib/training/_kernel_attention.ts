/**
 * The attention by kernels: a task is one head in one sequence.
 *
 * @module
 */
import { wholeLines } from "../threads/mod.ts";
import type { TrainingEngine } from "./_kernels.ts";
import type { AttentionShape, Operations } from "./_operations.ts";

/** The attention and its backward pass for a format. */
export function attentionKernels(
  engine: TrainingEngine,
  isLow: number,
): Pick<Operations, "attend" | "attendBackward"> {
  return {
    attend(to, logSums, projected, shape) {
      const plan = engine.plan("AttendPlan", {
        found: to.values,
        logSums,
        projected: projected.values,
        ...headsOf(engine, shape, to.columns),
        isLow,
      });
      engine.run("attend", headCount(to.rows, shape), plan);
    },
    attendBackward(to, gradient, found, logSums, projected, shape) {
      const plan = engine.plan("AttendBackwardPlan", {
        result: to.values,
        gradient: gradient.values,
        found: found.values,
        logSums,
        projected: projected.values,
        ...headsOf(engine, shape, found.columns),
        isLow,
      });
      engine.run("attendBackward", headCount(to.rows, shape), plan);
    },
  };
}

/** How many heads there are in all sequences. */
function headCount(
  rows: number,
  { heads, sequenceLength }: AttentionShape,
): number {
  return rows / sequenceLength * heads;
}

/** The fields of a plan for the heads, and the scratch buffer of each thread. */
function headsOf(
  { memory, sizes, threads }: TrainingEngine,
  { heads, sequenceLength: length }: AttentionShape,
  width: number,
) {
  const size = width / heads;
  const scratchBytes = wholeLines(sizes.attentionScratch(length, size));
  const { scratch } = memory.scratch({ scratch: scratchBytes * threads });
  return { length, heads, width, scratch, scratchBytes };
}
