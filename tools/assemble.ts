/**
 * `deno task assemble`: makes the classes of the plans by which the kernels of
 * lib/vector and lib/training are called, then compiles these, once with relaxed
 * SIMD and once without, into the files from which the library takes them.
 *
 * @module
 */
import { kernelBytes } from "./assemble/kernel_bytes.ts";
import { kernelFolders, planClasses } from "./assemble/plan_classes.ts";
import { writeFile } from "./shared/write_file.ts";

for (const name of kernelFolders) {
  const folder = new URL(`../lib/${name}/`, import.meta.url);
  await writeFile(new URL("assembly/plans.ts", folder), planClasses(name));
  const bytes = await kernelBytes(name);
  await writeFile(new URL("_kernel_bytes.ts", folder), bytes);
}
