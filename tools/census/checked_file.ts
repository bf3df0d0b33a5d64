/**
 * A file whose own word about itself is not trusted.
 *
 * @module
 */
import { basename } from "node:path";
import { Obstacle } from "../shared/task.ts";

/** A regular file, read in parts, of which none beyond its end is made room for. */
export class CheckedFile implements Disposable {
  /** What it is called, without its folder. */
  readonly name: string;
  /** How many bytes it has. */
  readonly size: number;
  readonly #file: Deno.FsFile;

  /** @throws {Obstacle} If it cannot be opened, or is a folder, a device or a pipe */
  constructor(readonly path: string) {
    this.name = basename(path);
    try {
      // Before it is opened: opening a pipe waits for a writer.
      const { isFile, isDirectory } = Deno.statSync(path);
      if (isDirectory) throw new Obstacle("it is a folder");
      if (!isFile) throw new Obstacle("it is no regular file");
      this.#file = Deno.openSync(path);
      this.size = this.#file.statSync().size;
    } catch (error) {
      throw unreadable(this.name, error);
    }
  }

  /**
   * Reads bytes.
   *
   * @param at Where they begin
   * @param into Where they go; all of it is filled
   * @throws {Obstacle} If the file ends before, or cannot be read
   */
  readInto(at: number, into: Uint8Array): void {
    this.requireRange(at, into.length);
    try {
      this.#file.seekSync(at, Deno.SeekMode.Start);
      for (let done = 0; done < into.length;) {
        const count = this.#file.readSync(into.subarray(done));
        if (!count) throw new Obstacle("it became shorter while it was read");
        done += count;
      }
    } catch (error) {
      throw unreadable(this.name, error);
    }
  }

  /** The bytes of a range, which is checked before they are made room for. */
  read(at: number, length: number): Uint8Array<ArrayBuffer> {
    this.requireRange(at, length);
    const bytes = new Uint8Array(length);
    this.readInto(at, bytes);
    return bytes;
  }

  /** Throws unless the file has so many bytes from there on. */
  requireRange(at: number, length: number): void {
    const end = at + length;
    const isRange = [at, length, end].every(Number.isSafeInteger) &&
      at >= 0 && length >= 0 && end <= this.size;
    if (isRange) return;
    throw this.refusal(
      `it should have ${length} bytes from byte ${at} on, and has ${this.size} altogether`,
    );
  }

  /** What is said of a file that is not as it should be. */
  refusal(why: string): Obstacle {
    return new Obstacle(`Cannot read ${this.name}: ${why}`);
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

function unreadable(name: string, error: unknown): Obstacle {
  if (error instanceof Obstacle && error.message.startsWith("Cannot read")) {
    return error;
  }
  const why = error instanceof Deno.errors.NotFound
    ? "there is no such file"
    : (error as Error).message;
  return new Obstacle(`Cannot read ${name}: ${why}`);
}
