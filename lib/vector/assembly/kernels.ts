// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * What the library calls, and the constants that it has to know. Every task
 * answers whether all that it left is finite.
 */
import { adamStep } from "./adam.ts";

export { PART } from "./adam.ts";
export { fuses } from "./arithmetic.ts";
export { BLOCK, OWN_BYTES, TILE } from "./softmax.ts";
export { normalize, pack, rowGradients, tileStep, tokens } from "./softmax.ts";

/** An Adam step of one chunk, which has a multiple of four weights if it is not the last. */
export function chunkStep(
  chunk: i32,
  _thread: i32,
  weights: usize,
  gradients: usize,
  firstMoment: usize,
  secondMoment: usize,
  momentBytes: i32,
  count: i32,
  chunkLength: i32,
  scalars: usize,
): bool {
  const first = chunk * chunkLength;
  return adamStep(
    weights + 4 * first,
    gradients + 4 * first,
    firstMoment + momentBytes * first,
    secondMoment + momentBytes * first,
    momentBytes,
    min(chunkLength, count - first),
    scalars,
  );
}
