/**
 * Saving files so that each is its old self or its new one, whatever happens.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Obstacle } from "./task.ts";

/** A file to save. */
export interface FileToWrite {
  /** Where; of a link, the file that it leads to is written. */
  path: string;
  /** What it is to hold. */
  content: string | Uint8Array;
  /** What it must still hold when it is replaced; otherwise it stays as it is. */
  over?: Uint8Array;
}

/**
 * Saves a file: its old text stays until the new one is complete on the disk.
 *
 * @param path Where; of a link, the file that it leads to is written
 * @param content What it is to hold
 * @throws {Obstacle} If it cannot be saved; then it is as it was
 */
export async function writeFile(
  path: string | URL,
  content: string | Uint8Array,
): Promise<void> {
  const file = path instanceof URL ? fileURLToPath(path) : path;
  await writeFiles([{ path: file, content }]);
}

/**
 * Saves files that belong together. All are complete on the disk, beside the old
 * ones, before the first takes its place.
 *
 * @param files The files
 * @throws {Obstacle} If one cannot be saved or has changed; then all are as they were
 */
export async function writeFiles(files: FileToWrite[]): Promise<void> {
  const waiting: { target: string; beside: string }[] = [];
  try {
    for (const { path, content } of files) {
      await naming(path, async () => {
        const target = await Deno.realPath(path).catch(() => path);
        const beside = join(
          dirname(target),
          `.saving_${crypto.randomUUID()}`,
        );
        waiting.push({ target, beside });
        await writeBeside(beside, content, target);
      });
    }
    for (const { path, over } of files) {
      await naming(path, () => same(path, over));
    }
    for (const [i, { target, beside }] of waiting.entries()) {
      await naming(files[i]!.path, () => Deno.rename(beside, target));
    }
  } finally {
    // Those that have taken their place are not there any more.
    for (const { beside } of waiting) await Deno.remove(beside).catch(() => {});
  }
}

async function naming(path: string, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (error instanceof Obstacle) throw error;
    throw new Obstacle(`Cannot save ${path}: ${(error as Error).message}`);
  }
}

/** Writes to the disk, with the owner and the mode of the file that is to be replaced. */
async function writeBeside(
  beside: string,
  content: string | Uint8Array,
  target: string,
): Promise<void> {
  const old = await Deno.stat(target).catch(() => undefined);
  // A folder or a file that is not to be written is refused as ever.
  if (old) (await Deno.open(target, { write: true })).close();
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  using file = await Deno.open(beside, { write: true, createNew: true });
  for (let at = 0; at < bytes.length;) {
    at += await file.write(bytes.subarray(at));
  }
  await file.sync();
  if (!old || Deno.build.os === "windows") return;
  await Deno.chown(beside, old.uid, old.gid).catch(() => {});
  await Deno.chmod(beside, old.mode! & 0o7777);
}

async function same(path: string, over?: Uint8Array): Promise<void> {
  if (!over) return;
  const now = await Deno.readFile(path);
  if (now.length === over.length && now.every((byte, i) => byte === over[i])) {
    return;
  }
  throw new Obstacle(
    `${path} was changed while the task ran, and is left as it is now: ` +
      "run the task again",
  );
}
