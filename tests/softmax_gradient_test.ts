import {
  f64,
  rowGradient,
  softmax,
  ulpDistance,
  uniformRowGradientNorm,
} from "adam";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

const u = 2 ** -53; // the largest relative error of one rounding

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

const logit = fc.double({ min: -50, max: 50, noNaN: true });
const anyLogits = fc.array(logit, { minLength: 1, maxLength: 40 });

Deno.test("softmax() of ln 1, ln 3 is a quarter and three quarters", () => {
  const [p, q] = softmax([0, Math.log(3)]);
  // The exponentials and the quotient round, each by a few units of 2^-53.
  assertAlmostEquals(p!, 0.25, 4 * u);
  assertAlmostEquals(q!, 0.75, 4 * u);
});

Deno.test("softmax() of equal logits is uniform", () => {
  assertEquals([...softmax([7, 7, 7, 7])], [0.25, 0.25, 0.25, 0.25]);
  assertEquals([...softmax([-1e300])], [1]);
});

Deno.test("softmax() adds up to 1", () => {
  fc.assert(
    fc.property(anyLogits, (logits) => {
      // The quotients round by u each, of their total 1; the total they were
      // divided by and the sum here each carry n roundings of at most u.
      const n = logits.length;
      assertAlmostEquals(sum(softmax(logits)), 1, (2 * n + 1) * u);
    }),
    { seed: 1 },
  );
});

Deno.test("softmax() does not change when all logits are shifted", () => {
  // Whole numbers: the shift, and taking it away again, are exact.
  const whole = fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 1 });
  fc.assert(
    fc.property(whole, fc.integer(), (logits, shift) => {
      const shifted = logits.map((z) => z + shift);
      assertEquals(softmax(shifted), softmax(logits));
    }),
    { seed: 2 },
  );
});

Deno.test("softmax() keeps the order of the logits", () => {
  fc.assert(
    fc.property(logit, logit, logit, (x, y, z) => {
      const [p, q] = softmax([x, y, z]);
      assert(x <= y ? p! <= q! : p! >= q!);
    }),
    { seed: 3 },
  );
});

Deno.test("softmax() survives logits as large as doubles go", () => {
  const most = Number.MAX_VALUE;
  assertEquals([...softmax([1e308, 1e308, -1e308])], [0.5, 0.5, 0]);
  assertEquals([...softmax([most, -most])], [1, 0]);
  assertEquals([...softmax([-most, -most])], [0.5, 0.5]);
});

Deno.test("softmax() falls through the subnormals to 0", () => {
  const p = softmax([0, -740, -746]);
  assert(p[1]! > 0 && p[1]! < 2 ** -1022);
  assertStrictEquals(p[2], 0);
});

Deno.test("softmax() gives a logit of -Infinity the probability 0", () => {
  assertEquals([...softmax([3, -Infinity, 3])], [0.5, 0, 0.5]);
});

Deno.test("softmax() reads any array of numbers and leaves it as it was", () => {
  const logits = Float32Array.of(1, 2, 3);
  assertEquals(softmax(logits), softmax([1, 2, 3]));
  assertEquals(logits, Float32Array.of(1, 2, 3));
});

Deno.test("softmax() refuses logits that are all -Infinity", () => {
  assertThrows(
    () => softmax([-Infinity, -Infinity]),
    RangeError,
    "Cannot take the softmax as the largest logit must be finite: current value is -Infinity",
  );
});

Deno.test("softmax() refuses to have no logits", () => {
  assertThrows(
    () => softmax([]),
    RangeError,
    "Cannot take the softmax as logits must hold at least one number: current length is 0",
  );
});

Deno.test("softmax() refuses NaN and +Infinity and says where they are", () => {
  for (const bad of [NaN, Infinity]) {
    assertThrows(
      () => softmax([0, 1, bad]),
      RangeError,
      `Cannot take the softmax as logits[2] must be finite or -Infinity: current value is ${bad}`,
    );
  }
});

Deno.test("softmax() refuses what is no array of numbers", () => {
  for (const wrong of [undefined, null, 5, "12", {}, ["1"], [1, null], [[1]]]) {
    assertThrows(() => softmax(wrong as never), TypeError);
  }
  assertThrows(
    () => softmax(["1"] as never),
    TypeError,
    "Cannot take the softmax as logits[0] must be a number: current value is of type string",
  );
});

Deno.test("rowGradient() pushes with p and pulls the target with 1 - p", () => {
  assertEquals(rowGradient(0.25, [4, -8]), Float64Array.of(1, -2));
  assertEquals(
    rowGradient(0.25, [4, -8], { isTarget: true }),
    Float64Array.of(-3, 6),
  );
});

Deno.test("rowGradient() is zero for a masked token and for a target that is certain", () => {
  assertEquals([...rowGradient(0, [4, 8])], [0, 0]);
  assertEquals([...rowGradient(1, [4, 8], { isTarget: true })], [0, 0]);
});

Deno.test("rowGradient() is the slope of the cross-entropy", () => {
  const entry = fc.integer({ min: -1024, max: 1024 }).map((k) => k / 1024);
  const row = fc.tuple(entry, entry, entry);
  const matrix = fc.tuple(row, row, row, row);
  const loss = (w: number[][], h: number[], target: number) => {
    const dot = (r: number[]) => r.reduce((z, x, j) => z + x * h[j]!, 0);
    return -Math.log(softmax(w.map(dot))[target]!);
  };
  fc.assert(
    fc.property(matrix, row, fc.nat(3), fc.nat(3), (w, h, target, i) => {
      const p = softmax(
        w.map((r) => r.reduce((z, x, j) => z + x * h[j]!, 0)),
      )[i]!;
      const gradient = rowGradient(p, h, { isTarget: i === target });
      for (let j = 0; j < 3; j++) {
        const d = 2 ** -17;
        const moved = (by: number) =>
          w.map((r, k) => r.map((x, l) => k === i && l === j ? x + by : x));
        const slope = (loss(moved(d), h, target) - loss(moved(-d), h, target)) /
          (2 * d);
        // Entries are multiples of 2^-10, so moving them by 2^-17 is exact and
        // so are the logits, |z| <= 3. The rest of the difference's series is
        // d^2 / 6 times a third derivative below 1: 1e-11. The loss, at most
        // 6 + ln 4, carries some ten roundings of numbers below 8, 1e-14 in
        // two losses, which 2 d enlarges to 7e-10. Measured: 5e-11.
        assertAlmostEquals(gradient[j]!, slope, 1e-9);
      }
    }),
    { seed: 4 },
  );
});

Deno.test("rowGradient() adds up to zero over the vocabulary", () => {
  const hidden = [3, -0.5, 1e-3];
  fc.assert(
    fc.property(anyLogits, fc.nat(39), (logits, any) => {
      const target = any % logits.length;
      const total = [0, 0, 0];
      softmax(logits).forEach((p, i) =>
        rowGradient(p, hidden, { isTarget: i === target })
          .forEach((g, j) => total[j]! += g)
      );
      // (sum of p - 1) h, the sum as in softmax() above; then p - 1, the
      // product and the sum over n rows round once more, in all below 4 n u.
      const n = logits.length;
      hidden.forEach((h, j) =>
        assertAlmostEquals(total[j]!, 0, (4 * n + 2) * u * Math.abs(h))
      );
    }),
    { seed: 5 },
  );
});

Deno.test("rowGradient() of dead rows points one way: it only scales with p", () => {
  const hidden = [0.3, -7, 11];
  const [one, half] = [rowGradient(1e-5, hidden), rowGradient(5e-6, hidden)];
  assertEquals(half, one.map((g) => g / 2));
});

Deno.test("rowGradient() refuses a probability outside [0, 1]", () => {
  for (const p of [-0.1, 1.1, NaN, Infinity]) {
    assertThrows(
      () => rowGradient(p, [1]),
      RangeError,
      `Cannot work out the row gradient as probability must be in [0, 1]: current value is ${p}`,
    );
  }
});

Deno.test("rowGradient() refuses a hidden state that is empty or not finite", () => {
  assertThrows(() => rowGradient(0.5, []), RangeError, "at least one number");
  assertThrows(
    () => rowGradient(0.5, [0, -Infinity]),
    RangeError,
    "Cannot work out the row gradient as hidden[1] must be finite: current value is -Infinity",
  );
});

Deno.test("rowGradient() refuses what is no number and no array of numbers", () => {
  assertThrows(() => rowGradient("0.5" as never, [1]), TypeError);
  assertThrows(() => rowGradient(0.5, 1 as never), TypeError);
  assertThrows(() => rowGradient(0.5, "12" as never), TypeError);
});

Deno.test("uniformRowGradientNorm() is the norm of rowGradient() at p = 1/V", () => {
  const hidden = [3, -4, 12]; // norm 13
  for (const vocabulary of [1, 2, 3, 1000, 50257, 2 ** 20]) {
    const norm = Math.hypot(...rowGradient(1 / vocabulary, hidden));
    // 1/V, the products, hypot and the quotient: some five roundings of at most
    // an ulp. Measured: none is left.
    const expected = uniformRowGradientNorm(vocabulary, 13);
    assert(ulpDistance(norm, expected, f64) <= 5);
  }
});

Deno.test("uniformRowGradientNorm() divides: exact where the quotient is", () => {
  assertStrictEquals(uniformRowGradientNorm(4, 11), 2.75);
  assertStrictEquals(uniformRowGradientNorm(1, 0), 0);
  assertStrictEquals(uniformRowGradientNorm(2, 5e-324), 0);
});

Deno.test("uniformRowGradientNorm() refuses a vocabulary that is no count", () => {
  for (const vocabulary of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(
      () => uniformRowGradientNorm(vocabulary, 1),
      RangeError,
      `Cannot work out the row gradient norm as vocabulary must be a positive integer: current value is ${vocabulary}`,
    );
  }
});

Deno.test("uniformRowGradientNorm() refuses a norm that is negative or not finite", () => {
  for (const norm of [-1, NaN, Infinity]) {
    assertThrows(
      () => uniformRowGradientNorm(10, norm),
      RangeError,
      `Cannot work out the row gradient norm as hiddenNorm must be finite and >= 0: current value is ${norm}`,
    );
  }
  assertThrows(() => uniformRowGradientNorm("10" as never, 1), TypeError);
});
