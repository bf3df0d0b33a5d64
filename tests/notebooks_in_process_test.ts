/**
 * The notebooks without Jupyter; apart from notebooks_test.ts, as one can run
 * beside the other.
 */
import type { Notebook } from "../tools/notebook/notebook.ts";
import { granted } from "./granted.ts";
import { showsTheSame } from "./notebook_form.ts";

const folder = new URL("../notebooks/", import.meta.url);

const names = granted("read")
  ? [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ipynb")).sort()
  : ["a notebook"];

for (const name of names) {
  Deno.test({
    name:
      `${name} shows in this process, without Jupyter, what it shows in the notebook`,
    ignore: !granted("read"),
    async fn() {
      const text = await Deno.readTextFile(new URL(name, folder));
      await showsTheSame(JSON.parse(text) as Notebook);
    },
  });
}
