// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * What the library calls with a task, a thread and a plan, and what it has to
 * know. What a loop uses of a plan stands in a constant before it: it would be
 * read anew behind each store.
 */
export { fuses } from "../../vector/assembly/arithmetic.ts";
export { attend, attendBackward } from "./attention.ts";
export { adamw, add, CHUNK, gelu, geluBackward, round } from "./elementwise.ts";
export { attentionScratch } from "./heads.ts";
export { normalize, normalizeBackward, ROWS } from "./normalization.ts";
export {
  GROUP,
  multiplyBlock,
  pack,
  scratchFor,
  transposedProduct,
} from "./products.ts";
export { crossEntropy, POSITIONS } from "./softmax.ts";
export { COLUMNS, learnedBackward, sumOfRows } from "./sums.ts";
export { transpose, turnedStride } from "./turning.ts";
