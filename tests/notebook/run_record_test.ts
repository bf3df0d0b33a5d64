import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type { Notebook, Stamp } from "../../tools/notebook/notebook.ts";
import {
  makeStamp,
  stamped,
  stateOf,
} from "../../tools/notebook/run_record.ts";
import { granted } from "../granted.ts";
import { aNotebook, inFolder } from "../a_notebook.ts";

const stamp: Stamp = {
  deno: "2.9.6",
  cells: "c",
  files: { "../lib/a.ts": "a", "../deno.lock": "l" },
};

const run = aNotebook(
  { source: "const x = 1;" },
  { source: "x;", outputs: [{ output_type: "execute_result" }] },
);

function withStamp(notebook: Notebook): Notebook {
  return { ...notebook, metadata: { ...notebook.metadata, run: stamp } };
}

Deno.test("a notebook with the stamp of now is FRESH, whichever Deno ran it", () => {
  const now = { ...stamp, deno: "3.0.0" };
  assertEquals(stateOf(withStamp(run), now), { state: "FRESH", why: [] });
});

Deno.test("a notebook is STALE once its cells or a file behind it have changed, and it says which", () => {
  const now = {
    deno: "2.9.6",
    cells: "d",
    files: { "../lib/a.ts": "b", "../lib/n.ts": "n" },
  };
  assertEquals(stateOf(withStamp(run), now), {
    state: "STALE",
    why: [
      "the cells have changed",
      "../lib/a.ts has changed",
      "../deno.lock is gone",
      "../lib/n.ts is new",
    ],
  });
});

Deno.test("a stamp without a run behind it makes a notebook HOLLOW, be it stale or not", () => {
  const cleared = aNotebook(
    { source: "const x = 1;", execution_count: null },
    { source: "x;" },
    { source: " ", execution_count: null },
  );
  const missing = ["code cell 1 was not run"];
  assertEquals(stateOf(withStamp(cleared), stamp), {
    state: "HOLLOW",
    why: missing,
  });
  assertEquals(stateOf(withStamp(cleared), { ...stamp, cells: "d" }), {
    state: "HOLLOW",
    why: [...missing, "the cells have changed"],
  });
});

Deno.test("a notebook without a stamp is UNSTAMPED", () => {
  assertEquals(stateOf(run, stamp), { state: "UNSTAMPED", why: [] });
});

Deno.test("stamped() writes a notebook as Jupyter does, with sorted keys", () => {
  const notebook = aNotebook();
  const text = stamped(
    { ...notebook, metadata: { ...notebook.metadata, toc: {} } } as Notebook,
    { deno: "2.9.6", cells: "c", files: {} },
  );
  assertStrictEquals(
    text,
    `{
 "cells": [],
 "metadata": {
  "kernelspec": {
   "display_name": "Deno",
   "name": "deno"
  },
  "run": {
   "deno": "2.9.6",
   "cells": "c",
   "files": {}
  },
  "toc": {}
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
  );
});

const ignore = !granted("read", "write", "run");

const files = {
  "deno.json": `{ "imports": { "one": "./one.ts" } }`,
  "deno.lock": `{ "version": "5" }`,
  "one.ts": `export { two } from "./two.ts";\n`,
  "two.ts": `import data from "./data.json" with { type: "json" };\n` +
    `export const two: number = data.two;\n`,
  "data.json": `{ "two": 2 }\n`,
  "unused.ts": "",
};

const notebook = aNotebook({ source: `import { two } from "one";\ntwo;` });

/** What the stamp says of the notebook beside these files. */
async function stampBeside(files: Record<string, string>): Promise<Stamp> {
  let stamp: Stamp | undefined;
  await inFolder(files, async (folder) => {
    stamp = await makeStamp(`${folder}/a.ipynb`, notebook);
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    assertEquals(names.sort(), Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) {
      assertStrictEquals(Deno.readTextFileSync(`${folder}/${name}`), text);
    }
  });
  return stamp!;
}

Deno.test({
  name:
    "makeStamp() follows the imports to every local file, takes deno.json and deno.lock, and leaves no trace",
  ignore,
  async fn() {
    const { deno, files: found } = await stampBeside(files);
    assertEquals(Object.keys(found), [
      "data.json",
      "deno.json",
      "deno.lock",
      "one.ts",
      "two.ts",
    ]);
    // As `printf '{ "two": 2 }\n' | sha256sum` says.
    assertStrictEquals(
      found["data.json"],
      "522d654574e8067ab25dde198d9859155cdcbaec353ffaa664cc6b2c4023bee1",
    );
    assertStrictEquals(deno, Deno.version.deno);
  },
});

Deno.test({
  name: "makeStamp() gives the same in another folder and with CR LF line ends",
  ignore,
  async fn() {
    const other = Object.entries(files).map(([name, text]) => [
      name,
      text.replaceAll("\n", "\r\n"),
    ]);
    assertEquals(
      await stampBeside(Object.fromEntries(other)),
      await stampBeside(files),
    );
  },
});

Deno.test({
  name: "makeStamp() tells changed cells and a changed file behind an import",
  ignore,
  fn: () =>
    inFolder(files, async (folder) => {
      const path = `${folder}/a.ipynb`;
      const before = await makeStamp(path, notebook);
      await Deno.writeTextFile(`${folder}/data.json`, `{ "two": 3 }\n`);
      const after = await makeStamp(path, notebook);
      assertStrictEquals(after.cells, before.cells);
      const changed = Object.keys(before.files)
        .filter((name) => before.files[name] !== after.files[name]);
      assertEquals(changed, ["data.json"]);
      const edited = await makeStamp(path, aNotebook({ source: "2;" }));
      assert(edited.cells !== before.cells);
    }),
});
