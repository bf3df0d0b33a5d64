/**
 * Who may know whom: `data/` is read by tests and notebooks, `lib/` knows
 * nothing outside, and only `lib/show/` knows packages.
 */
import { assert, assertEquals } from "@std/assert";
import { granted } from "./granted.ts";

const root = new URL("..", import.meta.url);

const ignore = !granted("read");

function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, root))]
    .filter((entry) => entry.isFile && entry.name.endsWith(".ts"))
    .map((entry) => folder + entry.name).sort();
}

function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, root));
}

/** The code without its comments, in which examples import what they like. */
function code(path: string): string {
  return read(path).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
}

function importsOf(path: string): string[] {
  return [...code(path).matchAll(/from "([^"]+)"/g)].map((match) => match[1]!);
}

Deno.test({
  name:
    "lib/ imports nothing but itself, and lib/show/ is not part of lib/mod.ts",
  ignore,
  fn() {
    for (const path of filesOf("lib/")) {
      for (const name of importsOf(path)) {
        assert(/^\.\/[\w]+\.ts$/.test(name), `${path} imports ${name}`);
      }
    }
  },
});

Deno.test({
  name: "lib/ has no Deno, no console, no clock, no chance and no global state",
  ignore,
  fn() {
    const outside =
      /\b(Deno|console|Date|performance|globalThis|Math\.random)\b/;
    for (const path of filesOf("lib/")) {
      assert(!outside.test(code(path)), path);
      assert(!/^(let|var) /m.test(code(path)), path);
    }
  },
});

Deno.test({
  name:
    "each public file of lib/ is exported by its mod.ts and has a test of its name",
  ignore,
  fn() {
    for (const folder of ["lib/", "lib/show/"]) {
      const files = filesOf(folder).map((path) => path.slice(folder.length))
        .filter((name) => name !== "mod.ts" && !name.startsWith("_"));
      const exported = importsOf(`${folder}mod.ts`)
        .map((name) => name.slice(2)).filter((name) => !name.startsWith("_"));
      assertEquals(exported.sort(), files);
    }
    const tests = filesOf("tests/");
    for (const path of filesOf("lib/")) {
      const test = path.replace("lib/", "tests/").replace(".ts", "_test.ts");
      const isPrivate = path.includes("/_") || path === "lib/mod.ts";
      assert(isPrivate || tests.includes(test), test);
    }
  },
});

Deno.test({
  name: "the tools know Jupyter and not the mathematics",
  ignore,
  fn() {
    for (
      const path of ["tools/", "tools/kernel/", "tools/log/", "tools/verify/"]
        .flatMap(filesOf)
    ) {
      for (const name of importsOf(path)) {
        assert(!name.startsWith("adam") && !name.includes("lib/"), path);
      }
    }
  },
});
