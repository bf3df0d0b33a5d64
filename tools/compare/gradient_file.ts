/**
 * Reads a sequence of gradients from a file.
 *
 * @module
 */
import { Obstacle } from "../shared/task.ts";
import { rowsOfNpy, rowsOfZip } from "./array_file.ts";

/** The gradients of each parameter, from the first step to the last. */
export type Sequences = number[][];

/**
 * Reads a file of gradients, by what it holds and not by its name: JSON, a list
 * of numbers (one parameter) or a list of such lists (one for each step, with a
 * number for each parameter); NumPy's `.npy`, an array of floating-point
 * numbers with the steps along its first axis and the parameters along all
 * others; or `.npz`, one or more such arrays of the same steps.
 *
 * @param path The file
 * @returns For each parameter its gradients
 * @throws {Obstacle} If there is no such file, or it does not hold that
 */
export async function readGradients(path: string): Promise<Sequences> {
  const bytes = await Deno.readFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) {
      throw new Obstacle(`There is no file ${path}`);
    }
    throw new Obstacle(`Cannot read ${path}: ${error.message}`);
  });
  try {
    return columns(rowsOf(bytes, path));
  } catch (error) {
    throw new Obstacle(`Cannot read ${path}: ${(error as Error).message}`);
  }
}

function rowsOf(bytes: Uint8Array<ArrayBuffer>, path: string): unknown[][] {
  const start = String.fromCharCode(...bytes.subarray(0, 9));
  if (start.startsWith("\x93NUMPY")) return rowsOfNpy(bytes);
  if (start.startsWith("PK\x03\x04")) return rowsOfZip(bytes);
  if (/\.safetensors$/i.test(path) || start[8] === "{") {
    throw new TypeError(
      "safetensors is not read here. This makes an .npz of it, if the steps stand along the first axis:\n" +
        '  python -c "import numpy, safetensors.numpy as s; ' +
        "numpy.savez('gradients.npz', **s.load_file('FILE'))\"",
    );
  }
  return rowsOfJson(bytes);
}

function rowsOfJson(bytes: Uint8Array): unknown[][] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new TypeError(
      "JSON, NumPy's .npy or its .npz is wanted, and this is neither: " +
        (error as Error).message,
    );
  }
  if (!Array.isArray(value)) throw new TypeError("it holds no list");
  return value.map((row) => Array.isArray(row) ? row : [row]);
}

/** Turns a list for each step into a list for each parameter. */
function columns(rows: unknown[][]): Sequences {
  const length = rows[0]?.length ?? 0;
  if (length === 0) throw new TypeError("it holds no number");
  for (const [i, row] of rows.entries()) {
    if (row.length !== length) {
      throw new TypeError(
        `each step must have ${length} gradients, like step 1: step ${
          i + 1
        } has ${row.length}`,
      );
    }
    const odd = row.find((value) => typeof value !== "number");
    if (odd !== undefined) {
      throw new TypeError(
        `step ${i + 1} must hold numbers only: it holds ${JSON.stringify(odd)}`,
      );
    }
  }
  return Array.from(
    { length },
    (_, parameter) => rows.map((row) => row[parameter] as number),
  );
}
