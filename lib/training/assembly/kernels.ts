// @ts-nocheck: AssemblyScript, checked by its own compiler
/** What the library calls, and the constants that it has to know. */
export { fuses } from "../../vector/assembly/arithmetic.ts";
export { attend, attendBackward, attentionScratch } from "./attention.ts";
export { adamw, add, CHUNK, gelu, geluBackward, round } from "./elementwise.ts";
export {
  COLUMNS,
  learnedBackward,
  normalize,
  normalizeBackward,
  ROWS,
  sumOfRows,
} from "./normalization.ts";
export {
  GROUP,
  multiplyBlock,
  pack,
  scratchFor,
  transpose,
  transposedProduct,
  turnedStride,
} from "./products.ts";
export { crossEntropy, POSITIONS } from "./softmax.ts";
