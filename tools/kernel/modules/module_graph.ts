/**
 * The local modules that an import leads to.
 *
 * @module
 */
import { pathToFileURL } from "node:url";

/** What `deno info --json` says, as far as it is needed. */
interface Graph {
  roots: string[];
  modules: {
    specifier: string;
    dependencies?: {
      specifier: string;
      code?: { specifier?: string };
    }[];
  }[];
  redirects: Record<string, string>;
}

/**
 * The modules that imports lead to, near or far. Deno itself says so, as it knows
 * the import map of the folder that cells run in; nothing is fetched.
 *
 * @param specifiers What is imported
 * @returns Their addresses by the specifier; a query is part of a module's name
 */
export async function localModules(
  specifiers: string[],
): Promise<Map<string, string[]>> {
  const absolute = specifiers.map(absoluteOf);
  const code = absolute.map((one) => `import ${JSON.stringify(one)};`).join("");
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["info", "--json", "--no-lock", "--no-remote", "--no-npm"],
      `data:application/typescript,${encodeURIComponent(code)}`,
    ],
    stdin: "null",
    stderr: "null",
  }).output();
  const graph: Graph = JSON.parse(new TextDecoder().decode(stdout));
  const modules = new Map(graph.modules.map((one) => [one.specifier, one]));
  const next = (specifier: string) =>
    (modules.get(specifier)?.dependencies ?? []).flatMap(({ code }) => {
      const to = code?.specifier ?? [];
      return typeof to === "string" ? graph.redirects[to] ?? to : to;
    });
  const [root = ""] = graph.roots;
  const targets = modules.get(root)?.dependencies ?? [];
  return new Map(specifiers.map((specifier, i) => {
    const first = targets.find((one) => one.specifier === absolute[i]);
    const from = first?.code?.specifier;
    return [specifier, from === undefined ? [] : localFrom(from, next)];
  }));
}

/** All local modules on the way from one. */
function localFrom(
  module: string,
  next: (module: string) => string[],
): string[] {
  const found = new Set<string>();
  const waiting = [module];
  for (let one; (one = waiting.pop()) !== undefined;) {
    if (found.has(one)) continue;
    found.add(one);
    waiting.push(...next(one));
  }
  return [...found].filter((one) => one.startsWith("file:"));
}

/** A path that is relative to the folder that cells run in as an address; other specifiers as they are. */
function absoluteOf(specifier: string): string {
  return /^\.{0,2}\//.test(specifier)
    ? `${new URL(specifier, `${pathToFileURL(Deno.cwd())}/`)}`
    : specifier;
}
