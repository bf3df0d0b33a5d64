/**
 * What is asked of the bytes of stored rows.
 *
 * @module
 */
import { inWords, requireNumber, requireType } from "../_require.ts";
import { storedBlocks, type StoredFormat } from "./stored_blocks.ts";

/** Throws unless bytes are whole blocks of a format; gives how many numbers they hold. */
export function requireStored(
  action: string,
  name: string,
  format: StoredFormat,
  bytes: Uint8Array,
): number {
  requireType(action, "format", format, "string");
  if (!Object.hasOwn(storedBlocks, format)) {
    throw new RangeError(
      `Cannot ${action} as format must be one of ${
        Object.keys(storedBlocks).join(", ")
      }: current value is ${format}`,
    );
  }
  if (!(bytes instanceof Uint8Array)) {
    throw wrongType(action, name, "a Uint8Array", bytes);
  }
  const block = storedBlocks[format];
  requireNumber(action, `${name}.length`, bytes.length, {
    wanted: `a multiple of ${block.bytes} above 0`,
    met: (length) => length > 0 && length % block.bytes === 0,
  });
  return bytes.length / block.bytes * block.numbers;
}

/** What is thrown for a value of a wrong type. */
export function wrongType(
  action: string,
  name: string,
  wanted: string,
  value: unknown,
): TypeError {
  return new TypeError(
    `Cannot ${action} as ${name} must be ${wanted}: current value is ${
      inWords(value)
    }`,
  );
}
