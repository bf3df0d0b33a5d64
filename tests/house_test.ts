/**
 * Who may know whom: `data/` is read by tests and notebooks, `lib/` knows
 * nothing outside, and only `lib/show/` knows packages.
 */
import { assert, assertEquals } from "@std/assert";
import { granted } from "./granted.ts";

const root = new URL("..", import.meta.url);

const ignore = !granted("read");

/** The folders of lib/, of which only lib/show/ knows packages. */
function foldersOfLib(): string[] {
  return [...Deno.readDirSync(new URL("lib/", root))]
    .filter((entry) => entry.isDirectory)
    .map((entry) => `lib/${entry.name}/`).sort();
}

/** The files of the mathematics: all of lib/ but lib/show/. */
function mathematics(): string[] {
  const folders = foldersOfLib().filter((folder) => folder !== "lib/show/");
  return ["lib/", ...folders].flatMap(filesOf);
}

function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, root))]
    .filter((entry) => entry.isFile && entry.name.endsWith(".ts"))
    .map((entry) => folder + entry.name).sort();
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
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
    for (const path of mathematics()) {
      // The kernels follow formulations, and fall back on the language model.
      const own = path.split("/").length === 2
        ? /^\.\/\w+\.ts$/
        : path.startsWith("lib/vector/")
        ? /^(\.|\.\.|\.\.\/(formulations|language_model))\/\w+\.ts$/
        : /^\.\.?\/\w+\.ts$/;
      for (const name of importsOf(path)) {
        assert(own.test(name), `${path} imports ${name}`);
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
    for (const path of mathematics()) {
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
    for (const folder of ["lib/", ...foldersOfLib()]) {
      const files = filesOf(folder).map((path) => path.slice(folder.length))
        .filter((name) => name !== "mod.ts" && !name.startsWith("_"));
      const exported = importsOf(`${folder}mod.ts`)
        .filter((name) => /^\.\/[^_]/.test(name)).map((name) => name.slice(2));
      assertEquals(exported.sort(), files);
    }
    for (const path of mathematics()) {
      const test = path.replace("lib/", "tests/").replace(".ts", "_test.ts");
      const isPrivate = path.includes("/_") || path.endsWith("/mod.ts");
      assert(isPrivate || filesOf(folderOf(test)).includes(test), test);
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
