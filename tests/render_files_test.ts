/**
 * Where `deno task render` writes, and what it leaves alone.
 * Needs the environment that rendering makes.
 */
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { root } from "../tools/shared/task.ts";
import type { Notebook } from "../tools/notebook/notebook.ts";
import { aNotebook, inFolder } from "./a_notebook.ts";
import { granted, rendered } from "./granted.ts";
import { once } from "./once.ts";

const ignore = !granted("read", "write", "run") || !rendered();

const one = JSON.stringify(aNotebook({ source: "1 + 1;" }));

async function render(
  folder: string,
  ...args: string[]
): Promise<{ code: number; messages: string }> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", join(root, "tools/render.ts"), ...args],
    env: { NO_COLOR: "1", INIT_CWD: folder },
    cwd: root, // as `deno task` does
  }).output();
  return { code, messages: new TextDecoder().decode(stderr) };
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** The names of the pages that an index lists. */
function listed(folder: string): string[] {
  const index = Deno.readTextFileSync(join(folder, "index.html"));
  return [...index.matchAll(/<h2><a href="([^"]+)"/g)].map(([, page]) => page!);
}

const right: Record<string, [cells: string[], shows: string[][]]> = {
  "end in a call without a value, or in an assignment": [
    [
      "const seen: number[] = [];\nconst f = (x: number): void => { seen.push(x); };",
      "[1, 2].forEach(f);",
      "const sleep = () => new Promise<void>((done) => setTimeout(done, 5));\nawait sleep();",
      `await Deno.writeTextFile(await Deno.makeTempFile(), "x");`,
      "undefined;",
    ],
    [[], [], [], [], []],
  ],
  "print by a function of their own, or hold console.log and do not call it": [
    [
      `function say(x: string) {\n  console.log(x);\n}`,
      `say("a");`,
      `// console.log("never");\nconst text = "console.log(1)";`,
      `if (text === "") console.log("no");`,
    ],
    [[], ["stream"], [], []],
  ],
};

/** A notebook with a blank cell, and with numbers that JavaScript would write in another way. */
function counted(): string {
  const notebook = aNotebook(...["1;", "", "2;"].map((source) => ({ source })));
  const metadata = `"metadata":{"a":12345678901234567890,"b":1.0,"c":1e400,`;
  return JSON.stringify(notebook)
    .replace(/"metadata":\{(?="kernelspec)/, metadata);
}

/** A notebook that edits itself while it runs, as somebody else might. */
function edited(): string {
  const edit = `const path = "edited.ipynb";
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace("words", "edited words"));`;
  const notebook = aNotebook({ source: edit });
  const words = { cell_type: "markdown", source: "words" };
  return JSON.stringify({ ...notebook, cells: [words, ...notebook.cells] });
}

/** What one call makes of all notebooks here that it runs: their files by their names, the pages, and what it says. */
const saved = once(async () => {
  const files = Object.fromEntries([
    ...Object.values(right).map(([sources], i) => [
      `${i}.ipynb`,
      JSON.stringify(aNotebook(...sources.map((source) => ({ source })))),
    ]),
    ["counted.ipynb", counted()],
    ["edited.ipynb", edited()],
  ]);
  let said = { code: 0, messages: "" };
  let logs: string[] = [];
  await inFolder(files, async (folder) => {
    said = await render(folder, folder, "--logs", "logs");
    for (const name of Object.keys(files)) {
      files[name] = await Deno.readTextFile(join(folder, name));
    }
    logs = namesIn(`${folder}/logs`);
  });
  // All others went well.
  assertStrictEquals(said.messages.match(/^Not saved/gm)?.length, 1);
  return { files, logs, ...said };
});

for (const [i, [what, [_, shows]]] of Object.entries(right).entries()) {
  Deno.test({
    name: `render takes cells that ${what}`,
    ignore,
    async fn() {
      const { files, logs } = await saved();
      const { cells }: Notebook = JSON.parse(files[`${i}.ipynb`]!);
      assert(logs.includes(`${i}.html`));
      assertEquals(
        cells.map(({ outputs }) =>
          outputs!.map(({ output_type }) => output_type)
        ),
        shows,
      );
    },
  });
}

Deno.test({
  name:
    "render counts as Jupyter does, 1, none, 2, and keeps each number of the file as it is written",
  ignore,
  async fn() {
    const text = (await saved()).files["counted.ipynb"]!;
    const { cells }: Notebook = JSON.parse(text);
    assertEquals(cells.map((cell) => cell.execution_count), [1, null, 2]);
    const numbers = `"a": 12345678901234567890,\n  "b": 1.0,\n  "c": 1e400,\n`;
    assertStringIncludes(text, numbers);
  },
});

Deno.test({
  name: "render does not overwrite what is edited while it runs",
  ignore,
  async fn() {
    const { code, messages, files, logs } = await saved();
    assertStrictEquals(code, 1);
    assertStringIncludes(
      messages,
      "edited.ipynb was changed while the task ran",
    );
    assertStrictEquals(
      files["edited.ipynb"],
      edited().replace(/(?<=source":")words/, "edited words"),
    );
    assert(!logs.includes("edited.html"));
  },
});

Deno.test({
  name:
    "a page that cannot be made leaves its notebook unsaved, and names notebook and formula",
  ignore,
  fn: () => {
    const pictured = JSON.parse(one);
    const source = "![x](attachment:none.png) $\\nosuch$";
    pictured.cells.push({
      cell_type: "markdown",
      id: "pic",
      metadata: {},
      source,
    });
    const files = { "a.ipynb": JSON.stringify(pictured) };
    return inFolder(files, async (folder) => {
      const { code, messages } = await render(folder, folder, "--logs", "logs");
      assertStrictEquals(code, 1);
      assertStringIncludes(
        messages,
        "Not saved: Cannot typeset a formula of a.ipynb: \\nosuch",
      );
      assertStrictEquals(
        Deno.readTextFileSync(`${folder}/a.ipynb`),
        files["a.ipynb"],
      );
      assertEquals(namesIn(folder), ["a.ipynb"]);
    });
  },
});

Deno.test({
  name:
    "a relative --logs starts where render was called, keeps its pages from notebooks of the same names, and may be the notebook's own folder",
  ignore,
  fn: () =>
    inFolder({ "a.ipynb": one }, async (folder) => {
      await Deno.mkdir(`${folder}/inner`);
      const relative = await render(`${folder}/inner`, folder, "--logs", ".");
      assertStrictEquals(relative.code, 0, relative.messages);
      const pages = (name: string) => [
        ".sources_of_logs.json",
        `${name}.html`,
        `${name}.ipynb`,
        "index.html",
      ];
      assertEquals(namesIn(`${folder}/inner`), pages("a"));

      await Deno.mkdir(`${folder}/b`);
      await Deno.writeTextFile(`${folder}/b/a.ipynb`, one);
      const other = await render(folder, "b", "--logs", "inner");
      assertStrictEquals(other.code, 1);
      assertStringIncludes(other.messages, "would be one file, a.html");
      await Deno.remove(`${folder}/b`, { recursive: true });

      // A notebook that is gone leaves its place, and is not listed any more.
      await Deno.rename(`${folder}/a.ipynb`, `${folder}/c.ipynb`);
      const renamed = await render(folder, "c.ipynb", "--logs", "inner");
      assertStrictEquals(renamed.code, 0, renamed.messages);
      assertEquals(listed(`${folder}/inner`), ["c.html"]);
      await Deno.remove(`${folder}/inner`, { recursive: true });

      const own = await render(folder, "c.ipynb", "--logs", ".");
      assertStrictEquals(own.code, 0, own.messages);
      assertEquals(namesIn(folder), pages("c"));
      assertEquals(listed(folder), ["c.html"]);
      const again = await render(folder, "c.ipynb", "--logs", ".");
      assertStrictEquals(again.code, 0, again.messages);
    }),
});

Deno.test({
  name:
    "render refuses what would replace another notebook's page or a file of the user's, before anything runs",
  ignore,
  fn: () =>
    inFolder({ "a.ipynb": one, "index.ipynb": one }, async (folder) => {
      for (const inner of ["b", "notes", "site", "page"]) {
        await Deno.mkdir(`${folder}/${inner}`);
      }
      await Deno.writeTextFile(`${folder}/b/a.ipynb`, one);
      await Deno.writeTextFile(`${folder}/notes/a.ipynb`, "mine");
      await Deno.writeTextFile(`${folder}/site/index.html`, "mine");
      await Deno.writeTextFile(`${folder}/page/a.html`, "mine");
      const refused: [says: string, ...args: string[]][] = [
        [`${folder}/a.ipynb and ${folder}/b/a.ipynb`, "a.ipynb", "b"],
        ["rename the notebook", "index.ipynb"],
        ["notes/a.ipynb was not written", "a.ipynb", "--logs", "notes"],
        ["site/index.html was not written", "a.ipynb", "--logs", "site"],
        ["page/a.html was not written", "a.ipynb", "--logs", "page"],
        ["Unknown option '--log'", "a.ipynb", "--log", "page"],
      ];
      await Promise.all(refused.map(async ([says, ...args]) => {
        const { code, messages } = await render(
          folder,
          "--logs",
          "logs",
          ...args,
        );
        assertStrictEquals(code, 1);
        assertStringIncludes(messages, says);
        assert(!messages.includes("Running"), messages);
      }));
      assertStrictEquals(
        Deno.readTextFileSync(`${folder}/notes/a.ipynb`),
        "mine",
      );
      assertStrictEquals(Deno.readTextFileSync(`${folder}/a.ipynb`), one);
    }),
});
