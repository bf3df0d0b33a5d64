import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type { Notebook, RunRecord } from "../../tools/notebook/notebook.ts";
import {
  makeRecord,
  outputsHash,
  withRecord,
} from "../../tools/notebook/run_record.ts";
import { aNotebook, inFolder } from "../a_notebook.ts";
import { granted } from "../granted.ts";

Deno.test("withRecord() writes a notebook as Jupyter does, with sorted keys", () => {
  const notebook = aNotebook();
  const text = withRecord(
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
   "files": {},
   "outputs": "${outputsHash(notebook)}"
  },
  "toc": {}
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
  );
});

Deno.test("outputsHash() tells outputs apart, whatever editor has saved them", () => {
  const withText = (text: string | string[]) =>
    outputsHash(aNotebook({
      source: "1;",
      outputs: [{ output_type: "stream", name: "stdout", text }],
    }));
  const hash = withText("one\ntwo\n");
  assertStrictEquals(withText(["one\n", "two\n"]), hash);
  assert(withText("one\ntwo") !== hash);
  const [one, two] = ["x", "y"].map((source) => aNotebook({ source }));
  assertStrictEquals(outputsHash(one!), outputsHash(two!));
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

/** What the record says of the notebook beside these files. */
async function recordBeside(files: Record<string, string>): Promise<RunRecord> {
  let record: RunRecord | undefined;
  await inFolder(files, async (folder) => {
    record = await makeRecord(`${folder}/a.ipynb`, notebook);
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    assertEquals(names.sort(), Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) {
      assertStrictEquals(Deno.readTextFileSync(`${folder}/${name}`), text);
    }
  });
  return record!;
}

Deno.test({
  name:
    "makeRecord() follows the imports to every local file, takes deno.json and deno.lock, and leaves no trace",
  ignore,
  async fn() {
    const { deno, files: found } = await recordBeside(files);
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
  name:
    "makeRecord() gives the same in another folder and with CR LF line ends",
  ignore,
  async fn() {
    const other = Object.entries(files).map(([name, text]) => [
      name,
      text.replaceAll("\n", "\r\n"),
    ]);
    assertEquals(
      await recordBeside(Object.fromEntries(other)),
      await recordBeside(files),
    );
  },
});

Deno.test({
  name: "makeRecord() tells changed cells and a changed file behind an import",
  ignore,
  fn: () =>
    inFolder(files, async (folder) => {
      const path = `${folder}/a.ipynb`;
      const before = await makeRecord(path, notebook);
      await Deno.writeTextFile(`${folder}/data.json`, `{ "two": 3 }\n`);
      const after = await makeRecord(path, notebook);
      assertStrictEquals(after.cells, before.cells);
      const changed = Object.keys(before.files)
        .filter((name) => before.files[name] !== after.files[name]);
      assertEquals(changed, ["data.json"]);
      const edited = await makeRecord(path, aNotebook({ source: "2;" }));
      assert(edited.cells !== before.cells);
    }),
});
