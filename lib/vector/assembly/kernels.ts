// @ts-nocheck: AssemblyScript, checked by its own compiler
/** What the library calls. Every task answers whether all that it left is finite. */
import { adamStep } from "./adam.ts";

export { fuses } from "./arithmetic.ts";
export { normalize, pack, rowGradients, tileStep, tokens } from "./softmax.ts";

/** How many weights a task has: a multiple of four, so that only the last has a rest. */
const CHUNK: i32 = 16384;

/** An Adam step of one chunk. */
export function chunkStep(
  chunk: i32,
  _thread: i32,
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  momentBytes: i32,
  count: i32,
  scalars: usize,
): bool {
  const first = chunk * CHUNK;
  return adamStep(
    weights + 4 * first,
    gradients + 4 * first,
    firstMoment + momentBytes * first,
    secondMoment + momentBytes * first,
    momentBytes,
    min(CHUNK, count - first),
    scalars,
  );
}
