import { layerNorm, rmsNorm } from "adam/language_model";
import { matrix, rowOf } from "adam/matrix";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

const states = matrix(2, 4, [1, -2, 30, 4, 0.5, 0.25, -7, 1e-3]);
const gain = Float64Array.of(1, 1, 1, 1);
const mean = (row: Float64Array) => row.reduce((a, b) => a + b) / row.length;

Deno.test("layerNorm() gives every row the mean 0 and the variance 1", () => {
  const normalized = layerNorm(states, { gain }, 0);
  for (const i of [0, 1]) {
    const row = rowOf(normalized, i);
    // A dozen roundings of numbers below 2.
    assertAlmostEquals(mean(row), 0, 1e-15);
    assertAlmostEquals(mean(row.map((x) => x * x)), 1, 3e-15);
  }
});

Deno.test("layerNorm() takes no notice of shift and scale of what enters", () => {
  const moved = matrix(2, 4, states.values.map((x) => 8 * x + 64));
  const [one, other] = [states, moved].map((x) => layerNorm(x, { gain }, 0));
  // The shift loses the digits of the smallest number below 2^-47.
  one!.values.forEach((x, i) =>
    assertAlmostEquals(other!.values[i]!, x, 2e-14)
  );
});

Deno.test("layerNorm() of a row of zeros is the shift", () => {
  const shift = Float64Array.of(5, 6);
  const ones = Float64Array.of(1, 1);
  const { values } = layerNorm(matrix(1, 2), { gain: ones, shift });
  assertEquals([...values], [5, 6]);
});

Deno.test("layerNorm() adds epsilon to the variance, under the root", () => {
  const small = matrix(1, 2, [-1e-4, 1e-4]);
  const ones = Float64Array.of(1, 1);
  const [, value] = layerNorm(small, { gain: ones }).values;
  assertAlmostEquals(value!, 1e-4 / Math.sqrt(1e-8 + 1e-5), 1e-16);
});

Deno.test("layerNorm() does not over- or underflow with the squares", () => {
  const right = layerNorm(states, { gain }, 0).values;
  for (const unit of [2 ** -1000, 2 ** -600, 2 ** 600, 2 ** 1018]) {
    const scaled = matrix(2, 4, states.values.map((x) => x * unit));
    // A power of two changes no bit, but where the smallest number is subnormal.
    assertEquals([...layerNorm(scaled, { gain }, 0).values], [...right]);
  }
});

Deno.test("layerNorm() refuses a gain or a shift for each of fewer columns, and a row with nothing to divide by", () => {
  const row = matrix(1, 2, [3, 3]);
  const gain = Float64Array.of(1, 1);
  const short = Float64Array.of(1);
  assertThrows(
    () => layerNorm(row, { gain: short }),
    RangeError,
    "Cannot normalize as gain.length must be that of the columns of states, 2: current value is 1",
  );
  assertThrows(
    () => layerNorm(row, { gain, shift: short }),
    RangeError,
    "shift.length",
  );
  assertThrows(() => layerNorm(row, { gain }, -1), RangeError, "epsilon");
  assertThrows(
    () => layerNorm(matrix(1, 2, [NaN, 1]), { gain }),
    RangeError,
    "states.values[0] must be finite",
  );
  assertThrows(
    () => layerNorm(row, { gain }, 0),
    RangeError,
    "Cannot normalize as the variance of a row plus epsilon must be finite and > 0: current value is 0",
  );
});

Deno.test("layerNorm() of a row of equal numbers is the shift, however large they are", () => {
  for (const x of [1e150, 1e160, 1e200, -3e170, Number.MAX_VALUE]) {
    for (const width of [1, 2, 3]) {
      const row = matrix(1, width, Array(width).fill(x));
      const gain = new Float64Array(width).fill(1);
      const shift = new Float64Array(width).fill(7);
      assertEquals([...layerNorm(row, { gain, shift }).values], [...shift]);
      assertThrows(() => layerNorm(row, { gain }, 0), RangeError, "variance");
    }
  }
});

Deno.test("layerNorm() takes the largest doubles that there are", () => {
  const most = Number.MAX_VALUE;
  const row = matrix(1, 2, [most, -most]);
  const { values } = layerNorm(row, { gain: Float64Array.of(1, 1) }, 0);
  assertEquals([...values], [1, -1]);
});

Deno.test("rmsNorm() gives every row the mean square 1, and leaves its direction", () => {
  const { values } = rmsNorm(states, { gain }, 0);
  for (const i of [0, 1]) {
    const row = values.subarray(4 * i, 4 * i + 4);
    const given = rowOf(states, i);
    // A dozen roundings of numbers below 4.
    assertAlmostEquals(mean(row.map((x) => x * x)), 1, 3e-15);
    row.forEach((x, j) =>
      assertAlmostEquals(x / row[0]!, given[j]! / given[0]!, 1e-14)
    );
  }
});

Deno.test("rmsNorm() of a row with the mean 0 is layerNorm() with the same epsilon", () => {
  const row = matrix(1, 4, [1, -1, 3, -3]);
  assertEquals(rmsNorm(row, { gain }, 1e-5), layerNorm(row, { gain }, 1e-5));
});

Deno.test("rmsNorm() neither over- nor underflows with the squares, and refuses zeros with nothing to divide by", () => {
  const right = rmsNorm(states, { gain }, 0).values;
  for (const unit of [2 ** -1000, 2 ** 1018]) {
    const scaled = matrix(2, 4, states.values.map((x) => x * unit));
    assertEquals(rmsNorm(scaled, { gain }, 0).values, right);
  }
  assertEquals([...rmsNorm(matrix(1, 4), { gain }).values], [0, 0, 0, 0]);
  assertThrows(
    () => rmsNorm(matrix(1, 4), { gain }, 0),
    RangeError,
    "the mean square of a row plus epsilon must be finite and > 0",
  );
});
