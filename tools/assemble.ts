/**
 * `deno task assemble`: makes the classes of the plans, by which kernels are
 * called, then compiles the kernels in lib/vector/assembly, once with relaxed
 * SIMD and once without, into the file from which the library takes them.
 *
 * @module
 */
import { kernelBytes } from "./assemble/kernel_bytes.ts";
import { planClasses } from "./assemble/plan_classes.ts";
import { writeFile } from "./shared/write_file.ts";

const folder = new URL("../lib/vector/", import.meta.url);
await writeFile(new URL("assembly/plans.ts", folder), planClasses());
await writeFile(new URL("_kernel_bytes.ts", folder), await kernelBytes());
