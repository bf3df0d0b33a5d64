/**
 * What a log was made of and with.
 *
 * @module
 */
import { join } from "node:path";
import { commit } from "./commit.ts";

const nonBreakingSpace = "\u00a0";

/** A fact about how a log was made: what it is about, and what it says. */
export type Fact = [about: string, says: string];

/**
 * Everything that decides what stands in a log.
 *
 * @param folder The top folder of the project
 * @returns The facts, in the order to show them
 */
export async function provenance(folder: string): Promise<Fact[]> {
  const { deno, v8, typescript } = Deno.version;
  return [
    ["Commit", await commit(folder)],
    ["Runtime", `Deno ${deno}, V8 ${v8}, TypeScript ${typescript}`],
    ["npm packages", await packages(folder)],
    ["Jupyter packages", await jupyterPackages(folder)],
    ["deno.lock", `SHA-256 ${await hash(join(folder, "deno.lock"))}`],
    [
      "data/",
      `SHA-256 ${await hashOfFolder(join(folder, "data"))} of what ` +
      "“find . -type f | LC_ALL=C sort | xargs sha256sum” prints there",
    ],
  ];
}

async function packages(folder: string): Promise<string> {
  const text = await Deno.readTextFile(join(folder, "deno.json"));
  const imports: Record<string, string> = JSON.parse(text).imports;
  return Object.values(imports)
    .filter((specifier) => specifier.startsWith("npm:"))
    .map((specifier) =>
      specifier.slice(4).replace(/@(?=[^@]+$)/, nonBreakingSpace)
    )
    .join(", ");
}

async function jupyterPackages(folder: string): Promise<string> {
  const path = join(folder, "tools/jupyter/requirements.txt");
  const pins = (await Deno.readTextFile(path)).trim().split("\n");
  return pins.map((pin) => pin.replace("==", nonBreakingSpace)).join(", ");
}

/** As `sha256sum` prints it. */
async function hash(path: string): Promise<string> {
  return await sha256(await Deno.readFile(path));
}

/**
 * As this prints it in the folder:
 * `find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum`.
 */
async function hashOfFolder(folder: string): Promise<string> {
  const lines = [];
  for (const path of (await filesBelow(folder)).sort()) {
    lines.push(`${await hash(join(folder, path))}  ./${path}\n`);
  }
  return await sha256(new TextEncoder().encode(lines.join("")));
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const below = isDirectory ? await filesBelow(join(folder, name)) : [];
    found.push(
      ...isDirectory ? below.map((path) => `${name}/${path}`) : [name],
    );
  }
  return found;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
