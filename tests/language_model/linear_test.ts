import { linear } from "../../lib/language_model/_linear.ts";
import { matrix } from "adam/matrix";
import { assertEquals } from "@std/assert";
import fc from "fast-check";

Deno.test("linear() is W x + b for every shape, also those that no block fits", () => {
  const size = fc.integer({ min: 1, max: 11 });
  const entry = fc.integer({ min: -100, max: 100 });
  const shapes = fc.tuple(size, size, size).chain(([rows, inputs, outputs]) =>
    fc.record({
      rows: fc.constant(rows),
      inputs: fc.constant(inputs),
      outputs: fc.constant(outputs),
      x: fc.array(entry, {
        minLength: rows * inputs,
        maxLength: rows * inputs,
      }),
      w: fc.array(entry, {
        minLength: outputs * inputs,
        maxLength: outputs * inputs,
      }),
      b: fc.array(entry, { minLength: outputs, maxLength: outputs }),
    })
  );
  fc.assert(
    fc.property(shapes, ({ rows, inputs, outputs, x, w, b }) => {
      const { values } = linear(matrix(rows, inputs, x), {
        weight: matrix(outputs, inputs, w),
        bias: Float64Array.from(b),
      });
      // Whole numbers: every sum is exact.
      const expected = Array.from({ length: rows * outputs }, (_, at) => {
        const [i, j] = [Math.floor(at / outputs), at % outputs];
        let sum = b[j]!;
        for (let k = 0; k < inputs; k++) {
          sum += x[i * inputs + k]! * w[j * inputs + k]!;
        }
        return sum;
      });
      assertEquals([...values].map((v) => v + 0), expected.map((v) => v + 0));
    }),
    { seed: 6 },
  );
});

Deno.test("linear() leaves its inputs as they were", () => {
  const states = matrix(1, 2, [1, 2]);
  linear(states, { weight: matrix(2, 2), bias: Float64Array.of(5, 5) });
  assertEquals([...states.values], [1, 2]);
});
