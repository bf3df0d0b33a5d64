/**
 * The products of matrices by kernels.
 *
 * @module
 */
import { wholeLines } from "../threads/mod.ts";
import type { TrainingEngine } from "./_kernels.ts";
import type { Operations, Tensor } from "./_operations.ts";

/** How many columns a panel has. */
const panelColumns = 8;

/** How many rows a task of a product takes, and how many columns at most. */
const [blockRows, blockColumns] = [48, 512];

/** How many rows a task transposes. */
const turnedRows = 16;

/** The products for a format. */
export function productKernels(
  engine: TrainingEngine,
  isLow: number,
): Pick<Operations, "linear" | "product" | "transposedProduct"> {
  return {
    linear(to, a, b, bias) {
      multiply(engine, to, a, b, { isTransposed: 1, bias: bias ?? 0, isLow });
    },
    product(to, a, b) {
      multiply(engine, to, a, b, { isTransposed: 0, bias: 0, isLow });
    },
    transposedProduct(to, a, b) {
      multiplyTransposed(engine, to, a, b, isLow);
    },
  };
}

/** A B, or A B^T, and a bias for each column. */
function multiply(
  engine: TrainingEngine,
  to: Tensor,
  a: Tensor,
  b: Tensor,
  { isTransposed, bias, isLow }: {
    isTransposed: number;
    bias: Float32Array | number;
    isLow: number;
  },
): void {
  const { memory, sizes, threads } = engine;
  const { rows, columns: depth } = a;
  const { columns } = to;
  const panels = Math.ceil(columns / panelColumns);
  const scratchBytes = wholeLines(sizes.scratchFor(4, 8));
  const at = memory.scratch({
    panels: 4 * panelColumns * panels * 4 * Math.ceil(depth / 4),
    scratch: scratchBytes * threads,
  });
  const packing = engine.plan("PackPlan", {
    to: at.panels,
    b: b.values,
    stride: 4 * b.columns,
    ...{ depth, columns, isTransposed },
  });
  engine.run("pack", panels, packing);
  const width = depth > 128 ? blockColumns : 2 * blockColumns;
  const tasks = Math.ceil(rows / blockRows) * Math.ceil(columns / width);
  const multiplying = engine.plan("MultiplyPlan", {
    a: a.values,
    c: to.values,
    ...{ rows, depth, columns },
    blockRows,
    blockColumns: width,
    bias,
    isLow,
    ...at,
    scratchBytes,
  });
  engine.run("multiplyBlock", tasks, multiplying);
}

/** A^T B. */
function multiplyTransposed(
  engine: TrainingEngine,
  to: Tensor,
  a: Tensor,
  b: Tensor,
  isLow: number,
): void {
  const { memory, constants, sizes, threads } = engine;
  const { rows: depth, columns } = b;
  const scratchBytes = wholeLines(sizes.scratchFor(depth, columns));
  const at = memory.scratch({
    turned: sizes.turnedStride(depth) * columns,
    scratch: scratchBytes * threads,
  });
  const turning = engine.plan("TransposePlan", {
    to: at.turned,
    from: b.values,
    rows: depth,
    columns,
    blockRows: turnedRows,
  });
  engine.run("transpose", Math.ceil(depth / turnedRows), turning);
  const multiplying = engine.plan("TransposedProductPlan", {
    a: a.values,
    transposedB: at.turned,
    c: to.values,
    ...{ depth, rows: a.columns, columns, isLow },
    scratch: at.scratch,
    scratchBytes,
  });
  const tasks = Math.ceil(a.columns / constants.GROUP);
  engine.run("transposedProduct", tasks, multiplying);
}
