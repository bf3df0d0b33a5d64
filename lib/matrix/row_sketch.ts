/**
 * Few numbers that stand for the many of a row.
 *
 * @module
 */
import { finite, positiveInteger, sameAs } from "../_demands.ts";
import { inWords, requireNumber, requireNumbers } from "../_require.ts";
import { requireFinite } from "../_require_matrix.ts";

/**
 * Makes count sketches of rows: sums of a row's numbers, each with its sign,
 *
 * $$z_b = \sum_{j \bmod K = b} s_j w_j, \qquad s_j = \pm 1$$
 *
 * With random signs the distance of two sketches is that of their rows in the
 * mean, $E |z - z'|^2 = |w - w'|^2$; where the difference of the rows is spread
 * over many columns, its square deviates by a share of about $\sqrt{2/K}$. Equal
 * rows have equal sketches. Costs one addition a number, whatever $K$ is.
 * Charikar, Chen and Farach-Colton, Finding frequent items in data streams (2002).
 *
 * @param signs The signs, $s$, a 1 or -1 for each column
 * @param width How many numbers a sketch has, $K$
 * @returns A function that writes the sketch of a row; it throws where row or
 * sketch have another length, or a number is not finite
 * @throws {RangeError} If there are other numbers than 1 and -1 among the signs,
 * or the width is not from 1 to their number
 * @throws {TypeError} If `signs` is no array of numbers, or `width` no number
 * @example
 * ```ts
 * import { rowSketch } from "adam/matrix";
 * import { assertEquals } from "@std/assert";
 *
 * const sketch = rowSketch([1, 1, -1, 1], 2);
 * assertEquals([...sketch([1, 2, 4, 8], new Float64Array(2))], [-3, 10]);
 * ```
 */
export function rowSketch(
  signs: ArrayLike<number>,
  width: number,
): (row: ArrayLike<number>, into: Float64Array) => Float64Array {
  requireNumbers(action, "signs", signs, sign);
  requireNumber(action, "width", width, positiveInteger);
  requireNumber(action, "width", width, {
    wanted: `at most the number of signs, ${signs.length}`,
    met: (width) => width <= signs.length,
  });
  const own = Float64Array.from(signs);
  return (row, into) => {
    if (!(row instanceof Float32Array)) {
      requireNumbers(action, "row", row, finite);
    }
    requireNumber(
      action,
      "row.length",
      row.length,
      sameAs("signs", own.length),
    );
    requireInstance(into);
    requireNumber(action, "into.length", into.length, sameAs("width", width));
    into.fill(0);
    for (let start = 0; start < own.length; start += width) {
      const end = Math.min(width, own.length - start);
      for (let b = 0; b < end; b++) {
        into[b]! += own[start + b]! * row[start + b]!;
      }
    }
    // A sum of what is finite is so too, unless it overflows.
    if (!into.every(Number.isFinite)) {
      requireNumbers(action, "row", row, finite);
      requireFinite(action, "the sketch of row", into);
    }
    return into;
  };
}

const action = "sketch a row";

const sign = {
  wanted: "1 or -1",
  met: (value: number) => value === 1 || value === -1,
};

function requireInstance(into: unknown): void {
  if (into instanceof Float64Array) return;
  throw new TypeError(
    `Cannot ${action} as into must be a Float64Array: current value is ${
      inWords(into)
    }`,
  );
}
