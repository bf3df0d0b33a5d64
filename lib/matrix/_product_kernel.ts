/**
 * The kernel of a product of matrices.
 *
 * @module
 */
import { simd } from "./_kernel_bytes.ts";

/** The kernel of `assembly/kernels.ts`, and the arrays that it reads and writes. */
export interface ProductKernel {
  /** How many rows of `a`, rows of `b` and terms of a sum it takes at most. */
  readonly most: { rows: number; columns: number; terms: number };
  /** Rows of the one matrix, each four of them term by term, `4 * most.terms` apart. */
  readonly a: Float64Array;
  /** Rows of the other one, likewise. */
  readonly b: Float64Array;
  /** The sums, `most.columns` for each row of `a`. */
  readonly sums: Float64Array;
  /** Adds so many terms to the sums of so many rows and columns. */
  addProducts(rows: number, columns: number, terms: number): void;
}

/** The kernel; nothing where WebAssembly has no SIMD, is not there or is forbidden. */
export const productKernel: ProductKernel | undefined = start();

function start(): ProductKernel | undefined {
  let module: WebAssembly.Module;
  try {
    module = new WebAssembly.Module(Uint8Array.fromBase64(simd));
  } catch {
    return undefined;
  }
  const { exports } = new WebAssembly.Instance(module);
  const { buffer } = exports.memory as WebAssembly.Memory;
  const constant = (name: string): number =>
    (exports[name] as WebAssembly.Global<"i32">).value;
  const numbers = (name: string, count: number) =>
    new Float64Array(buffer, constant(name), count);
  const rows = constant("ROWS");
  const columns = constant("COLUMNS");
  const terms = constant("TERMS");
  return {
    most: { rows, columns, terms },
    a: numbers("a", rows * terms),
    b: numbers("b", columns * terms),
    sums: numbers("sums", rows * columns),
    addProducts: exports.addProducts as ProductKernel["addProducts"],
  };
}
