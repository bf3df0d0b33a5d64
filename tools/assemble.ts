/**
 * `deno task assemble`: compiles the kernels in lib/vector/assembly, once with
 * relaxed SIMD and once without, into the file from which the library takes them.
 *
 * @module
 */
import { kernelBytes } from "./assemble/kernel_bytes.ts";
import { writeFile } from "./shared/write_file.ts";

const file = new URL("../lib/vector/_kernel_bytes.ts", import.meta.url);
await writeFile(file, await kernelBytes());
