/**
 * `deno task assemble`: makes the classes of the plans, by which the kernels of
 * lib/vector are called, then compiles the kernels of lib/vector and
 * lib/training, once with relaxed SIMD and once without, into the files from
 * which the library takes them.
 *
 * @module
 */
import { kernelBytes } from "./assemble/kernel_bytes.ts";
import { planClasses } from "./assemble/plan_classes.ts";
import { writeFile } from "./shared/write_file.ts";

const vector = new URL("../lib/vector/", import.meta.url);
await writeFile(new URL("assembly/plans.ts", vector), planClasses());
for (const folder of ["vector", "training"]) {
  const file = new URL(`../lib/${folder}/_kernel_bytes.ts`, import.meta.url);
  await writeFile(file, await kernelBytes(folder));
}
