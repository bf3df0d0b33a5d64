/**
 * `deno task lab`: JupyterLab on the notebooks, with the project's kernel, or
 * `deno task lab notebooks/one.ipynb` on that one. Further arguments are handed
 * to JupyterLab.
 *
 * @module
 */
import { resolve } from "node:path";
import { calledFrom, main, Obstacle } from "./shared/task.ts";
import { runInEnvironment } from "./jupyter/environment.ts";

/** Jupyter's server drops outputs that come faster than a limit, unless there is none. */
const withoutLimits = ["msg", "data"].map((what) =>
  `--ZMQChannelsWebsocketConnection.iopub_${what}_rate_limit=0`
);

/** What JupyterLab is to open, and its options. */
async function chosen(args: string[]): Promise<string[]> {
  const [first, ...options] = args;
  if (first === undefined || first.startsWith("-")) {
    return ["notebooks", ...args];
  }
  const path = resolve(calledFrom(), first);
  if (await Deno.stat(path).then(() => true, () => false)) {
    return [path, ...options];
  }
  throw new Obstacle(`There is no notebook ${path}`);
}

await main(async () => {
  const args = ["lab", ...withoutLimits, ...await chosen(Deno.args)];
  return await runInEnvironment("jupyter", args);
});
