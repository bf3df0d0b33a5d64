import { assert, assertEquals } from "@std/assert";
import { relative } from "node:path";
import { findNotebooks } from "../../tools/notebook/find_notebooks.ts";
import { root } from "../../tools/shared/task.ts";
import { granted } from "../granted.ts";
import { inFolder } from "../a_notebook.ts";

const ignore = !granted("read", "write", "run");

Deno.test({
  name:
    "findNotebooks() searches folders by name, but not hidden ones and packages, and takes each notebook once",
  ignore,
  fn: () =>
    inFolder({ "b.ipynb": "", "a.ts": "" }, async (folder) => {
      for (const inner of ["a", ".ipynb_checkpoints", "node_modules"]) {
        await Deno.mkdir(`${folder}/${inner}`);
        await Deno.writeTextFile(`${folder}/${inner}/c.ipynb`, "");
      }
      const found = await findNotebooks([`${folder}/b.ipynb`, folder]);
      assertEquals(found.map((path) => relative(folder, path)), [
        "b.ipynb",
        relative(folder, `${folder}/a/c.ipynb`),
      ]);
    }),
});

Deno.test({
  name: "findNotebooks() takes the project's own notebooks by itself",
  ignore,
  async fn() {
    const found = await findNotebooks([]);
    const own = [...Deno.readDirSync(`${root}/notebooks`)]
      .map(({ name }) => name).filter((name) => name.endsWith(".ipynb"));
    assert(own.includes("01_adam_math.ipynb"));
    assertEquals(
      found.map((path) => relative(root, path).replaceAll("\\", "/")),
      own.map((name) => `notebooks/${name}`).sort(),
    );
  },
});
