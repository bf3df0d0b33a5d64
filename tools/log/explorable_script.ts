/**
 * The script that makes the explorable figures of a page explorable.
 *
 * @module
 */
import { Obstacle, root } from "../jupyter/environment.ts";

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
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--platform", "browser", "--format", "iife"],
      ...["--minify", "lib/show/explorable/page.ts"],
    ],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (success) return text(stdout);
  throw new Obstacle(
    `Cannot bundle the script of the explorable figures:\n${text(stderr)}`,
  );
}
