/**
 * Reads the header of an `.npy` by npyjs, which is given the header alone: with
 * the whole file it would copy all numbers.
 *
 * @module
 */
import { parse } from "npyjs";
import type { StoredFormat } from "adam/low_precision";
import type { CheckedFile } from "./checked_file.ts";
import { type Checkpoint, isShape } from "./checkpoint.ts";

const formats: Readonly<Record<string, StoredFormat>> = {
  f4: "f32",
  f2: "f16",
};

/** How long a header may be: NumPy's own limit. */
const mostBytes = 10_000;

/**
 * Reads what an `.npy` holds: one array.
 *
 * @param file The file
 * @returns The array, as a tensor that is called `array`
 * @throws {Obstacle} If its header is none, or lies about the file
 */
export function npy(file: CheckedFile): Checkpoint {
  const view = new DataView(file.read(0, 12).buffer);
  const isShort = view.getUint8(6) <= 1;
  const start = isShort
    ? 10 + view.getUint16(8, true)
    : 12 + view.getUint32(8, true);
  if (start > mostBytes) throw file.refusal(`its header has ${start} bytes`);
  const { dtype, shape, fortranOrder } = headerOf(file, start);
  if (!isShape(shape)) throw file.refusal("its header tells no shape");
  if (fortranOrder && shape.length > 1) {
    throw file.refusal("its order must be C's, not Fortran's");
  }
  const format = Object.hasOwn(formats, dtype) ? formats[dtype] : undefined;
  const array = { name: "array", type: dtype, shape, at: start };
  const tensor = format ? { ...array, format } : array;
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = count * Number(/\d+$/.exec(dtype)?.[0] ?? 0);
  if (format && start + bytes !== file.size) {
    throw file.refusal(
      `its array should take ${bytes} bytes, and there are ${
        file.size - start
      }`,
    );
  }
  return { file, tensors: [tensor] };
}

function headerOf(file: CheckedFile, start: number) {
  const { buffer } = file.read(0, start);
  try {
    return parse(buffer);
  } catch (error) {
    throw file.refusal((error as Error).message);
  }
}
