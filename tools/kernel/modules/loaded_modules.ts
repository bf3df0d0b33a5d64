/**
 * The local modules that Deno's kernel has loaded, and whether they have changed
 * since.
 *
 * @module
 */
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { importedBy } from "../cell/imported.ts";
import { FileState } from "./file_state.ts";
import { localModules } from "./module_graph.ts";

/** The files in which Deno is told where modules are. */
const configurations = ["deno.json", "deno.jsonc", "package.json"];

/** How many files are named. */
const named = 5;

/**
 * What the cells of one kernel have imported. The engine keeps a module once it
 * was imported, also one that could not be read or was not there, and Deno its
 * configuration.
 */
export class LoadedModules {
  /** The local modules that an import leads to. */
  readonly #reached = new Map<string, string[]>();
  /** Their files, as they were when a cell first led to them. */
  readonly #files = new Map<string, FileState>();
  /** The configuration as it was when the kernel started. */
  readonly #configuration: Promise<FileState[]>;

  /** Looks at the configuration of the folder that cells run in. */
  constructor() {
    const paths = foldersFrom(Deno.cwd()).flatMap((folder) =>
      configurations.map((name) => join(folder, name))
    );
    this.#configuration = Promise.all(paths.map(FileState.of));
  }

  /**
   * What is to be said to a cell that imports modules, when it begins to run:
   * which of them, or of those that they import, it does not get as they are now.
   *
   * @returns The words; empty if there is nothing to say
   */
  async notice(code: string): Promise<string> {
    const specifiers = importedBy(code);
    if (specifiers.length === 0) return "";
    await this.#look(specifiers.filter((one) => !this.#reached.has(one)));
    const modules = new Set(
      specifiers.flatMap((one) => this.#reached.get(one) ?? []),
    );
    const files = [...modules].map((one) => this.#files.get(one)!);
    const changed = await changedOf([...files, ...await this.#configuration]);
    return changed.length === 0 ? "" : words(changed);
  }

  /** Looks at what imports lead to that no cell has had yet. */
  async #look(specifiers: string[]): Promise<void> {
    if (specifiers.length === 0) return;
    for (const [specifier, modules] of await localModules(specifiers)) {
      const unseen = modules.filter((one) => !this.#files.has(one));
      await Promise.all(unseen.map(async (module) => {
        const file = await FileState.of(fileURLToPath(module));
        this.#files.set(module, file);
      }));
      this.#reached.set(specifier, modules);
    }
  }
}

/** A folder and those that it stands in. */
function foldersFrom(folder: string): string[] {
  const above = dirname(folder);
  return [folder, ...(above === folder ? [] : foldersFrom(above))];
}

async function changedOf(files: FileState[]): Promise<string[]> {
  const changed = await Promise.all(
    files.map(async (file) => await file.hasChanged() ? [file.path] : []),
  );
  return [...new Set(changed.flat())];
}

function words(changed: string[]): string {
  const paths = changed.map((path) => relative(Deno.cwd(), path)).sort();
  const more = paths.length - named;
  const list = paths.slice(0, named).join(", ") +
    (more > 0 ? ` and ${more} more` : "");
  return `Changed since this kernel loaded it: ${list}. This cell gets what was ` +
    "there before: restart the kernel to load it anew.\n";
}
