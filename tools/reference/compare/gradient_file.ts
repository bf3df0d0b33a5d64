/**
 * Reads a sequence of gradients from a file.
 *
 * @module
 */
import { parse } from "npyjs";
import { Obstacle } from "../../jupyter.ts";

/** The gradients of each parameter, from the first step to the last. */
export type Sequences = number[][];

/**
 * Reads a file of gradients: `.json`, a list of numbers (one parameter) or a
 * list of such lists (one for each step, with a number for each parameter), or
 * `.npy`, an array of floating-point numbers with the steps along its first
 * axis and the parameters along all others.
 *
 * @param path The file
 * @returns For each parameter its gradients
 * @throws {Obstacle} If there is no such file, or it does not hold that
 */
export async function readGradients(path: string): Promise<Sequences> {
  const bytes = await Deno.readFile(path).catch(() => {
    throw new Obstacle(`There is no file ${path}`);
  });
  const read = path.endsWith(".npy") ? rowsOfNpy : rowsOfJson;
  try {
    return columns(read(bytes));
  } catch (error) {
    throw new Obstacle(`Cannot read ${path}: ${(error as Error).message}`);
  }
}

function rowsOfJson(bytes: Uint8Array): unknown[][] {
  const value = JSON.parse(new TextDecoder().decode(bytes));
  if (!Array.isArray(value)) throw new TypeError("it holds no list");
  return value.map((row) => Array.isArray(row) ? row : [row]);
}

function rowsOfNpy(bytes: Uint8Array<ArrayBuffer>): number[][] {
  const { data, dtype, shape, fortranOrder } = parse(bytes.buffer);
  if (!/f[248]$/.test(dtype)) {
    throw new TypeError(`its numbers must be floating-point, not ${dtype}`);
  }
  if (fortranOrder && shape.length > 1) {
    throw new TypeError("its order must be C's, not Fortran's");
  }
  const numbers = Array.from(data as Float32Array | Float64Array);
  const [steps = 1, ...others] = shape;
  const parameters = others.reduce((product, n) => product * n, 1);
  return Array.from(
    { length: steps },
    (_, i) => numbers.slice(i * parameters, (i + 1) * parameters),
  );
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
