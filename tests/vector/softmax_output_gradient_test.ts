import { f32 } from "adam";
import {
  softmaxOutputGradient,
  type VectorPool,
  vectorPool,
} from "adam/vector";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Batch, batchIn, exactly } from "./batches.ts";
import { formulations, portablePool } from "./pools.ts";

/**
 * Sizes around those of blocks (128 positions, by sixteen), tiles (60 rows, by
 * six), panels (8 columns, four deep) and products (256 deep).
 */
const sizes = [
  { positions: 1, vocabulary: 2, width: 1 },
  { positions: 3, vocabulary: 7, width: 5 },
  { positions: 16, vocabulary: 6, width: 256 },
  { positions: 17, vocabulary: 5, width: 259 },
  { positions: 127, vocabulary: 59, width: 7 },
  { positions: 128, vocabulary: 60, width: 8 },
  { positions: 129, vocabulary: 61, width: 9, scale: 0.01 },
  { positions: 150, vocabulary: 333, width: 22, scale: 3 },
  { positions: 300, vocabulary: 1000, width: 64, scale: 30 },
];

/** The gradient of a batch, in a new array. */
function gradientOf(pool: VectorPool, batch: Batch, tokens?: number[]) {
  const rows = tokens?.length ?? batch.weights.length / batch.width;
  const into = pool.float32(rows * batch.width).fill(NaN);
  const { loss } = softmaxOutputGradient(pool, {
    ...batch,
    into,
    ...(tokens && { tokens }),
  });
  return { into, loss };
}

for (const size of sizes) {
  const name = Object.entries(size).map((entry) => entry.join(" ")).join(", ");

  for (const formulation of [...formulations, "portable"] as const) {
    Deno.test(`softmaxOutputGradient() is that of binary64 within the bound of its roundings: ${formulation}, ${name}`, async () => {
      using pool = formulation === "portable"
        ? await portablePool()
        : await vectorPool({ threads: 2, formulation });
      const batch = batchIn(pool, size);
      const { into, loss } = gradientOf(pool, batch);
      const exact = exactly(batch);
      const worst = into.reduce((most, g, i) => {
        const error = Math.abs(g - exact.gradient[i]!);
        return Math.max(most, error === 0 ? 0 : error / exact.bound[i]!);
      }, 0);
      // Measured: at most 0.1 of the bound, which takes every rounding to be
      // the worst and all of them to go one way.
      assert(worst <= 1);
      assert(Math.abs(loss - exact.loss) <= exact.lossBound);
    });
  }

  for (const formulation of formulations) {
    Deno.test(`softmaxOutputGradient() has the same bits on 1, 2 and 3 threads, and row by row: ${formulation}, ${name}`, async () => {
      const results = [];
      for (const threads of [1, 2, 3]) {
        using pool = await vectorPool({ threads, formulation });
        const batch = batchIn(pool, size);
        const { into, loss } = gradientOf(pool, batch);
        results.push({ into: [...into], loss });
        // Every third row, backwards, and the first of them twice.
        const tokens = [...Array(size.vocabulary).keys()]
          .filter((token) => token % 3 === 1).reverse();
        tokens.push(tokens[0]!);
        const chosen = gradientOf(pool, batch, tokens);
        assertEquals(
          [...chosen.into],
          tokens.flatMap((token) => [
            ...into.subarray(token * size.width, (token + 1) * size.width),
          ]),
        );
        assertEquals(chosen.loss, loss);
      }
      assertEquals(results[1], results[0]);
      assertEquals(results[2], results[0]);
    });
  }
}

Deno.test("a probability is right down to e^-109, and may be 0 below", async () => {
  for (const formulation of formulations) {
    using pool = await vectorPool({ threads: 1, formulation });
    // A large hidden state shows what a gradient of binary32 could not.
    const scale = 2 ** 60;
    const hidden = pool.float32(1).fill(scale);
    const weights = pool.float32(62);
    const into = pool.float32(62);
    // One token beside the likely one, and two that share another tile.
    const logits = (x: number) => ({ 0: 0, 1: -x, 60: -x / 2, 61: -x });
    // Beyond 128 the gradient itself would be subnormal.
    for (let x = 2; x < 128; x += 1 / 16) {
      weights.fill(-1e4 / scale);
      for (const [token, logit] of Object.entries(logits(x))) {
        weights[Number(token)] = logit / scale;
      }
      const batch = { weights, hidden, targets: [0], width: 1 };
      softmaxOutputGradient(pool, { ...batch, into });
      const total = 1 + 2 * Math.exp(-x) + Math.exp(-x / 2);
      for (const token of [1, 60, 61]) {
        const p = Math.exp(weights[token]! * scale) / total;
        const seen = into[token]! / scale;
        // Two exponentials: the series of eight terms, each a multiplication and
        // an addition, and a product by a power of two; then sums, a division
        // and two products. Measured: 5.4 u.
        const isRight = Math.abs(seen - p) <= 8 * 2 ** -24 * p;
        assert(isRight || (seen === 0 && p < Math.exp(-109)), `${token}: ${x}`);
      }
    }
  }
});

Deno.test("the probabilities of all positions are never held at once: they would not fit the pool", async () => {
  using pool = await vectorPool();
  const [positions, vocabulary] = [2 ** 11, 2 ** 11];
  // As much of its 4 GiB is taken as leaves no room for them.
  pool.float32(2 ** 30 - positions * vocabulary);
  assertThrows(() => pool.float32(positions * vocabulary), RangeError);
  const weights = pool.float32(vocabulary);
  const hidden = pool.float32(positions).fill(1);
  const into = pool.float32(vocabulary);
  const targets = Array.from({ length: positions }, (_, n) => n);
  softmaxOutputGradient(pool, { weights, hidden, targets, width: 1, into });
  // Each token is pushed by 1/V at every position, and pulled by 1 at one.
  assert(into.every((g) => Math.abs(g) <= 2 ** -24));
});

Deno.test("softmaxOutputGradient() refuses logits that are not finite, and names the position", async () => {
  for (const pool of [await vectorPool({ threads: 2 }), await portablePool()]) {
    using open = pool;
    const isPortable = open.kernels === "portable";
    // In binary64 the last is not too large.
    for (
      const value of [NaN, Infinity, -Infinity, ...(isPortable ? [] : [3e38])]
    ) {
      const batch = batchIn(open, { positions: 150, vocabulary: 50, width: 2 });
      batch.hidden.fill(0);
      batch.hidden[2 * 140] = 1e16;
      batch.weights.fill(value);
      assertThrows(
        () => gradientOf(open, batch),
        RangeError,
        isPortable
          ? "must be finite: current value is"
          : `Cannot work out the softmax gradient as the logits of weights and hidden at position ${
            value === 3e38 ? 140 : 0
          } must be finite`,
      );
    }
  }
});

Deno.test("softmaxOutputGradient() refuses hidden states by which a sum could overflow, and names the first", async () => {
  using pool = await vectorPool({ threads: 2 });
  const limit = f32(2 ** 62 / 100);
  for (const value of [NaN, Infinity, -limit * (1 + 2 ** -23), 3e38]) {
    const batch = batchIn(pool, { positions: 100, vocabulary: 50, width: 3 });
    batch.hidden[3 * 70 + 2] = value;
    assertThrows(
      () => gradientOf(pool, batch),
      RangeError,
      `Cannot work out the softmax gradient as hidden[212] must be at most 2^62 / 100 in size: current value is ${
        f32(value)
      }`,
    );
    // As large as they may be, with one probability.
    batch.hidden.fill(-limit);
    batch.weights.fill(0);
    const { into } = gradientOf(pool, batch);
    assert(into.every((g) => Number.isFinite(g)));
  }
});

Deno.test("softmaxOutputGradient() refuses what does not fit", async () => {
  using pool = await vectorPool({ threads: 1 });
  const batch = batchIn(pool, { positions: 3, vocabulary: 5, width: 2 });
  const into = pool.float32(10);
  const good = { ...batch, into };
  const refusals: [object, typeof RangeError | typeof TypeError, string][] = [
    [
      { width: 0 },
      RangeError,
      "width must be a positive integer: current value is 0",
    ],
    [
      { width: 3 },
      RangeError,
      "weights must have whole rows of width 3: current length is 10",
    ],
    [
      { hidden: pool.float32(4) },
      RangeError,
      "hidden must have 6 numbers: current length is 4",
    ],
    [
      { into: pool.float32(8) },
      RangeError,
      "into must have 10 numbers: current length is 8",
    ],
    [
      { tokens: [0, 4], into: pool.float32(6) },
      RangeError,
      "into must have 4 numbers: current length is 6",
    ],
    [
      { tokens: [5] },
      RangeError,
      "tokens[0] must be a whole number in [0, 5): current value is 5",
    ],
    [{ tokens: [] }, RangeError, "tokens must hold at least one number"],
    [
      { targets: [0, 1.5, 2] },
      RangeError,
      "targets[1] must be a whole number in [0, 5): current value is 1.5",
    ],
    [{ targets: [] }, RangeError, "targets must hold at least one number"],
    [{ targets: undefined }, TypeError, "targets must be an array of numbers"],
    [{ targets: "012" }, TypeError, "targets must be an array of numbers"],
    [{ targets: ["0", 1, 2] }, TypeError, "targets[0] must be a number"],
    [{ width: "2" }, TypeError, "width must be a number"],
    [{ tokens: null }, TypeError, "tokens must be an array of numbers"],
    [{ token: [1] }, TypeError, "token is no setting of it: there are weights"],
    [{ into: null }, TypeError, "into must be a Float32Array"],
    [
      { into: new Float32Array(batch.weights.buffer, 0, 10) },
      RangeError,
      "into must lie in the pool's memory",
    ],
    [
      { hidden: new Float32Array(batch.weights.buffer, 2 ** 32 - 24, 6) },
      RangeError,
      "hidden must lie in the pool's memory",
    ],
    [
      { weights: new Float32Array(10) },
      RangeError,
      "weights must lie in the pool's memory: use pool.float32(10)",
    ],
    [
      { hidden: new Float64Array(6) },
      TypeError,
      "hidden must be a Float32Array: current value is of type Float64Array",
    ],
    [
      { into: batch.weights },
      RangeError,
      "into and weights must not share memory",
    ],
    [
      { into: pool.bfloat16(10) },
      TypeError,
      "into must be a Float32Array: current value is of type Uint16Array",
    ],
  ];
  for (const [part, type, message] of refusals) {
    assertThrows(
      () => softmaxOutputGradient(pool, { ...good, ...part }),
      type,
      `Cannot work out the softmax gradient as ${message}`,
    );
  }
  assert(into.every((x) => x === f32(0)));
  for (const output of [null, undefined, 1, [batch]]) {
    assertThrows(
      () => softmaxOutputGradient(pool, output as never),
      TypeError,
      "Cannot work out the softmax gradient as output must be a record",
    );
  }
  const closed = await vectorPool({ threads: 1 });
  closed[Symbol.dispose]();
  assertThrows(
    () => softmaxOutputGradient(closed, good),
    RangeError,
    "Cannot work out the softmax gradient as the pool must be open",
  );
  assertThrows(
    () => softmaxOutputGradient(null as never, good),
    TypeError,
    "Cannot work out the softmax gradient as pool must come from vectorPool: current value is null",
  );
});
