import { assertEquals } from "@std/assert";
import { granted } from "./granted.ts";

for (const folder of ["training", "vector"] as const) {
  Deno.test({
    name:
      `the kernels of lib/${folder}/, and the classes of their plans, are what deno task assemble makes of their sources`,
    ignore: !granted("read", "env"),
    async fn() {
      // The compiler asks for the environment as soon as it is imported.
      const [{ kernelBytes }, { kernelFolders, planClasses }] = await Promise
        .all([
          import("../tools/assemble/kernel_bytes.ts"),
          import("../tools/assemble/plan_classes.ts"),
        ]);
      const made = new URL(`../lib/${folder}/`, import.meta.url);
      const read = (name: string) => Deno.readTextFile(new URL(name, made));
      assertEquals(await read("assembly/plans.ts"), planClasses(folder));
      assertEquals(await read("_kernel_bytes.ts"), await kernelBytes(folder));
      assertEquals(kernelFolders, ["training", "vector"]);
    },
  });
}
