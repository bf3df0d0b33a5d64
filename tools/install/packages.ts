/**
 * The packages of an installed kernel.
 *
 * @module
 */
import { join } from "node:path";
import project from "../../deno.json" with { type: "json" };
import { Obstacle, root } from "../shared/task.ts";
import { writeFile } from "../shared/write_file.ts";

/** The packages that the kernel imports; their versions are the project's. */
const packages = ["@babel/parser", "vscode-jsonrpc/node"] as const;

const lock = join(root, "deno.lock");

/** Fetches the packages, and leaves them to Deno's cache. */
export async function fetchPackages(): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await keepPackages(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Puts the packages into a folder, and gives the `deno.json` that finds them there. */
export async function keepPackages(folder: string): Promise<string> {
  const config = join(folder, "deno.json");
  const write = (options: object) => {
    const imports = Object.fromEntries(
      packages.map((name) => [name, project.imports[name]]),
    );
    return writeFile(config, JSON.stringify({ imports, ...options }));
  };
  const kept = join(folder, "deno.lock");
  await Deno.copyFile(lock, kept);
  await write({ nodeModulesDir: "auto", lock: { frozen: false } });
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--config", config],
    cwd: folder,
  }).spawn().status;
  if (!success) throw new Obstacle("Its packages cannot be fetched, see above");
  await requireLocked(kept);
  // Taken as they are: neither a registry nor a cache is looked into.
  await write({ nodeModulesDir: "manual", lock: { frozen: true } });
  return config;
}

/** Throws unless all in a lock is in that of the project, with the same hashes. */
async function requireLocked(kept: string): Promise<void> {
  const [own, all] = await Promise.all([kept, lock].map(async (path) => {
    const { npm } = JSON.parse(await Deno.readTextFile(path));
    return npm as Record<string, { integrity: string }>;
  }));
  for (const [name, { integrity }] of Object.entries(own!)) {
    if (all![name]?.integrity === integrity) continue;
    throw new Obstacle(`deno.lock does not have ${name} with its hash`);
  }
}
