/**
 * Which state of the project a log was made from.
 *
 * @module
 */
import { join } from "node:path";
import { utc } from "./utc.ts";

/**
 * The commit of a folder, its date, and whether anything was changed since.
 *
 * @param folder The top folder of a project
 * @returns The commit, or why there is none to name
 */
export async function commit(folder: string): Promise<string> {
  if (!await Deno.stat(join(folder, ".git")).catch(() => undefined)) {
    return "not under version control";
  }
  const last = await git(folder, ["log", "-1", "--format=%h %cI"]);
  const changed = await git(folder, ["status", "--porcelain"]);
  if (last === undefined || changed === undefined) {
    return "unknown, as git could not read the repository";
  }
  const [short, date] = last.trim().split(" ");
  const tree = changed === "" ? "nothing changed since" : "with changes since";
  return `${short}, ${utc(new Date(date!))}, ${tree}`;
}

async function git(
  folder: string,
  args: string[],
): Promise<string | undefined> {
  try {
    const command = new Deno.Command("git", { args, cwd: folder });
    const { success, stdout } = await command.output();
    return success ? new TextDecoder().decode(stdout) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
