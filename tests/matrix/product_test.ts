import { type Matrix, matrix, product, rowOf } from "adam/matrix";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { productKernel } from "../../lib/matrix/_product_kernel.ts";
import { granted } from "../granted.ts";
import { cases, distance } from "../language_model/reference.ts";

const module = import.meta.resolve("../../lib/matrix/product.ts");

/** The same product as the equation says it, every number by itself. */
function sums(a: Matrix, b: Matrix): Float64Array {
  return Float64Array.from({ length: a.rows * b.rows }, (_, at) => {
    const [i, j] = [Math.floor(at / b.rows), at % b.rows];
    return rowOf(a, i).reduce((s, x, k) => s + x * rowOf(b, j)[k]!, 0);
  });
}

/** What also tells 0 from -0. */
function bitsOf(values: Float64Array): BigUint64Array {
  return new BigUint64Array(values.buffer);
}

const entry = fc.double({ min: -1e3, max: 1e3, noNaN: true });

function numbers(count: number): fc.Arbitrary<number[]> {
  return fc.array(entry, { minLength: count, maxLength: count });
}

Deno.test("product() sums from the first term to the last", () => {
  const size = fc.integer({ min: 1, max: 11 });
  const pair = fc.tuple(size, size, size).chain(([rows, columns, others]) =>
    fc.tuple(
      numbers(rows * columns).map((of) => matrix(rows, columns, of)),
      numbers(others * columns).map((of) => matrix(others, columns, of)),
    )
  );
  fc.assert(fc.property(pair, ([a, b]) => {
    const result = product(a, b);
    assertEquals([result.rows, result.columns], [a.rows, b.rows]);
    assertEquals(bitsOf(result.values), bitsOf(sums(a, b)));
  }));
});

/** Sizes of products that the kernel computes: whole blocks, one number less, and up to five more. */
const { rows, columns, terms } = productKernel!.most;
const sizes = fc.tuple(
  fc.integer({ min: 20, max: 30 }),
  ...[rows, columns, terms].map((most) =>
    fc.integer({ min: most - 1, max: most + 5 })
  ),
).chain(([few, ...whole]) =>
  fc.constantFrom(
    [few!, few!, few!],
    [few!, few!, whole[2]!],
    [few!, whole[1]!, few!],
    [whole[0]!, few!, few!],
    [2, whole[1]!, whole[2]!],
    [whole[0]!, 2, whole[2]!],
  )
);

/** Numbers of all sizes that were drawn, in an order that repeats late. */
function filled(rows: number, columns: number, drawn: number[]): Matrix {
  const values = Array.from(
    { length: rows * columns },
    (_, i) => drawn[i % drawn.length]! * (1 + i % 89),
  );
  return matrix(rows, columns, values);
}

Deno.test("product() sums from the first term to the last, whatever block a number is in", () => {
  const drawn = fc.tuple(sizes, numbers(97), numbers(101));
  fc.assert(
    fc.property(drawn, ([[rows, others, terms], ofA, ofB]) => {
      const a = filled(rows!, terms!, ofA);
      const b = filled(others!, terms!, ofB);
      assertEquals(bitsOf(product(a, b).values), bitsOf(sums(a, b)));
    }),
    { numRuns: 40 },
  );
});

Deno.test({
  name:
    "product() gives the same bits where WebAssembly has no SIMD, or a page forbids it",
  ignore: !granted("read"),
  async fn() {
    const code = `
      WebAssembly.Module = class { constructor() { throw new Error("forbidden") } };
      const { product } = await import(${JSON.stringify(module)});
      self.onmessage = ({ data: [a, b] }) => postMessage(product(a, b).values);
      postMessage("ready");`;
    const url = `data:text/javascript,${encodeURIComponent(code)}`;
    const worker = new Worker(url, { type: "module" });
    const next = () =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = reject;
      });
    const [a, b] = [filled(70, 30, [0.1, 3]), filled(20, 30, [7, 1 / 3])];
    try {
      await next();
      worker.postMessage([a, b]);
      assertEquals(await next(), product(a, b).values);
    } finally {
      worker.terminate();
    }
  },
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
