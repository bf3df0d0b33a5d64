/**
 * What one process alone may do, until it ends, in whatever way.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";

/**
 * Holds a file by a lock of the operating system, which goes when its process
 * does: nothing is left to clear up after a kill. Some network disks know no locks;
 * there nothing is held. Then the same may be done twice, though both write the same
 * bytes.
 *
 * @param path The file; it is made if it is not there
 * @param wait Whether to wait while another process, or another thread, holds it
 * @returns What releases it; nothing if another holds it
 * @throws {Obstacle} If the file cannot be made
 */
export async function hold(
  path: string,
  wait: boolean,
): Promise<Disposable | undefined> {
  let file;
  try {
    file = await Deno.open(path, { write: true, create: true });
  } catch (error) {
    throw new Obstacle(`Cannot save ${path}: ${(error as Error).message}`);
  }
  const taken = wait ? file.lock(true).then(() => true) : file.tryLock(true);
  if (await taken.catch(() => true)) return file;
  file.close();
}
