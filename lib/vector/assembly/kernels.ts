// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * What the library calls with a task, a thread and a plan, and the constants
 * that it needs. Every task returns whether all that it wrote is finite.
 */
import { adamStep, REST_BYTES } from "./adam.ts";
import type { AdamPlan, ChunksPlan } from "./plans.ts";

export { fuses } from "./arithmetic.ts";
export { BLOCK, OWN_BYTES, TILE } from "./softmax.ts";
export { normalize, pack, rowGradients, tileStep, tokens } from "./softmax.ts";

/** A scratch buffer for the rest of the last chunk. */
const REST: usize = memory.data(<i32> REST_BYTES, 16);

/** An Adam step of one chunk, a multiple of eight weights except for the last. */
export function chunkStep(chunk: i32, _thread: i32, plan: ChunksPlan): bool {
  const first = chunk * plan.chunkLength;
  return adamStep(
    changetype<AdamPlan>(plan.adam),
    first,
    min(plan.chunkLength, plan.count - first),
    plan.gradients + 4 * first,
    REST,
  );
}
