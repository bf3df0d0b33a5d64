import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { Obstacle } from "../../tools/shared/task.ts";
import { writeFiles } from "../../tools/shared/write_file.ts";
import { inFolder } from "../a_notebook.ts";
import { granted } from "../granted.ts";
import { noDom, parts } from "./parts.ts";

const ignore = noDom || !granted("read", "write");

const {
  presentSources,
  removeLogs,
  requireRoom,
  sourceOf,
  sourcesFile,
  sourcesIn,
} = parts;

const page = "This page shows a notebook: ";

/** The notebook a, the logs of a and of b, whose notebook is gone, and a file of somebody else. */
const files = { "a.ipynb": "", "b.ipynb": "" };

async function withLogs(body: (logs: string, folder: string) => Promise<void>) {
  await inFolder(files, async (folder) => {
    const logs = join(folder, "logs");
    await Deno.mkdir(logs);
    const sources: Record<string, string> = {};
    for (const name of ["a", "b"]) {
      await Deno.writeTextFile(join(logs, `${name}.html`), page);
      await Deno.writeTextFile(join(logs, `${name}.ipynb`), "");
      await Deno.writeTextFile(join(logs, `${name}.preview.png`), "");
      sources[name] = sourceOf(join(folder, `${name}.ipynb`), logs);
    }
    await writeFiles([sourcesFile(logs, sources)]);
    await Deno.writeTextFile(join(logs, "c.html"), "mine");
    await Deno.remove(join(folder, "b.ipynb"));
    await body(logs, folder);
  });
}

Deno.test({
  name:
    "the logs of notebooks that are gone are known, and removing them removes nothing else",
  ignore,
  fn: () =>
    withLogs(async (logs) => {
      const all = await sourcesIn(logs);
      assertEquals(all, { a: "../a.ipynb", b: "../b.ipynb" });
      assertEquals(await presentSources(logs, all), { a: "../a.ipynb" });
      await removeLogs(logs, { b: all.b! });
      assertEquals([...Deno.readDirSync(logs)].map(({ name }) => name).sort(), [
        ".sources_of_logs.json",
        "a.html",
        "a.ipynb",
        "a.preview.png",
        "c.html",
      ]);
    }),
});

Deno.test({
  name: "a notebook whose page is gone is not among the present ones",
  ignore,
  fn: () =>
    withLogs(async (logs) => {
      await Deno.remove(join(logs, "a.html"));
      assertEquals(await presentSources(logs, await sourcesIn(logs)), {});
    }),
});

Deno.test({
  name:
    "what leads out of the folder, or is no record, is not among the sources",
  ignore,
  fn: () =>
    withLogs(async (logs) => {
      const file = join(logs, ".sources_of_logs.json");
      const says = {
        "../a": "x",
        "d/e": "x",
        f: 1,
        a: "../a.ipynb",
      };
      await Deno.writeTextFile(file, JSON.stringify(says));
      assertEquals(await sourcesIn(logs), { a: "../a.ipynb" });
      for (const text of ["", "{", "[]", "null", "7"]) {
        await Deno.writeTextFile(file, text);
        assertEquals(await sourcesIn(logs), {});
      }
    }),
});

Deno.test({
  name:
    "there is room for logs that take the place of their own, and of no other",
  ignore,
  fn: () =>
    withLogs(async (logs, folder) => {
      await requireRoom([join(folder, "a.ipynb")], logs);
      await Deno.writeTextFile(join(folder, "c.ipynb"), "");
      await Deno.mkdir(join(folder, "x"));
      await Deno.writeTextFile(join(folder, "x/a.ipynb"), "");
      await Deno.writeTextFile(join(folder, "x/b.ipynb"), "");
      // The notebook of b is gone: its name is free.
      await requireRoom([join(folder, "x/b.ipynb")], logs);
      await Deno.writeTextFile(join(folder, "d.ipynb"), "");
      await Deno.writeTextFile(join(logs, "d.preview.png"), "mine");
      const refused = {
        "c.ipynb": "c.html was not",
        "d.ipynb": "d.preview.png was not",
        "x/a.ipynb": "one file",
      };
      for (const [name, says] of Object.entries(refused)) {
        const error = await requireRoom([join(folder, name)], logs)
          .catch((error) => error);
        assert(error instanceof Obstacle, `${name}: ${error}`);
        assertStringIncludes(error.message, says);
      }
    }),
});
