import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { agrees, expectedSample } from "../../bench/expected_sample.ts";

Deno.test("the first steps move each weight by the learning rate, against its gradient", () => {
  const sample = expectedSample({ work: "adam", size: [100] });
  const [first, second] = sample;
  assertAlmostEquals(first!, 3e-3, 1e-9);
  assertAlmostEquals(second!, -3e-3, 1e-9);
});

Deno.test("the gradient of a softmax of one token is 0, and of two they sum to 0", () => {
  const one = expectedSample({ work: "softmax-gradient", size: [3, 1, 2] });
  assert(one.every((value) => value === 0));
  const [a, b, c, d] = expectedSample({
    work: "softmax-gradient",
    size: [3, 2, 5],
  }) as [number, number, number, number];
  assert(a !== 0 && b !== 0);
  assertAlmostEquals(a + c, 0, 1e-15);
  assertAlmostEquals(b + d, 0, 1e-15);
});

Deno.test("agrees() lets pass what is within 1 %", () => {
  assert(agrees([1, -2], [1.005, -2.01]));
  assert(!agrees([1, -2], [1.02, -2]));
  assert(!agrees([1], [1, 2]));
  assert(!agrees([NaN], [1]));
});

Deno.test("the limits compute nothing that could be checked", () => {
  const limit = { work: "memory-bandwidth", size: [8] } as const;
  assertThrows(() => expectedSample(limit), RangeError, "memory-bandwidth");
});
