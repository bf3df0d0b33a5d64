/**
 * `deno task assemble`: makes the classes of the plans by which the kernels of
 * lib/vector and lib/training are called, then compiles these, with relaxed SIMD
 * and without, and that of lib/matrix into the files from which the library takes
 * them.
 *
 * @module
 */
import { assembled, kernelBytes } from "./assemble/kernel_bytes.ts";
import { kernelFolders, planClasses } from "./assemble/plan_classes.ts";
import { writeFile } from "./shared/write_file.ts";

for (const name of kernelFolders) {
  const folder = new URL(`../lib/${name}/`, import.meta.url);
  await writeFile(new URL("assembly/plans.ts", folder), planClasses(name));
}
for (const name of assembled) {
  const file = new URL(`../lib/${name}/_kernel_bytes.ts`, import.meta.url);
  await writeFile(file, await kernelBytes(name));
}
