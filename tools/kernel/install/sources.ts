/**
 * The files that the kernel consists of.
 *
 * @module
 */

/** Where they are: a folder, or an address on the web. */
const folder = new URL("../", import.meta.url).href;

/** What `main.ts` does not lead to: the lock of its packages, and what cells can import. */
const others = ["deno.lock", "progress.ts"];

/**
 * All files that `main.ts` leads to, as Deno itself says, and the others. So it
 * does not matter whether they lie in a folder.
 *
 * @returns The texts by the path
 */
export async function sources(): Promise<Map<string, string>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-config", "--no-lock", `${folder}main.ts`],
    stderr: "inherit",
  }).output();
  const { modules }: { modules: { specifier: string; local?: string }[] } = JSON
    .parse(new TextDecoder().decode(stdout));
  const texts = new Map<string, string>();
  for (const name of others) {
    const file = await fetch(`${folder}${name}`);
    texts.set(name, await file.text());
  }
  for (const { specifier, local } of modules) {
    if (!specifier.startsWith(folder) || !local) continue;
    texts.set(specifier.slice(folder.length), await Deno.readTextFile(local));
  }
  return texts;
}
