import { assertEquals } from "@std/assert";
import { granted } from "./granted.ts";

const ignore = !granted("read", "env");

// The compiler asks for the environment as soon as it is imported.
const bytesOf = () => import("../tools/assemble/kernel_bytes.ts");
const classesOf = () => import("../tools/assemble/plan_classes.ts");

const read = (path: string) =>
  Deno.readTextFile(new URL(`../lib/${path}`, import.meta.url));

for (const folder of ["matrix", "training", "vector"] as const) {
  Deno.test({
    name:
      `the kernels of lib/${folder}/ are what deno task assemble makes of their sources`,
    ignore,
    async fn() {
      const { assembled, kernelBytes } = await bytesOf();
      const made = await read(`${folder}/_kernel_bytes.ts`);
      assertEquals(made, await kernelBytes(folder));
      assertEquals(assembled, ["matrix", "training", "vector"]);
    },
  });
}

for (const folder of ["training", "vector"] as const) {
  Deno.test({
    name:
      `the classes of the plans of lib/${folder}/ are what deno task assemble makes of their descriptions`,
    ignore,
    async fn() {
      const { kernelFolders, planClasses } = await classesOf();
      const made = await read(`${folder}/assembly/plans.ts`);
      assertEquals(made, planClasses(folder));
      assertEquals(kernelFolders, ["training", "vector"]);
    },
  });
}
