/**
 * Reads the header of a GGUF by Hugging Face's parser, which is given nothing of
 * the file but what is there.
 *
 * @module
 */
import { GGMLQuantizationType, gguf as parse } from "@huggingface/gguf";
import { storedBlocks, type StoredFormat } from "adam/low_precision";
import type { CheckedFile } from "./checked_file.ts";
import {
  asRefusal,
  type Checkpoint,
  isShape,
  type Tensor,
} from "./checkpoint.ts";

const formats: Readonly<Record<string, StoredFormat>> = {
  F32: "f32",
  F16: "f16",
  BF16: "bf16",
  Q8_0: "q8_0",
};

/** How many bytes a header may have: those of the largest vocabularies have some 13 million. */
const mostBytes = 16e6;

/** How many the parser asks for at once. */
const partBytes = 2e6;

/**
 * Reads what a GGUF holds.
 *
 * @param file The file
 * @returns Its tensors, and its tokens if it has some
 * @throws {Obstacle} If its header is none, or lies about the file
 */
export async function gguf(file: CheckedFile): Promise<Checkpoint> {
  const header = await parse("https://file.invalid/", { fetch: partsOf(file) })
    .catch((error) => {
      throw asRefusal(file, error);
    });
  if (!header.littleEndian) throw file.refusal("its numbers are big-endian");
  // The parser does not know where the file ends.
  const start = Number(header.tensorDataOffset);
  file.requireRange(0, header.tensorInfoByteRange[1]);
  const tensors = header.tensorInfos.map((told): Tensor => {
    const shape = told.shape.map(Number).toReversed();
    const at = start + Number(told.offset);
    const type = GGMLQuantizationType[told.dtype] ?? `type ${told.dtype}`;
    if (!isShape(shape) || !Number.isSafeInteger(at)) {
      throw file.refusal(`its header does not say where ${told.name} is`);
    }
    const tensor = { name: told.name, type, shape, at };
    return Object.hasOwn(formats, type)
      ? { ...tensor, format: formats[type]! }
      : tensor;
  });
  requireApart(file, tensors);
  const metadata = header.metadata as Record<string, unknown>;
  const words = metadata["tokenizer.ggml.tokens"];
  return { file, tensors, ...tokensIn(words) };
}

function tokensIn(words: unknown): Pick<Checkpoint, "tokens"> {
  if (!Array.isArray(words)) return {};
  const named = words.map((word, i): [number, string] => [i, `${word}`]);
  return { tokens: new Map(named) };
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

/** The file as the parser asks for it: by ranges, as of a server. */
function partsOf(file: CheckedFile): typeof fetch {
  return (_, options) => {
    const { Range: range = "" } = options!.headers as Record<string, string>;
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range)!.map(Number);
    // It asks for a part more than it needs, which may lie behind the end.
    if (from! >= file.size + partBytes) {
      return Promise.reject(file.refusal("it ends within its header"));
    }
    if (from! >= mostBytes) {
      return Promise.reject(
        file.refusal(`its header has more than ${mostBytes} bytes`),
      );
    }
    // Behind the end no length and no type is one, so that nothing is made of it.
    const bytes = new Uint8Array(to! + 1 - from!).fill(255);
    const there = Math.max(0, Math.min(bytes.length, file.size - from!));
    file.readInto(Math.min(from!, file.size), bytes.subarray(0, there));
    const headers = { "content-range": `bytes ${from}-${to}/${file.size}` };
    return Promise.resolve(new Response(bytes, { headers }));
  };
}
