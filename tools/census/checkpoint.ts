/**
 * What a file of a model holds, whatever its format.
 *
 * @module
 */
import { storedBlocks, type StoredFormat } from "adam/low_precision";
import type { CheckedFile } from "./checked_file.ts";

/** An array of numbers in a file. */
export interface Tensor {
  name: string;
  /** How its numbers are stored, in the words of the file. */
  type: string;
  /** The same as the census knows it; not there if it does not. */
  format?: StoredFormat;
  /** Its sizes, the rows first. */
  shape: number[];
  /** Where its bytes begin. */
  at: number;
}

/** A file of a model, open. */
export interface Checkpoint {
  file: CheckedFile;
  tensors: Tensor[];
  /** The tokens by their rows, if the file has them. */
  tokens?: ReadonlyMap<number, string>;
}

/** A matrix of which the rows are tokens, as its file stores it. */
export interface TokenMatrix {
  name: string;
  file: CheckedFile;
  format: StoredFormat;
  rows: number;
  columns: number;
  /** Where its bytes begin. */
  at: number;
  /** How many bytes a row takes. */
  rowBytes: number;
  /** All of them, if they are few: then a row costs no call of the system. */
  bytes?: Uint8Array<ArrayBuffer>;
}

/** The names of token matrices: of inputs first, as a tied model stores these alone. */
const names = [
  /(^|\.)(embed_tokens|tok_embeddings|word_embeddings|wte|embed_in|token_embedding)\.weight$/,
  /^token_embd\.weight$/,
  /^model\.shared\.weight$|^shared\.weight$/,
  /(^|\.)(lm_head|embed_out|output)\.weight$/,
];

/** How large a matrix may be, and how many bytes it may have to be kept. */
const most = { rows: 2 ** 20, columns: 2 ** 17, kept: 2 ** 26 };

/**
 * The name of the token matrix among those of a model.
 *
 * @param all The names of its tensors
 * @param wanted The one that is asked for
 * @returns That one, or else the first that has a known name, if there is one
 */
export function nameOfTokenMatrix(
  all: readonly string[],
  wanted?: string,
): string | undefined {
  if (wanted !== undefined) return all.find((name) => name === wanted);
  return names.flatMap((pattern) =>
    all.filter((name) => pattern.test(name))
  )[0];
}

/**
 * The token matrix of a checkpoint.
 *
 * @param checkpoint The checkpoint
 * @param wanted The name of the tensor, if it is not to be found by that
 * @returns The matrix
 * @throws {Obstacle} If there is none, or it cannot be read
 */
export function tokenMatrix(
  { file, tensors }: Checkpoint,
  wanted?: string,
): TokenMatrix {
  const matrices = tensors.filter(({ shape }) => shape.length === 2);
  const known = nameOfTokenMatrix(tensors.map(({ name }) => name), wanted);
  const only = wanted === undefined && matrices.length === 1
    ? matrices[0]
    : undefined;
  const tensor = tensors.find(({ name }) => name === known) ?? only;
  if (!tensor) {
    throw file.refusal(
      `${
        wanted === undefined
          ? "it has no matrix with the name of one of tokens"
          : `it has no tensor ${wanted}`
      }: choose one by --tensor${listed(matrices)}`,
    );
  }
  return readable(file, tensor);
}

function readable(file: CheckedFile, tensor: Tensor): TokenMatrix {
  const { name, type, format, shape, at } = tensor;
  const refuse = (why: string) => file.refusal(`${name} ${why}`);
  const [rows, columns] = shape as [number, number];
  if (shape.length !== 2) {
    throw refuse(`has ${shape.length} axes: a matrix has 2`);
  }
  if (!(rows >= 1 && columns >= 1)) {
    throw refuse(`is ${rows} x ${columns}: it holds no number`);
  }
  if (rows > most.rows || columns > most.columns) {
    throw refuse(
      `is ${rows} x ${columns}: at most ${most.rows} x ${most.columns} are read`,
    );
  }
  if (!format) {
    throw refuse(
      `is stored as ${type}: ${Object.keys(storedBlocks).join(", ")} are read`,
    );
  }
  const block = storedBlocks[format];
  if (columns % block.numbers !== 0) {
    throw refuse(
      `has rows of ${columns} numbers: ${format} has blocks of ${block.numbers}`,
    );
  }
  const rowBytes = columns / block.numbers * block.bytes;
  file.requireRange(at, rows * rowBytes);
  const matrix = { name, file, format, rows, columns, at, rowBytes };
  return rows * rowBytes > most.kept
    ? matrix
    : { ...matrix, bytes: file.read(at, rows * rowBytes) };
}

function listed(tensors: readonly Tensor[]): string {
  if (tensors.length === 0) return " (it has no matrices)";
  const shown = tensors.slice(0, 12).map(({ name, shape }) =>
    `\n  ${name.slice(0, 100)}: ${shape.join(" x ")}`
  );
  const more = tensors.length - shown.length;
  return `${shown.join("")}${more > 0 ? `\n  and ${more} more` : ""}`;
}

/** Sizes that count something, and whose product is exact. */
export function isShape(shape: unknown): shape is number[] {
  return Array.isArray(shape) && shape.length <= 8 &&
    shape.every((size) => Number.isSafeInteger(size) && size >= 0) &&
    Number.isSafeInteger(shape.reduce((product, size) => product * size, 1));
}
