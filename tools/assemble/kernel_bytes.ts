/**
 * The files `_kernel_bytes.ts` of lib/, made from their sources.
 *
 * @module
 */
import { compile, forOneThread } from "./compile.ts";
import { type KernelFolder, kernelFolders } from "./plan_classes.ts";

/** The folders of lib/ that have kernels: also that of the one which is called without plans and threads. */
export const assembled = ["matrix", ...kernelFolders] as const;

const [relaxed, plain] = [
  {
    name: "relaxedSimd",
    what:
      "With relaxed SIMD: one rounding in a multiply-add, on a CPU that has it.",
  },
  { name: "simd", what: "With plain SIMD: two roundings, on every CPU." },
] as const;

/** The text of the file of a folder of lib/: the builds of its kernels, in base64. */
export async function kernelBytes(
  folder: KernelFolder | "matrix",
): Promise<string> {
  const source = new URL(
    `../../lib/${folder}/assembly/kernels.ts`,
    import.meta.url,
  );
  const ofOne = folder === "matrix";
  const declarations = (ofOne ? [plain] : [relaxed, plain])
    .map(async ({ name, what }) => {
      const bytes = await compile(source, {
        relaxedSimd: name === relaxed.name,
        ...(ofOne ? { memory: forOneThread } : {}),
      });
      return `
/** ${what} */
export const ${name} =
  // deno-fmt-ignore
  "${bytes.toBase64()}";
`;
    });
  return `/**
 * The kernels of lib/${folder}/assembly as WebAssembly, in base64. Written by
 * \`deno task assemble\`; a test compares it with its source.
 *
 * @module
 */
${(await Promise.all(declarations)).join("")}`;
}
