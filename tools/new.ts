/**
 * `deno task new "A question?"`: a new notebook in `notebooks/`, named after
 * its question, with a first cell for everything a notebook has here: question,
 * imports, parameters, a number, checks and claims. It is run at once, as
 * `deno task render` does, so that it already passes every test.
 *
 * @module
 */
import { join, relative } from "node:path";
import { newNotebook } from "./new/new_notebook.ts";
import { main, root } from "./shared/task.ts";

await main(async () => {
  const question = Deno.args.join(" ");
  const [notebooks, logs] = [join(root, "notebooks"), join(root, "logs")];
  const path = relative(root, await newNotebook(question, notebooks, logs));
  console.log(
    `${path} is there and has run. Open it: deno task lab ${path}\n` +
      `After changes, run it afresh: deno task render ${path}\n` +
      "Its question and its answer belong in the table of README.md.",
  );
});
