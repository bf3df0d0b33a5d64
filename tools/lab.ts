/**
 * `deno task lab`: JupyterLab on the notebooks, with the project's kernel.
 * Arguments are handed to JupyterLab.
 *
 * @module
 */
import { Obstacle, runInEnvironment } from "./jupyter.ts";

try {
  Deno.exit(
    await runInEnvironment("jupyter", ["lab", "notebooks", ...Deno.args]),
  );
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
