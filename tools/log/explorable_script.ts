/**
 * The scripts that make the explorable figures of a page explorable.
 *
 * @module
 */
import { deno } from "../shared/deno.ts";
import { Obstacle, root } from "../shared/task.ts";

/** The scripts in `lib/show/explorable/`, by the attribute of the figures that each takes over. */
const scripts = {
  "data-explorable": ["page.ts"],
  "data-first-steps": ["first_steps_page.ts"],
  "data-training": ["training/page.ts", "training/worker.ts"],
} as const;

/**
 * Bundles the script of the explorable figures, for a page in which an element
 * has the attribute. It is one classic script without imports, needs no
 * network, and can stand inside a `<script>` at the end of the body.
 *
 * @param attribute The attribute of those figures
 * @returns The script
 * @throws {Obstacle} If it cannot be bundled. Deno fetches its bundler from
 * npm, once
 */
export function explorableScript(
  attribute: keyof typeof scripts,
): Promise<string> {
  return made[attribute] ??= bundledFor(attribute);
}

/** Those that a page had before. */
const made: Partial<Record<keyof typeof scripts, Promise<string>>> = {};

async function bundledFor(attribute: keyof typeof scripts): Promise<string> {
  const [page, worker] = scripts[attribute];
  const folder = "lib/show/explorable/";
  return worker === undefined
    ? await bundled(folder + page)
    : await withWorker(folder + page, folder + worker);
}

/**
 * Bundles a script, and before it that of its worker, as the text
 * `workerScript`: a page from the file system can start a worker from nothing
 * else.
 *
 * @param page The path of the script
 * @param worker That of the worker's
 * @returns One script
 * @throws {Obstacle} If one of them cannot be bundled
 */
export async function withWorker(
  page: string,
  worker: string,
): Promise<string> {
  const [script, ofWorker] = [await bundled(page), await bundled(worker)];
  return `(()=>{const workerScript=${
    JSON.stringify(ofWorker.trim())
  };${script.trim()}})();\n`;
}

async function bundled(path: string): Promise<string> {
  const { success, stdout, stderr } = await deno([
    ...["bundle", "--quiet", "--platform", "browser", "--format", "iife"],
    ...["--minify", path],
  ], { cwd: root });
  if (success) return stdout;
  throw new Obstacle(
    `Cannot bundle the script of the explorable figures:\n${stderr}`,
  );
}
