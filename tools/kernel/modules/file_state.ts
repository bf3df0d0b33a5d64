/**
 * What a file was when it was looked at.
 *
 * @module
 */

/** A file at a moment: it has changed if it has other bytes now, or is there no more, or only now. */
export class FileState {
  /** Where it is. */
  readonly path: string;
  readonly #stamp: string;
  readonly #bytes: string;

  /** Looks at a file. */
  static async of(path: string): Promise<FileState> {
    return new FileState(path, await stampOf(path), await bytesOf(path));
  }

  private constructor(path: string, stamp: string, bytes: string) {
    this.path = path;
    this.#stamp = stamp;
    this.#bytes = bytes;
  }

  /** Whether it has changed; only a file that was written to is read again. */
  async hasChanged(): Promise<boolean> {
    return await stampOf(this.path) !== this.#stamp &&
      await bytesOf(this.path) !== this.#bytes;
  }
}

/** When it was written and how long it is; empty if it is not there. */
async function stampOf(path: string): Promise<string> {
  const info = await Deno.stat(path).catch(() => undefined);
  return info ? `${info.mtime?.getTime()} ${info.size}` : "";
}

/** A digest of its bytes; empty if there are none. */
async function bytesOf(path: string): Promise<string> {
  const bytes = await Deno.readFile(path).catch(() => undefined);
  if (!bytes) return "";
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(digest).toHex();
}
