/**
 * `deno task assemble`: compiles the kernels of lib/vector and lib/training, once
 * with relaxed SIMD and once without, into the files from which the library takes
 * them.
 *
 * @module
 */
import { kernelBytes } from "./assemble/kernel_bytes.ts";
import { writeFile } from "./shared/write_file.ts";

for (const folder of ["vector", "training"]) {
  const file = new URL(`../lib/${folder}/_kernel_bytes.ts`, import.meta.url);
  await writeFile(file, await kernelBytes(folder));
}
