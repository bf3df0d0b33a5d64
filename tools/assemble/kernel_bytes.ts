/**
 * The file lib/vector/_kernel_bytes.ts, made from its source.
 *
 * @module
 */
import { compile } from "./compile.ts";

const source = new URL(
  "../../lib/vector/assembly/kernels.ts",
  import.meta.url,
);

/** The text of the file: both builds of the kernels, in base64. */
export async function kernelBytes(): Promise<string> {
  const relaxed = await compile(source, { relaxedSimd: true });
  const plain = await compile(source, { relaxedSimd: false });
  return `/**
 * The kernels of lib/vector/assembly as WebAssembly, in base64. Written by
 * \`deno task assemble\`; a test compares it with its source.
 *
 * @module
 */

/** With relaxed SIMD: one rounding in a multiply-add, on a CPU that has it. */
export const relaxedSimd =
  // deno-fmt-ignore
  "${relaxed.toBase64()}";

/** With plain SIMD: two roundings, on every CPU. */
export const simd =
  // deno-fmt-ignore
  "${plain.toBase64()}";
`;
}
