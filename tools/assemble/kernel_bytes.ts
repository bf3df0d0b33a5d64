/**
 * The files `_kernel_bytes.ts` of lib/, made from their sources.
 *
 * @module
 */
import { compile } from "./compile.ts";

/** The text of the file of a folder of lib/: both builds of its kernels, in base64. */
export async function kernelBytes(folder: string): Promise<string> {
  const source = new URL(
    `../../lib/${folder}/assembly/kernels.ts`,
    import.meta.url,
  );
  const relaxed = await compile(source, { relaxedSimd: true });
  const plain = await compile(source, { relaxedSimd: false });
  return `/**
 * The kernels of lib/${folder}/assembly as WebAssembly, in base64. Written by
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
