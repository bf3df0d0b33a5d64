import { matrix, product, rowOf } from "adam/matrix";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { cases, distance } from "../language_model/reference.ts";

Deno.test("product() sums from the first term to the last, whatever block a number is in", () => {
  const size = fc.integer({ min: 1, max: 11 });
  const entry = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const values = (count: number) =>
    fc.array(entry, { minLength: count, maxLength: count });
  const pair = fc.tuple(size, size, size).chain(([rows, columns, others]) =>
    fc.tuple(
      values(rows * columns).map((numbers) => matrix(rows, columns, numbers)),
      values(others * columns).map((numbers) =>
        matrix(others, columns, numbers)
      ),
    )
  );
  fc.assert(fc.property(pair, ([a, b]) => {
    const result = product(a, b);
    assertEquals([result.rows, result.columns], [a.rows, b.rows]);
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < b.rows; j++) {
        const sum = rowOf(a, i).reduce((s, x, k) => s + x * rowOf(b, j)[k]!, 0);
        assertStrictEquals(rowOf(result, i)[j], sum); // every bit
      }
    }
  }));
});

for (const { name, hidden, weights, logits } of cases) {
  Deno.test(`product() of hidden states and output matrix are PyTorch's logits: ${name}`, () => {
    // Sums of up to nine products, of sizes up to 16, in another order: nine
    // roundings of 1e-15 at most. Measured: 1.8e-15.
    const ours = product(hidden, weights.output).values;
    assert(distance(ours, logits.values) <= 1e-14);
  });
}

Deno.test("product() leaves its matrices as they were", () => {
  const a = matrix(1, 2, [1, 2]);
  product(a, a);
  assertEquals([...a.values], [1, 2]);
});

Deno.test("product() refuses rows of another length, and a number that is not finite", () => {
  assertThrows(
    () => product(matrix(1, 2), matrix(5, 3)),
    RangeError,
    "Cannot multiply matrices as b.columns must be that of a, 2: current value is 3",
  );
  for (const values of [[1, Infinity], [NaN, 1], [1e308, 1e308]]) {
    assertThrows(
      () => product(matrix(1, 2, values), matrix(1, 2, [9, 9])),
      RangeError,
      "Cannot multiply matrices as the product of a and b[0] must be finite",
    );
  }
});
