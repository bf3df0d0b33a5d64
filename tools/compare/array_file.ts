/**
 * Reads the arrays of NumPy's files.
 *
 * @module
 */
import { unzipSync } from "fflate";
import { parse } from "npyjs";

/**
 * The rows of an `.npy`: one for each step, along the first axis.
 *
 * @throws {TypeError} If its numbers are of another kind or order
 */
export function rowsOfNpy(bytes: Uint8Array<ArrayBuffer>): number[][] {
  const { data, dtype, shape, fortranOrder } = parse(
    bytes.slice().buffer,
  );
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

/**
 * The rows of an `.npz`, with the parameters of all its arrays beside each other.
 *
 * @throws {TypeError} If the arrays have different numbers of steps, or it is
 * another kind of archive
 */
export function rowsOfZip(bytes: Uint8Array<ArrayBuffer>): number[][] {
  const files = Object.entries(unzipSync(bytes));
  if (files.some(([name]) => name.endsWith("data.pkl"))) {
    throw new TypeError(
      "PyTorch's own format is not read here. This makes an .npy of it, if it is a tensor with the steps along the first axis, or a list of one tensor a step:\n" +
        "  python -c \"import numpy, torch; g = torch.load('FILE', map_location='cpu'); " +
        "numpy.save('gradients.npy', torch.stack(list(g)).float().numpy())\"",
    );
  }
  const arrays = files.filter(([name]) => name.endsWith(".npy"))
    .map(([name, file]) => ({ name, rows: rowsOfNpy(file) }));
  const [first] = arrays;
  if (!first) throw new TypeError("it is an archive without arrays of NumPy");
  for (const { name, rows } of arrays) {
    if (rows.length === first.rows.length) continue;
    throw new TypeError(
      `all its arrays must have the same number of steps along the first axis: ` +
        `${first.name} has ${first.rows.length}, ${name} has ${rows.length}`,
    );
  }
  return first.rows.map((_, i) => arrays.flatMap(({ rows }) => rows[i]!));
}
