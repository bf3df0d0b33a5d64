// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * What the library calls with a task, a thread and a plan, and the constants
 * that it needs. A loop reads the fields of its plan into constants first:
 * otherwise each would be read again after every store.
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
