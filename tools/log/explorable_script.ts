/**
 * The script that makes the explorable figures of a page explorable.
 *
 * @module
 */
import { deno } from "../shared/deno.ts";
import { Obstacle, root } from "../shared/task.ts";

/**
 * Bundles the script of the explorable figures, for a page in which an element
 * has the attribute `data-explorable`. It is one classic script without
 * imports, needs no network, and can stand inside a `<script>` at the end of
 * the body.
 *
 * @returns The script
 * @throws {Obstacle} If it cannot be bundled. Deno fetches its bundler from
 * npm, once
 */
export async function explorableScript(): Promise<string> {
  const { success, stdout, stderr } = await deno([
    ...["bundle", "--quiet", "--platform", "browser", "--format", "iife"],
    ...["--minify", "lib/show/explorable/page.ts"],
  ], { cwd: root });
  if (success) return stdout;
  throw new Obstacle(
    `Cannot bundle the script of the explorable figures:\n${stderr}`,
  );
}
