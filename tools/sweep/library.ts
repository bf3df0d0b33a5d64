/**
 * Which version of the library computed a training.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { root } from "../shared/task.ts";

/**
 * A digest of all files that a training may depend on: the code of `lib/`, with
 * its kernels. A checkout that ends lines with CR LF has that of one which ends
 * them with LF.
 *
 * @returns SHA-256, in hexadecimal digits
 */
export async function libraryDigest(): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await codeBelow("lib")) {
    const text = await Deno.readTextFile(join(root, path));
    hash.update(`${path}\n${text.replaceAll("\r\n", "\n")}\n`);
  }
  return hash.digest("hex");
}

/** The files of code in a folder of the project and below, in one order everywhere. */
async function codeBelow(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(root, folder)));
  const paths = await Promise.all(entries.map(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return codeBelow(path);
    return name.endsWith(".ts") ? [path] : [];
  }));
  return paths.flat().sort();
}
