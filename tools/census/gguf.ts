/**
 * What a GGUF holds, by its header.
 *
 * @module
 */
import { GGMLQuantizationType } from "@huggingface/gguf";
import { storedBlocks, type StoredFormat } from "adam/low_precision";
import type { CheckedFile } from "./checked_file.ts";
import { type Checkpoint, isShape, type Tensor } from "./checkpoint.ts";
import { ggufHeader } from "./gguf_header.ts";

const formats: Readonly<Record<string, StoredFormat>> = {
  F32: "f32",
  F16: "f16",
  BF16: "bf16",
  Q8_0: "q8_0",
};

/**
 * Reads what a GGUF holds.
 *
 * @param file The file
 * @returns Its tensors, and its tokens if it has some
 * @throws {Obstacle} If its header is none, or lies about the file
 */
export function gguf(file: CheckedFile): Checkpoint {
  const header = ggufHeader(file);
  const tensors = header.tensors.map((told): Tensor => {
    const shape = told.sizes.toReversed();
    const at = header.length + told.offset;
    const type = GGMLQuantizationType[told.type] ?? `type ${told.type}`;
    if (!isShape(shape) || !Number.isSafeInteger(at)) {
      throw file.refusal(`its header does not say where ${told.name} is`);
    }
    const tensor = { name: told.name, type, shape, at };
    return Object.hasOwn(formats, type)
      ? { ...tensor, format: formats[type]! }
      : tensor;
  });
  requireApart(file, tensors);
  const { tokens } = header;
  return {
    file,
    tensors,
    ...(tokens && { tokens: new Map(tokens.entries()) }),
  };
}

/** Throws if a name is there twice, or numbers that can be read belong to two tensors. */
function requireApart(file: CheckedFile, tensors: readonly Tensor[]): void {
  if (new Set(tensors.map(({ name }) => name)).size !== tensors.length) {
    throw file.refusal("its header has a name twice");
  }
  let end = 0;
  let before = "the header";
  for (const tensor of tensors.toSorted((a, b) => a.at - b.at)) {
    const { name, at, format, shape } = tensor;
    const count = shape.reduce((product, size) => product * size, 1);
    const block = format ? storedBlocks[format] : { bytes: 0, numbers: 1 };
    if (at < end && count > 0) throw file.refusal(`${name} overlaps ${before}`);
    const bytes = count / block.numbers * block.bytes;
    file.requireRange(at, Math.ceil(bytes));
    [end, before] = [at + bytes, name];
  }
}
