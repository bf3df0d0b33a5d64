/**
 * Reads the header of a `.safetensors`: the length of a JSON text in 8 bytes, the
 * text, and behind it the numbers, without gaps.
 *
 * @module
 */
import type { StoredFormat } from "adam/low_precision";
import { isRecord } from "../shared/json.ts";
import type { CheckedFile } from "./checked_file.ts";
import { readJson } from "./checked_json.ts";
import { type Checkpoint, isShape, type Tensor } from "./checkpoint.ts";

/** The bytes of a number of each type. */
const sizes: Readonly<Record<string, number>> = {
  ...{ F64: 8, I64: 8, U64: 8, C64: 8, F32: 4, I32: 4, U32: 4 },
  ...{ F16: 2, BF16: 2, I16: 2, U16: 2, I8: 1, U8: 1, BOOL: 1 },
  ...{ F8_E4M3: 1, F8_E5M2: 1, F8_E8M0: 1 },
};

const formats: Readonly<Record<string, StoredFormat>> = {
  F32: "f32",
  F16: "f16",
  BF16: "bf16",
};

/** A tensor and the bytes that it says it has, counted behind the header. */
interface Placed extends Tensor {
  begin: number;
  end: number;
}

/**
 * Reads what a file of safetensors holds.
 *
 * @param file The file
 * @returns Its tensors
 * @throws {Obstacle} If its header is none, or lies about the file
 */
export function safetensors(file: CheckedFile): Checkpoint {
  const length = new DataView(file.read(0, 8).buffer).getBigUint64(0, true);
  if (length > BigInt(file.size - 8)) {
    throw file.refusal(
      `its header should have ${length} bytes, and the file has ${file.size}`,
    );
  }
  const start = 8 + Number(length);
  const { object, text } = readJson(file, 8, Number(length));
  const { __metadata__: _, ...described } = object;
  const tensors = Object.entries(described).map(([name, told]) =>
    placed(file, name, told, start)
  );
  const told = text.match(/"data_offsets"\s*:/g)?.length ?? 0;
  if (told !== tensors.length) {
    throw file.refusal("its header has a name twice");
  }
  requireNoGaps(file, tensors, file.size - start);
  return { file, tensors };
}

function placed(
  file: CheckedFile,
  name: string,
  told: unknown,
  start: number,
): Placed {
  const { dtype, shape, data_offsets: range } = isRecord(told) ? told : {};
  const isRange = Array.isArray(range) && range.length === 2 &&
    range.every((at) => Number.isSafeInteger(at) && at >= 0);
  if (typeof dtype !== "string" || !isShape(shape) || !isRange) {
    throw file.refusal(`its header does not say what ${name} is`);
  }
  const [begin, end] = range as [number, number];
  const size = Object.hasOwn(sizes, dtype) ? sizes[dtype] : undefined;
  const bytes = shape.reduce((product, size) => product * size, size ?? 0);
  if (end < begin || (size !== undefined && end - begin !== bytes)) {
    throw file.refusal(
      `${name} should have ${bytes} bytes, ${
        shape.join(" x ")
      } in ${dtype}, and has ${end - begin}`,
    );
  }
  const format = Object.hasOwn(formats, dtype) ? formats[dtype] : undefined;
  const tensor = { name, type: dtype, shape, at: start + begin, begin, end };
  return format ? { ...tensor, format } : tensor;
}

/** Throws unless the tensors fill the file, each behind the one before it. */
function requireNoGaps(file: CheckedFile, tensors: Placed[], size: number) {
  let at = 0;
  let before = "the header";
  const inOrder = tensors.toSorted((a, b) =>
    a.begin - b.begin || a.end - b.end
  );
  for (const { name, begin, end } of inOrder) {
    if (begin < at) throw file.refusal(`${name} overlaps ${before}`);
    if (begin > at) {
      throw file.refusal(`between ${before} and ${name} are bytes of nothing`);
    }
    [at, before] = [end, name];
  }
  if (at !== size) {
    throw file.refusal(
      `its tensors should take ${at} bytes, and there are ${size}`,
    );
  }
}
