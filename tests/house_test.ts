/**
 * Who may know whom: `data/` is read by tests and notebooks, `lib/` knows
 * nothing outside, and only `lib/show/` knows packages; the tools have floors.
 * And that each part of the house is named where a reader looks for it.
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

/** All files of lib/ that import or are imported, to any depth. */
function allOfLib(folder = "lib/"): string[] {
  return [...Deno.readDirSync(new URL(folder, root))].flatMap((entry) => {
    // The kernels are AssemblyScript, and know only each other.
    if (entry.name === "assembly") return [];
    if (entry.isDirectory) return allOfLib(`${folder}${entry.name}/`);
    return entry.name.endsWith(".ts") ? [folder + entry.name] : [];
  });
}

/** The files that a file imports by their paths, types included. */
function filesImportedBy(path: string): string[] {
  return importsOf(path).filter((name) => name.startsWith("."))
    .map((name) => new URL(name, new URL(path, root)).href)
    .map((href) => href.slice(root.href.length));
}

/** The floors as lib/README.md draws them, the lowest first: folders, and files of lib/ itself. */
function floors(): string[][] {
  const [, drawing] = /```text\n([^]*?)```/.exec(read("lib/README.md"))!;
  return drawing!.trim().split("\n").reverse().map((line) =>
    line.split(/ {3,}/)[0]!.split(/ +/).map((name) =>
      name === "." ? "lib/" : `lib/${name}${name.startsWith("_") ? ".ts" : "/"}`
    )
  );
}

/** The part of a floor that a file is in: its folder, or the file itself if that is drawn. */
function roomOf(path: string, all: readonly string[]): string {
  const [, folder] = /^(lib\/(?:\w+\/)?)/.exec(path)!;
  return all.includes(path) ? path : folder!;
}

Deno.test({
  name:
    "each file of lib/ imports from its own folder and the floors below, as lib/README.md draws them",
  ignore,
  fn() {
    const all = floors();
    const rooms = all.flat();
    assertEquals(
      rooms.filter((room) => room.endsWith("/") && room !== "lib/").sort(),
      foldersOfLib(),
    );
    const floorOf = (room: string) =>
      all.findIndex((floor) => floor.includes(room));
    for (const path of allOfLib()) {
      const own = roomOf(path, rooms);
      for (const imported of filesImportedBy(path)) {
        const other = roomOf(imported, rooms);
        const isBelow = floorOf(other) >= 0 && floorOf(other) < floorOf(own);
        // The lowest floor is files that know each other.
        const isOwn = other === own || floorOf(own) + floorOf(other) === 0;
        assert(isOwn || isBelow, `${path} imports ${imported}`);
      }
    }
  },
});

Deno.test({
  name:
    "a private file of lib/ is imported only from its folder and the folders in it",
  ignore,
  fn() {
    for (const path of allOfLib()) {
      for (const imported of filesImportedBy(path)) {
        const isPrivate = /\/_\w+\.ts$/.test(imported);
        const isNear = path.startsWith(folderOf(imported));
        assert(!isPrivate || isNear, `${path} imports ${imported}`);
      }
    }
  },
});

Deno.test({
  name: "no file of lib/ comes back to itself by what it imports",
  ignore,
  fn() {
    const done = new Set<string>();
    const visit = (path: string, way: readonly string[]) => {
      assert(!way.includes(path), [...way, path].join(" -> "));
      if (done.has(path)) return;
      for (const next of filesImportedBy(path)) visit(next, [...way, path]);
      done.add(path);
    };
    for (const path of allOfLib()) visit(path, []);
  },
});

Deno.test({
  name:
    "lib/ imports nothing but itself, and lib/show/ is not part of lib/mod.ts",
  ignore,
  fn() {
    for (const path of mathematics()) {
      for (const name of importsOf(path)) {
        assert(
          /^\.\.?\/(\w+\/)?\w+\.ts$/.test(name),
          `${path} imports ${name}`,
        );
      }
    }
    assert(!read("lib/mod.ts").includes("show"));
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

/** The code of lib/, of the notebooks and of the tools, by file. */
function allCode(): [path: string, code: string][] {
  const own = allOfLib().map((path): [string, string] => [path, code(path)]);
  const tools = [
    "tools/",
    "tools/compare/",
    "tools/census/",
    "tools/sweep/",
    "tools/reference/formulations/",
    "bench/peers/",
  ]
    .flatMap(filesOf).map((path): [string, string] => [path, code(path)]);
  const notebooks = [...Deno.readDirSync(new URL("notebooks/", root))]
    .filter((entry) => entry.name.endsWith(".ipynb"))
    .map((entry): [string, string] => {
      const { cells } = JSON.parse(read(`notebooks/${entry.name}`));
      const sources = cells
        .filter((cell: { cell_type: string }) => cell.cell_type === "code")
        .flatMap((cell: { source: string | string[] }) => cell.source);
      return [entry.name, sources.join("")];
    });
  return [...own, ...tools, ...notebooks];
}

Deno.test({
  name: "what lib/ exports is used in lib/, by a notebook or by a tool",
  ignore,
  fn() {
    const users = allCode();
    const unused = mathematics()
      .filter((path) => !/\/_|\/mod\.ts$/.test(path))
      .flatMap((path) =>
        [
          ...code(path).matchAll(
            /^export .*?(?:function\*?|const|class) (\w+)/gm,
          ),
        ]
          .map(([, name]) => ({ path, name: name! }))
      )
      .filter(({ name }) => {
        const word = new RegExp(`\\b${name}\\b`, "g");
        const uses = users.flatMap(([, text]) => text.match(word) ?? []);
        return uses.length === 1; // where it is defined
      });
    // The equation of one row, which outputGradient has for all of them.
    assertEquals(unused.map(({ name }) => name), ["rowGradient"]);
  },
});

/** All files of the tree below a folder, without what is made or hidden. */
function treeOf(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, root))].sort((a, b) =>
    a.name < b.name ? -1 : 1
  ).filter(({ name }) => !/^[._]{1,2}(?!\w+\.ts$)/.test(name))
    .flatMap(({ name, isDirectory }) =>
      isDirectory ? treeOf(`${folder}${name}/`) : [folder + name]
    );
}

/** The files of the tree that a file imports. */
function localImports(path: string): string[] {
  return importsOf(path).filter((name) => name.startsWith(".")).map((name) =>
    new URL(name, new URL(path, root)).href.slice(root.href.length)
  );
}

const isCode = (path: string) => path.endsWith(".ts");

/** The folders of tools/, each above those that it may know. */
const floorsOfTools = [
  ...["log", "verify", "new", "compare", "census", "sweep", "assemble"],
  "reference",
  ...["notebook", "jupyter", "kernel", "shared"],
];

/** Those of a task or of the reference data, which know nothing of each other. */
const peers = floorsOfTools.slice(0, 8);

Deno.test({
  name:
    "the tools read from above to below: a task knows folders, a folder those below it, and nobody a task",
  ignore,
  fn() {
    const folders = new Set<string>();
    for (const path of treeOf("tools/").filter(isCode)) {
      const [, from, inner] = path.split("/");
      if (inner !== undefined) folders.add(from!);
      for (const name of localImports(path)) {
        const [top, to, file] = name.split("/");
        if (top !== "tools") continue;
        assert(file !== undefined, `${path} imports the task ${name}`);
        if (inner === undefined || from === to) continue;
        const isBelow =
          floorsOfTools.indexOf(from!) < floorsOfTools.indexOf(to!);
        assert(isBelow && !peers.includes(to!), `${path} imports ${name}`);
      }
    }
    assertEquals([...folders].sort(), floorsOfTools.toSorted());
  },
});

Deno.test({
  name:
    "the kernel stands alone: all that it imports is in its own folder, or a package of the project's version and hash",
  ignore,
  fn() {
    const [own, all] = ["tools/kernel/", ""].map((folder) => ({
      ...JSON.parse(read(`${folder}deno.json`)),
      lock: JSON.parse(read(`${folder}deno.lock`)).npm,
    })) as Record<"imports" | "lock", Record<string, unknown>>[];
    for (const [name, version] of Object.entries(own!.imports)) {
      assertEquals(all!.imports[name], version);
    }
    for (const [name, entry] of Object.entries(own!.lock)) {
      assertEquals(all!.lock[name], entry);
    }
    const packages = treeOf("tools/kernel/").filter(isCode).flatMap(importsOf)
      .filter((name) => !/^(\.|node:)/.test(name));
    for (const name of packages) assert(name in own!.imports, name);
    for (const path of treeOf("tools/kernel/").filter(isCode)) {
      for (const name of localImports(path)) {
        assert(name.startsWith("tools/kernel/"), `${path} imports ${name}`);
      }
    }
  },
});

Deno.test({
  name:
    "of the tools only compare/, census/, sweep/ and reference/ know the mathematics, assemble/ the plans of the kernels, log/ the figure that its index opens with, and bench/ of the tools what all need and the compiler",
  ignore,
  fn() {
    for (const path of treeOf("tools/").filter(isCode)) {
      if (/^tools\/(compare|census|sweep|reference)\//.test(path)) continue;
      for (const name of importsOf(path)) {
        if (/lib\/(training|vector)\/_plans\.ts$/.test(name)) continue;
        const isFigure = path === "tools/log/first_steps.ts" &&
          name.includes("lib/show/explorable/");
        if (isFigure) continue;
        assert(!name.startsWith("adam") && !name.includes("lib/"), path);
      }
    }
    for (const path of treeOf("bench/").filter(isCode)) {
      for (const name of localImports(path)) {
        assert(/^(bench|lib|tools\/(shared|assemble))\//.test(name), path);
      }
    }
  },
});

Deno.test({
  name: "no file of tools/ or bench/ comes to itself by its imports",
  ignore,
  fn() {
    const done = new Set<string>();
    const walk = (path: string, way: string[]) => {
      assert(!way.includes(path), [...way, path].join(" > "));
      if (done.has(path) || !/^(tools|bench)\/.*\.ts$/.test(path)) return;
      for (const name of localImports(path)) walk(name, [...way, path]);
      done.add(path);
    };
    for (const path of ["tools/", "bench/"].flatMap(treeOf)) walk(path, []);
    assert(done.size > 100);
  },
});

Deno.test({
  name:
    "a README names each file and folder beside it, and a folder without one is named in the one above",
  ignore,
  fn() {
    const files = [
      ...["tools/", "bench/"],
      ...["lib/threads/", "lib/vector/", "lib/training/"],
    ].flatMap(treeOf);
    const isThere = (folder: string) => files.includes(`${folder}README.md`);
    for (const path of files.filter((path) => !path.endsWith("README.md"))) {
      let named = path;
      let folder = folderOf(path);
      while (!isThere(folder)) {
        named = folder.slice(0, -1);
        folder = folderOf(named);
        assert(folder !== "", `${path} stands below no README`);
      }
      const name = named.slice(folder.length);
      const words = named === path ? `\`${name}\`` : `${name}/`;
      assert(read(`${folder}README.md`).includes(words), `${folder}: ${name}`);
    }
  },
});
