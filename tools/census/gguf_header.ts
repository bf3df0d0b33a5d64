/**
 * The header of a GGUF: read once, from its beginning to its end, so that the
 * longest one takes as many steps as it has values.
 *
 * @module
 */
import type { CheckedFile } from "./checked_file.ts";

/** What a header says of a tensor. */
export interface ToldTensor {
  name: string;
  /** Its sizes, the columns first. */
  sizes: number[];
  /** The number of its type. */
  type: number;
  /** Where its bytes begin, counted behind the header. */
  offset: number;
}

/** What is read of a header. */
export interface GgufHeader {
  tensors: ToldTensor[];
  /** The tokens in the order of their rows, if the file has them. */
  tokens?: string[];
  /** How many bytes the header has, with those that align the numbers behind it. */
  length: number;
}

/** How many bytes a header may have: those of the largest vocabularies have some 13 million. */
const mostBytes = 16e6;

/** The bytes of a value of each type, by its number: of a text and a list none is known. */
const sizes = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];

/** The numbers of some types. */
const types = { u32: 4, text: 8, list: 9 };

/**
 * How deep lists may be in lists, how many axes a tensor may have, and how many of
 * what is kept a file may have: large models have some 100,000 tensors, and as many
 * tokens as a matrix may have rows.
 */
const most = { depth: 4, axes: 8, tensors: 2 ** 18, tokens: 2 ** 20 };

/**
 * Reads the header of a GGUF.
 *
 * @param file The file, which begins with `GGUF`
 * @returns What it says
 * @throws {Obstacle} If it is of another version or big-endian, ends too early,
 * or has more than those of models have
 */
export function ggufHeader(file: CheckedFile): GgufHeader {
  const values = new Values(file);
  const [tensorCount, valueCount] = [values.size(), values.size()];
  values.requireAtMost(most.tensors, "tensors", tensorCount);
  let tokens: string[] | undefined;
  let alignment = 32;
  for (let i = 0; i < valueCount; i++) {
    const key = values.text();
    const type = values.u32();
    if (key === "tokenizer.ggml.tokens" && type === types.list) {
      tokens = values.texts();
    } else if (key === "general.alignment" && type === types.u32) {
      alignment = values.u32();
    } else values.skip(type);
  }
  const tensors: ToldTensor[] = [];
  for (let i = 0; i < tensorCount; i++) tensors.push(values.tensor());
  // A power of two has one bit.
  if (alignment === 0 || (alignment & (alignment - 1)) !== 0) {
    throw file.refusal(
      `its general.alignment must be a power of two: it is ${alignment}`,
    );
  }
  const length = Math.ceil(values.at / alignment) * alignment;
  return { tensors, length, ...(tokens && { tokens }) };
}

/** The values of a header, one after the other. */
class Values {
  /** Where the next one begins. */
  at = 8;
  readonly #file: CheckedFile;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #isFirstVersion: boolean;
  readonly #decoder = new TextDecoder();

  constructor(file: CheckedFile) {
    this.#file = file;
    this.#bytes = file.read(0, Math.min(file.size, mostBytes));
    this.#view = new DataView(this.#bytes.buffer);
    this.#require(0);
    const version = this.#view.getUint32(4, true);
    if (version > 0 && version % 2 ** 16 === 0) {
      throw file.refusal("its numbers are big-endian");
    }
    if (version < 1 || version > 3) {
      throw file.refusal(`it is of version ${version}: 1, 2 and 3 are read`);
    }
    this.#isFirstVersion = version === 1;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A count or a size: one above 2^53 is not exact, and is as wrong as it was. */
  size(): number {
    if (this.#isFirstVersion) return this.u32();
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  text(): string {
    const length = this.size();
    const at = this.#take(length);
    return this.#decoder.decode(this.#bytes.subarray(at, at + length));
  }

  /** A list of texts; one of anything else is passed over. */
  texts(): string[] | undefined {
    const at = this.at;
    const type = this.u32();
    if (type !== types.text) {
      this.at = at;
      this.skip(types.list);
      return;
    }
    const count = this.size();
    this.requireAtMost(most.tokens, "tokens", count);
    const texts: string[] = [];
    for (let i = 0; i < count; i++) texts.push(this.text());
    return texts;
  }

  tensor(): ToldTensor {
    const name = this.text();
    const axes = this.u32();
    if (axes > most.axes) {
      throw this.#file.refusal(
        `${name} has ${axes} axes: at most ${most.axes} are read`,
      );
    }
    const sizes = Array.from({ length: axes }, () => this.size());
    const type = this.u32();
    const offset = Number(this.#view.getBigUint64(this.#take(8), true));
    return { name, sizes, type, offset };
  }

  /** Passes over a value. */
  skip(type: number, depth = 0): void {
    if (type === types.text) return void this.#take(this.size());
    if (type !== types.list) return void this.#take(this.#bytesOf(type));
    if (depth === most.depth) {
      throw this.#file.refusal(
        `its header has lists in lists, more than ${most.depth} levels deep`,
      );
    }
    const [of, count] = [this.u32(), this.size()];
    if (of !== types.text && of !== types.list) {
      this.#take(count * this.#bytesOf(of));
      return;
    }
    // Each takes bytes, so that a count that lies ends with the header.
    for (let i = 0; i < count; i++) this.skip(of, depth + 1);
  }

  requireAtMost(most: number, what: string, count: number): void {
    if (count <= most) return;
    throw this.#file.refusal(
      `its header has ${count} ${what}: at most ${most} are read`,
    );
  }

  #bytesOf(type: number): number {
    const size = sizes[type];
    if (size !== undefined) return size;
    throw this.#file.refusal(`its header has a value of type ${type}`);
  }

  /** Where so many bytes begin; the next value begins behind them. */
  #take(count: number): number {
    this.#require(count);
    const at = this.at;
    this.at += count;
    return at;
  }

  #require(count: number): void {
    if (this.at + count <= this.#bytes.length) return;
    throw this.#file.refusal(
      this.#bytes.length === this.#file.size
        ? "it ends within its header"
        : `its header has more than ${mostBytes} bytes`,
    );
  }
}
