/**
 * The scripts that make the explorable figures of a page explorable.
 *
 * @module
 */
import { deno } from "../shared/deno.ts";
import { Obstacle, root } from "../shared/task.ts";

/** The scripts in `lib/show/explorable/`, by the attribute of the figures that each takes over. */
const scripts = {
  "data-explorable": "page.ts",
  "data-first-steps": "first_steps_page.ts",
};

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
export async function explorableScript(
  attribute: keyof typeof scripts,
): Promise<string> {
  const { success, stdout, stderr } = await deno([
    ...["bundle", "--quiet", "--platform", "browser", "--format", "iife"],
    ...["--minify", `lib/show/explorable/${scripts[attribute]}`],
  ], { cwd: root });
  if (success) return stdout;
  throw new Obstacle(
    `Cannot bundle the script of the explorable figures:\n${stderr}`,
  );
}
