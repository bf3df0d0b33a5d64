/**
 * What `deno task render` does when something goes wrong, and that it loses
 * nothing when nothing does. Needs the environment that rendering makes, so
 * these tests run once `deno task render` has.
 */
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { deno } from "../tools/shared/deno.ts";
import { root } from "../tools/shared/task.ts";
import { type Cell, joined } from "../tools/notebook/notebook.ts";
import { readNotebook } from "../tools/notebook/read_notebook.ts";
import { runNotebook } from "../tools/notebook/run_notebook.ts";
import { aNotebook, inFolder } from "./a_notebook.ts";
import { granted, rendered } from "./granted.ts";
import { once } from "./once.ts";
import { task } from "./task.ts";

const progressModule = new URL("../lib/show/progress.ts", import.meta.url);

const ignore = !granted("read", "write", "run") || !rendered();

/** Writes a notebook of these code cells into a folder that goes away. */
function withNotebook(
  sources: string[],
  body: (path: string, text: string) => Promise<void>,
): Promise<void> {
  const notebook = aNotebook(...sources.map((source) => ({ source })));
  const text = JSON.stringify(notebook);
  return inFolder(
    { "notebook.ipynb": text },
    (folder) => body(`${folder}/notebook.ipynb`, text),
  );
}

async function render(
  ...args: string[]
): Promise<{ code: number; messages: string }> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...task("render"), ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  return { code, messages: new TextDecoder().decode(stderr) };
}

const failures: Record<string, { cells: string[]; says: string }> = {
  "a timer that throws when its cell is done": {
    cells: ["setTimeout(() => { throw new RangeError('late') }, 100);", "1;"],
    says: "Uncaught RangeError: late",
  },
  "a function that fails and is not awaited": {
    cells: ["(async () => { throw new RangeError('unseen') })();"],
    says: "code cell 1 failed:\n(async",
  },
  "a cell that throws": {
    cells: ["1 + 1;", `throw new RangeError("beta2 is off");`],
    says: `code cell 2 failed:\nthrow new RangeError("beta2 is off")`,
  },
  "a result whose rendering throws": {
    cells: [
      `({ [Symbol.for("Jupyter.display")]() { throw new Error("no picture"); } });`,
    ],
    says: "Error: no picture",
  },
  "a cell that throws below a blank one, told by its count": {
    cells: ["1 + 1;", "", `throw new RangeError("off");`],
    says: `code cell 2 failed:\nthrow new RangeError("off")`,
  },
  "a kernel that ends": {
    cells: ["Deno.exit(3);"],
    says: "KernelEnded: Deno's kernel ended with exit code 3",
  },
};

/** One call for the notebooks of all failures: what it says, and the texts of the files before and after it. */
const failed = once(async () => {
  const files = Object.fromEntries(
    Object.values(failures).map(({ cells }, i) => [
      `${i}.ipynb`,
      JSON.stringify(aNotebook(...cells.map((source) => ({ source })))),
    ]),
  );
  let said = { code: 0, messages: "" };
  const after: Record<string, string> = {};
  await inFolder(files, async (folder) => {
    said = await render(folder, "--logs", join(folder, "logs"));
    for (const name of Object.keys(files)) {
      after[name] = await Deno.readTextFile(join(folder, name));
    }
  });
  return { ...said, before: files, after };
});

for (const [i, [what, { says }]] of Object.entries(failures).entries()) {
  Deno.test({
    name: `render fails on ${what}, says so and leaves the notebook as it was`,
    ignore,
    async fn() {
      const { code, messages, before, after } = await failed();
      assertStrictEquals(code, 1);
      assertStringIncludes(messages, says);
      assert(
        new RegExp(`^Not saved: .*\\b${i}\\.ipynb `, "m").test(messages),
        messages,
      );
      assertStrictEquals(after[`${i}.ipynb`], before[`${i}.ipynb`]);
    },
  });
}

Deno.test({
  name:
    "render makes the page of a fresh notebook without a run, unless it is told to run it, or its outputs were edited; render and verify leave a notebook the kernel that it names",
  ignore,
  fn: () =>
    withNotebook(["1 + 1;"], async (path, text) => {
      const logs = join(path, "../logs");
      const args = [path, "--logs", logs];
      const named = join(path, "../named.ipynb");
      const kernelspec = { name: "deno-relay", display_name: "Deno (relay)" };
      await Deno.writeTextFile(
        named,
        JSON.stringify({ ...JSON.parse(text), metadata: { kernelspec } }),
      );
      const first = await render(named, ...args);
      assertStrictEquals(first.code, 0, first.messages);
      assertStringIncludes(first.messages, "Running notebook.ipynb");
      const ofNamed = await Deno.readTextFile(named);
      assertEquals(JSON.parse(ofNamed).metadata.kernelspec, kernelspec);
      const verified = await deno([...task("verify"), named], { cwd: root });
      assert(verified.success, verified.stdout);
      assertStrictEquals(await Deno.readTextFile(named), ofNamed);

      const saved = await Deno.readTextFile(path);
      await Deno.remove(logs, { recursive: true });
      const fresh = await render(...args);
      assertStrictEquals(fresh.code, 0, fresh.messages);
      assertStringIncludes(fresh.messages, "is fresh: not run");
      assertStringIncludes(fresh.messages, `in ${join(logs, "index.html")}`);
      assertStrictEquals(await Deno.readTextFile(path), saved);
      assertStringIncludes(
        (await render("--again", ...args)).messages,
        "Running ",
      );
      await Deno.writeTextFile(path, saved.replace(`"2"`, `"3"`));
      assertStringIncludes((await render(...args)).messages, "Running ");
      assertStrictEquals(await Deno.readTextFile(path), saved);
    }),
});

Deno.test({
  name: "render says which notebook does not exist, and goes on with the next",
  ignore,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const missing = ["no_such.ipynb", "nor_this.ipynb"];
      const logs = join(folder, "logs");
      const { code, messages } = await render("--logs", logs, ...missing);
      assertStrictEquals(code, 1);
      for (const name of missing) {
        const path = join(root, name);
        assertStringIncludes(
          messages,
          `Not saved: There is no notebook ${path}\n`,
        );
      }
      assertEquals([...Deno.readDirSync(folder)], []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "a run loses no output and gives each to its own cell",
  ignore,
  fn() {
    const lines = Array.from({ length: 200 }, (_, i) => `${i}\n`).join("");
    const sources = Array.from(
      { length: 40 },
      (_, i) =>
        i % 2 === 0
          ? `${i} + 0.5;`
          : `for (let i = 0; i < 200; i++) console.log(i);\n${i} + 0.5;`,
    );
    return withNotebook(sources, async (path) => {
      const { notebook } = await readNotebook(path);
      const { cells } = await runNotebook(path, notebook);
      for (const [i, cell] of cells.entries()) {
        const value = `${i + 0.5}`;
        assertEquals(shown(cell), i % 2 === 0 ? [value] : [lines, value]);
      }
    });
  },
});

Deno.test({
  name: "of a cell that shows its progress a run keeps the last state",
  ignore,
  fn() {
    const source = `
      const { progress } = await import("${progressModule}");
      for (const _ of progress(Array(300).fill(0), "seeds"));
      "done";`;
    return withNotebook([source], async (path) => {
      const { notebook } = await readNotebook(path);
      const { cells } = await runNotebook(path, notebook);
      assertEquals(shown(cells[0]!), ["300 of 300 seeds", '"done"']);
    });
  },
});

function shown({ outputs = [] }: Cell): string[] {
  return outputs.map(({ text, data }) =>
    joined(text) + joined(data?.["text/plain"])
  );
}
