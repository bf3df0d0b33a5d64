/**
 * Inside Deno's kernel: an import of a name that is not there fails.
 *
 * @module
 */
import type { Relay, Settings } from "./settings.ts";

/** Looks for imported names, as Deno's kernel makes variables of them that are undefined. */
export function imports(relay: Relay, { folder }: Settings): void {
  const { pathToFileURL } = process.getBuiltinModule("node:url");
  const { Command, cwd, execPath, writeTextFile, remove } = Deno;
  const randomUUID = crypto.randomUUID.bind(crypto);
  const types = new Set<string>();

  /** Awaits a module that is imported, and fails if it lacks one of the names. */
  relay.imported = async (
    cell: number,
    specifier: string,
    names: string[],
    hasAttributes: boolean,
    module: Promise<object>,
  ): Promise<void> => {
    const found = await relay.stoppable(cell, module);
    // A module that exports `then` gives whatever that gives.
    if (Object(found) !== found) return;
    for (const name of names) {
      const key = JSON.stringify([specifier, name]);
      if (name in found || types.has(key)) continue;
      // What is imported with attributes is data, which has no types.
      if (
        hasAttributes ||
        await relay.stoppable(cell, isMissing(specifier, name))
      ) {
        const error = new SyntaxError(
          `The module "${specifier}" does not provide an export named "${name}"`,
        );
        error.stack = `${error}`;
        throw error;
      }
      types.add(key);
    }
  };

  /**
   * Whether there is no type of that name either; only Deno's type checker can
   * tell. What has a name that nobody gave has no types.
   */
  async function isMissing(specifier: string, name: string): Promise<boolean> {
    const id = randomUUID();
    const file = `${folder}/import-${id}.ts`;
    const url = /^\.{0,2}\//.test(specifier)
      ? `${new URL(specifier, `${pathToFileURL(cwd())}/`)}`
      : specifier; // As the import map of the folder says that the cells run in.
    const from = JSON.stringify(url);
    const unheard = `_${id.replaceAll("-", "")}`;
    try {
      await writeTextFile(
        file,
        `import type { ${name} as name } from ${from};
import type { ${unheard} as unheard } from ${from};
export type { name, unheard };
`,
      );
      const { success, stderr } = await new Command(execPath(), {
        args: ["check", "--quiet", "--no-lock", file],
        env: { NO_COLOR: "1" },
      }).output();
      const said = new TextDecoder().decode(stderr).matchAll(
        /TS(1192|2305|2459|2460|2613|2614|2724) \[ERROR\]/g,
      );
      return success || [...said].length === 2;
    } catch {
      return false; // Nothing can be written here.
    } finally {
      await remove(file).catch(() => {});
    }
  }
}
