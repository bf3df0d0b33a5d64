import { linear, matrix } from "adam/language_model";
import { assertEquals, assertThrows } from "@std/assert";
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

Deno.test("linear() refuses inputs that are not as wide as its weight", () => {
  const weights = { weight: matrix(2, 3), bias: new Float64Array(2) };
  assertThrows(
    () => linear(matrix(1, 2), weights),
    RangeError,
    "Cannot apply a linear layer as the width must be that of the weight, 3: current value is 2",
  );
});

Deno.test("linear() refuses a bias that is too short, numbers that are not finite, and a result that overflows", () => {
  const weight = matrix(2, 2, [1, 2, 3, 4]);
  const bias = new Float64Array(2);
  const states = matrix(1, 2, [1, 2]);
  const at = (change: object) => () =>
    linear(states, { weight, bias, ...change });
  assertThrows(
    at({ bias: Float64Array.of(1) }),
    RangeError,
    "Cannot apply a linear layer as bias.length must be that of weight.rows, 2: current value is 1",
  );
  assertThrows(at({ bias: Float64Array.of(1, NaN) }), RangeError, "bias[1]");
  const infinite = matrix(1, 2, [1, Infinity]);
  assertThrows(
    () => linear(infinite, { weight, bias }),
    RangeError,
    "states.values[1] must be finite",
  );
  assertThrows(
    at({ weight: matrix(2, 2, [1e308, 1e308, 0, 0]) }),
    RangeError,
    "result[0] must be finite",
  );
});
