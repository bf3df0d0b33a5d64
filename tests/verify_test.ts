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
import { once } from "./once.ts";

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

/** A notebook of these cells beside these files, as `deno task render` saves it. */
const saved = once(async () => {
  const notebook = aNotebook(...sources.map((source) => ({ source })));
  let text = "";
  await inFolder(files, async (folder) => {
    const path = `${folder}/a.ipynb`;
    const run = await runNotebook(path, notebook);
    text = withRecord(run, await makeRecord(path, run));
  });
  return text;
});

Deno.test({
  name:
    "verify finds nothing in an untouched notebook, twice in a row, until a file behind it changes",
  ignore: ignoreRuns,
  fn: () =>
    inFolder(files, async (folder) => {
      const path = `${folder}/a.ipynb`;
      const text = await saved();
      await Deno.writeTextFile(path, text);
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
  `planted.ipynb
  STALE: ${advice}
  - the cells have changed
`,
  `planted.ipynb, code cell 1 (cell-1): import { half } from "./half.ts";
  the run shows something else than is stored
  --- stored
  +++ run again
  @@ -1,2 +1,2 @@
   execute_result text/plain
  -| 0.51
  +| 0.5
`,
  `planted.ipynb, code cell 2 (cell-2): console.log("one", half);
  1 output is stored, the run gives 2
  --- stored
  +++ run again
  @@ -2,2 +2,4 @@
   | one 0.5
   | 
  +execute_result text/plain
  +| 1
`,
  `planted.ipynb, code cell 3 (cell-3): const third: number = 1 / 3;
  1 output is stored, the run gives none
  --- stored
  +++ run again
  @@ -1,3 +1,0 @@
  -stream stdout
  -| more
  -| 
`,
  `planted.ipynb, code cell 5 (far): console.log(third);
  the run shows something else than is stored
  --- stored
  +++ run again
  @@ -1,3 +1,3 @@
   stream stdout
  -| 0.33333333330
  +| 0.3333333333333333
   | 
`,
  `planted.ipynb, code cell 6 (types): const s: string = half;
  line 1, column 7: TS2322 [ERROR]: Type 'number' is not assignable to type 'string'.
  const s: string = half;
        ^

  line 2, column 10: no-explicit-any [lint]: \`any\` type is not allowed
`,
  "planted.ipynb: outputs not compared, as tagged: code cell 6\n",
];

/** A record of a run without outputs. */
async function hollow(path: string): Promise<string> {
  const source = "const half = 0.5;";
  const notebook = aNotebook({ source, execution_count: null });
  return withRecord(notebook, await makeRecord(path, notebook));
}

/** What one call says of notebooks in which something is wrong. */
const said = once(async () => {
  const failing = ["1;", "throw new RangeError();", "3;"];
  let messages = "";
  await inFolder(files, async (folder) => {
    // What is planted stands apart: beside it, types would be checked twice.
    await Deno.mkdir(`${folder}/inner`);
    await Deno.writeTextFile(`${folder}/inner/half.ts`, files["half.ts"]);
    const notebooks = {
      "failing": JSON.stringify(
        aNotebook(...failing.map((source) => ({ source }))),
      ),
      "half": "{",
      "hollow": await hollow(`${folder}/hollow.ipynb`),
      "inner/planted": JSON.stringify(planted(JSON.parse(await saved()))),
    };
    for (const [name, text] of Object.entries(notebooks)) {
      await Deno.writeTextFile(`${folder}/${name}.ipynb`, text);
    }
    const result = await verify(folder);
    assert(!result.success);
    messages = result.messages;
  });
  return messages;
});

Deno.test({
  name: "verify catches what is planted in a notebook and names each place",
  ignore: ignoreRuns,
  async fn() {
    const messages = await said();
    for (const part of told) assertStringIncludes(messages, part);
    assert(
      /planted\.ipynb +│ STALE +│ +6 │ +5 │ +7 │/.test(messages),
      messages,
    );
    assert(!messages.includes("code cell 4"), messages);
  },
});

Deno.test({
  name: "verify fails on the record of a run without outputs",
  ignore: ignoreRuns,
  async fn() {
    const messages = await said();
    assertStringIncludes(messages, "- code cell 1 was not run\n");
    assert(
      /hollow\.ipynb +│ HOLLOW +│ +1 │ +0 │ +[1-9]\d* │/.test(messages),
      messages,
    );
  },
});

Deno.test({
  name:
    "verify says which cell fails, and goes on with the next cell and notebook",
  ignore: ignoreRuns,
  async fn() {
    const messages = await said();
    assert(
      /failing\.ipynb, code cell 2 .*: throw new[^]+\+error RangeError/
        .test(messages),
      messages,
    );
    assert(
      /failing\.ipynb, code cell 3 [^]+no output is stored/.test(messages),
      messages,
    );
    assert(
      /failing\.ipynb +│ UNRECORDED +│ +3 │ +0 │ +[1-9]\d* │/.test(messages),
      messages,
    );
    assertStringIncludes(
      messages,
      "half.ipynb is not a notebook: its JSON is broken",
    );
  },
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
  "half a notebook": ["{", "is not a notebook: its JSON is broken"],
};

/** What one call says of these, below one that does not exist. */
const refused = once(async () => {
  const files = Object.fromEntries(
    Object.entries(unreadable).map(([what, [text]]) => [`${what}.ipynb`, text]),
  );
  let said = { folder: "", messages: "" };
  await inFolder(files, async (folder) => {
    const names = ["no.ipynb", ...Object.keys(files)];
    const paths = names.map((name) => `${folder}/${name}`);
    const { success, messages } = await verify(...paths);
    assert(!success);
    said = { folder, messages };
  });
  return said;
});

for (const [what, [_, says]] of Object.entries(unreadable)) {
  Deno.test({
    name: `verify says why it cannot take ${what}`,
    ignore,
    async fn() {
      const { messages } = await refused();
      const line = messages.split("\n")
        .find((line) => line.includes(`/${what}.ipynb `));
      assertStringIncludes(line ?? messages, says);
      const row = new RegExp(`${what}\\.ipynb +│ +│ +│ +0 │ +1 │`);
      assert(row.test(messages), messages);
    },
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
  async fn() {
    const { folder, messages } = await refused();
    assertStringIncludes(
      messages,
      `There is no notebook ${folder}/no.ipynb\n`,
    );
    assertStringIncludes(messages, "a list.ipynb is not a notebook");
    assert(/no\.ipynb +│ +│ +│ +0 │ +1 │/.test(messages), messages);
  },
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
