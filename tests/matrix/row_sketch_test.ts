import { rowSketch } from "adam/matrix";
import { normalNumbers, randomNumbers } from "adam/statistics";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("rowSketch() adds up each column that leaves the same remainder, with its sign", () => {
  const signs = [1, -1, 1, 1, 1, -1, -1];
  const row = [1, 2, 4, 8, 16, 32, 64];
  const sketch = rowSketch(signs, 3)(row, new Float64Array(3));
  assertEquals([...sketch], [1 + 8 - 64, -2 + 16, 4 - 32]);
});

Deno.test("rowSketch() is linear, so that the sketch of a difference is the difference of sketches", () => {
  const whole = fc.array(fc.integer({ min: -999, max: 999 }), {
    minLength: 12,
    maxLength: 12,
  });
  const random = randomNumbers(0);
  const signs = Array.from({ length: 12 }, () => random() < 0.5 ? 1 : -1);
  const sketch = rowSketch(signs, 5);
  const of = (row: number[]) => sketch(row, new Float64Array(5));
  fc.assert(fc.property(whole, whole, (a, b) => {
    const [x, y] = [of(a), of(b)];
    // + 0 makes 0 of -0.
    assertEquals(
      [...of(a.map((value, j) => value - b[j]!))].map((z) => z + 0),
      [...x].map((z, k) => z - y[k]! + 0),
    );
  }));
});

Deno.test("rowSketch() keeps the squares of norms in the mean", () => {
  const [columns, width, count] = [256, 32, 2000];
  const random = randomNumbers(1);
  const normal = normalNumbers(randomNumbers(2));
  const row = Float64Array.from({ length: columns }, () => normal());
  const squares = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value ** 2, 0);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const signs = Array.from(
      { length: columns },
      () => random() < 0.5 ? 1 : -1,
    );
    sum += squares(rowSketch(signs, width)(row, new Float64Array(width)));
  }
  // A square deviates by about sqrt(2/32) = 1/4, the mean of 2000 by 0.6 %:
  // four times that.
  const ratio = sum / count / squares(row);
  assert(Math.abs(ratio - 1) < 0.0224, `${ratio}`);
});

Deno.test("rowSketch() refuses other signs, other lengths and what is not finite", () => {
  const action = "Cannot sketch a row as";
  assertThrows(() => rowSketch([1, 0.5], 1), RangeError, action);
  assertThrows(() => rowSketch([1, -1], 3), RangeError, action);
  const sketch = rowSketch([1, -1], 1);
  const into = new Float64Array(1);
  assertThrows(() => sketch([1], into), RangeError, action);
  assertThrows(() => sketch([1, 2], new Float64Array(2)), RangeError, action);
  const infinite = Float32Array.of(Infinity, Infinity);
  assertThrows(() => sketch(infinite, into), RangeError, `${action} row[0]`);
});
