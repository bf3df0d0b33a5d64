/** Which modules a cell imports. */
import { assertEquals } from "@std/assert";
import { importedBy } from "../../../tools/kernel/cell/imported.ts";

Deno.test("a cell imports what its declarations and its own calls name, once each; no types", () => {
  const code =
    `import a, { b } from "a"; import "b"; import type { T } from "t";
import d from "d" with { type: "json" };
const c = await import("c"); await import("a"); import(c);
function later() { return import("later"); }`;
  assertEquals(importedBy(code), ["a", "b", "d", "c"]);
});

Deno.test("a cell without imports, or that cannot be read, imports nothing", () => {
  for (const code of ["1", '"import x"', "import {", ""]) {
    assertEquals(importedBy(code), []);
  }
});
