/**
 * `deno task verify` from the outside, on notebooks in folders that go away.
 * What needs Jupyter runs once `deno task render` has made it.
 */
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { deno } from "../tools/shared/deno.ts";
import { root } from "../tools/shared/task.ts";
import type { Cell, Notebook } from "../tools/notebook/notebook.ts";
import { runNotebook } from "../tools/notebook/run_notebook.ts";
import { makeRecord, withRecord } from "../tools/notebook/run_record.ts";
import { granted } from "./granted.ts";
import { aNotebook, inFolder } from "./a_notebook.ts";

const ignore = !granted("read", "write", "run");
const ignoreRuns = ignore || !isRendered();

function isRendered(): boolean {
  try {
    return Deno.statSync(`${root}/.venv/made-from.txt`).isFile;
  } catch {
    return false;
  }
}

/** Runs the task. */
async function verify(
  ...paths: string[]
): Promise<{ success: boolean; messages: string }> {
  const config = `${root}/deno.json`;
  const args = ["task", "--quiet", "--config", config, "verify", ...paths];
  const { success, stdout, stderr } = await deno(args);
  return { success, messages: stdout + stderr };
}

const advice = "`deno task render` runs it and saves it with a new record";

const sources = [
  `import { half } from "./half.ts";\nhalf;`,
  `console.log("one", half);\nhalf * 2;`,
  `const third: number = 1 / 3;`,
  `console.log(third);`,
];

const files = { "half.ts": "export const half = 0.5;\n" };

/** Saves a notebook of these cells as `deno task render` does. */
async function save(path: string): Promise<Notebook> {
  const notebook = aNotebook(...sources.map((source) => ({ source })));
  await Deno.writeTextFile(path, JSON.stringify(notebook));
  const run = await runNotebook(path, notebook);
  await Deno.writeTextFile(path, withRecord(run, await makeRecord(path, run)));
  return JSON.parse(await Deno.readTextFile(path));
}

Deno.test({
  name:
    "verify finds nothing in an untouched notebook, twice in a row, until a file behind it changes",
  ignore: ignoreRuns,
  fn: () =>
    inFolder(files, async (folder) => {
      const path = `${folder}/a.ipynb`;
      await save(path);
      const text = await Deno.readTextFile(path);
      for (const _ of ["first", "second"]) {
        const { success, messages } = await verify(folder);
        assert(success, messages);
        assert(/a\.ipynb +│ FRESH +│ +4 │ +4 │ +0 │/.test(messages), messages);
        assertStrictEquals(await Deno.readTextFile(path), text);
        const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
        assertEquals(names.sort(), ["a.ipynb", "half.ts"]);
      }
      const edited = "export const half: number = 0.25 * 2;\n";
      await Deno.writeTextFile(`${folder}/half.ts`, edited);
      const { success, messages } = await verify(path);
      assert(!success);
      assertStringIncludes(
        messages,
        `${path}\n  STALE: ${advice}\n  - half.ts has changed\n\n`,
      );
      assert(/a\.ipynb +│ STALE +│ +4 │ +4 │ +1 │/.test(messages), messages);
    }),
});

/** The notebook with a defect in each cell but the fourth, and two cells more. */
function planted(notebook: Notebook): Notebook {
  const cells = structuredClone(notebook.cells);
  const [wrong, missing, extra, near] = cells as [Cell, Cell, Cell, Cell];
  wrong.outputs![0]!.data = { "text/plain": "0.51" };
  missing.outputs!.pop();
  const printed = { output_type: "stream", name: "stdout" };
  extra.outputs!.push({ ...printed, text: "more\n" });
  near.metadata = { tags: ["tolerance:1e-9"] };
  near.outputs![0]!.text = "0.33333333330\n";
  cells.push(
    {
      ...near,
      id: "far",
      execution_count: 5,
      metadata: { tags: ["tolerance:1e-11"] },
    },
    {
      cell_type: "code",
      id: "types",
      execution_count: 6,
      metadata: { tags: ["nbval-ignore-output"] },
      outputs: [],
      source: ["const s: string = half;\n", "const n: any = s;\n", "void n;"],
    },
  );
  return { ...notebook, cells };
}

const told = [
  `a.ipynb
  STALE: ${advice}
  - the cells have changed
`,
  `a.ipynb, code cell 1 (cell-1): import { half } from "./half.ts";
  the run shows something else than is stored
  --- stored
  +++ run again
  @@ -1,2 +1,2 @@
   execute_result text/plain
  -| 0.51
  +| 0.5
`,
  `a.ipynb, code cell 2 (cell-2): console.log("one", half);
  1 output is stored, the run gives 2
  --- stored
  +++ run again
  @@ -2,2 +2,4 @@
   | one 0.5
   | 
  +execute_result text/plain
  +| 1
`,
  `a.ipynb, code cell 3 (cell-3): const third: number = 1 / 3;
  1 output is stored, the run gives none
  --- stored
  +++ run again
  @@ -1,3 +1,0 @@
  -stream stdout
  -| more
  -| 
`,
  `a.ipynb, code cell 5 (far): console.log(third);
  the run shows something else than is stored
  --- stored
  +++ run again
  @@ -1,3 +1,3 @@
   stream stdout
  -| 0.33333333330
  +| 0.3333333333333333
   | 
`,
  `a.ipynb, code cell 6 (types): const s: string = half;
  line 1, column 7: TS2322 [ERROR]: Type 'number' is not assignable to type 'string'.
  const s: string = half;
        ^

  line 2, column 10: no-explicit-any [lint]: \`any\` type is not allowed
`,
  "a.ipynb: outputs not compared, as tagged: code cell 6\n",
];

Deno.test({
  name: "verify catches what is planted in a notebook and names each place",
  ignore: ignoreRuns,
  fn: () =>
    inFolder(files, async (folder) => {
      const path = `${folder}/a.ipynb`;
      const notebook = await save(path);
      await Deno.writeTextFile(path, JSON.stringify(planted(notebook)));
      const { success, messages } = await verify(path);
      assert(!success);
      for (const part of told) assertStringIncludes(messages, part);
      assert(/a\.ipynb +│ STALE +│ +6 │ +5 │ +7 │/.test(messages), messages);
      assert(!messages.includes("code cell 4"), messages);
    }),
});

Deno.test({
  name: "verify fails on the record of a run without outputs",
  ignore: ignoreRuns,
  fn: () =>
    inFolder(files, async (folder) => {
      const path = `${folder}/a.ipynb`;
      const source = "const half = 0.5;";
      const notebook = aNotebook({ source, execution_count: null });
      const record = await makeRecord(path, notebook);
      await Deno.writeTextFile(path, withRecord(notebook, record));
      const { success, messages } = await verify(path);
      assert(!success);
      assertStringIncludes(messages, "- code cell 1 was not run\n");
      assert(/a\.ipynb +│ HOLLOW +│/.test(messages), messages);
    }),
});

Deno.test({
  name:
    "verify says which cell fails, and goes on with the next cell and notebook",
  ignore: ignoreRuns,
  fn: () =>
    inFolder({}, async (folder) => {
      const sources = ["1;", "throw new RangeError();", "3;"];
      const failing = aNotebook(...sources.map((source) => ({ source })));
      const text = JSON.stringify(failing);
      await Deno.writeTextFile(`${folder}/a.ipynb`, text);
      await Deno.writeTextFile(`${folder}/b.ipynb`, "{");
      const { success, messages } = await verify(folder);
      assert(!success);
      assert(
        /code cell 2 .*: throw new[^]+\+error RangeError/.test(messages),
        messages,
      );
      assert(/code cell 3 [^]+no output is stored/.test(messages), messages);
      assertStringIncludes(
        messages,
        "b.ipynb is not a notebook: its JSON is broken",
      );
    }),
});

const unreadable: Record<string, [text: string, says: string]> = {
  "a list": ["[]", "is not a notebook: it has no cells"],
  "an old format": [
    `{ "nbformat": 3, "worksheets": [] }`,
    "has notebook format 3, but 4 is needed",
  ],
  "a notebook of Python": [
    `{ "nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": { "kernelspec": { "name": "python3" } } }`,
    `is for "python3"`,
  ],
  "a notebook of no kernel": [
    `{ "nbformat": 4, "nbformat_minor": 5, "cells": [] }`,
    "names none",
  ],
};

for (const [what, [text, says]] of Object.entries(unreadable)) {
  Deno.test({
    name: `verify says why it cannot take ${what}`,
    ignore,
    fn: () =>
      inFolder({ "a.ipynb": text }, async (folder) => {
        const { success, messages } = await verify(`${folder}/a.ipynb`);
        assert(!success);
        assertStringIncludes(messages, says);
      }),
  });
}

for (const signal of ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"] as const) {
  Deno.test({
    name:
      `a verify that is ended by ${signal} leaves no file beside the notebook`,
    ignore: ignoreRuns || Deno.build.os === "windows",
    fn: () =>
      inFolder({}, async (folder) => {
        const notebook = JSON.stringify(aNotebook({ source: "1;" }));
        await Deno.writeTextFile(`${folder}/a.ipynb`, notebook);
        const names = () =>
          [...Deno.readDirSync(folder)].map(({ name }) => name);
        const verify = new Deno.Command(Deno.execPath(), {
          args: ["run", "--allow-all", `${root}/tools/verify.ts`, folder],
          stdout: "null",
          stderr: "null",
        }).spawn();
        while (names().length < 2) await pause();
        assert(
          names().some((name) => name.startsWith(".cells_")),
          `${names()}`,
        );
        verify.kill(signal);
        assert(!(await verify.status).success);
        while (names().length > 1) await pause();
      }),
  });
}

/** The runner ends a test in which this goes on for ever. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 1));
}

Deno.test({
  name:
    "verify says which notebook does not exist, and goes on with the next one",
  ignore,
  fn: () =>
    inFolder({ "a.ipynb": "{" }, async (folder) => {
      const { success, messages } = await verify(
        `${folder}/no.ipynb`,
        `${folder}/a.ipynb`,
      );
      assert(!success);
      assertStringIncludes(
        messages,
        `There is no notebook ${folder}/no.ipynb\n`,
      );
      assertStringIncludes(messages, "a.ipynb is not a notebook");
      assert(/no\.ipynb +│ +│ +│ +0 │ +1 │/.test(messages), messages);
    }),
});

Deno.test({
  name: "verify says which folder has no notebook",
  ignore,
  fn: () =>
    inFolder({ "a.ts": "" }, async (folder) => {
      assertEquals(await verify(folder), {
        success: false,
        messages: `There is no notebook (*.ipynb) in ${folder}\n`,
      });
    }),
});
