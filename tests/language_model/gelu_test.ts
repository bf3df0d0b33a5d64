import { gelu, geluSlope } from "../../lib/language_model/_gelu.ts";
import { assert, assertStrictEquals } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };

const u = 2 ** -53;

Deno.test("gelu() is what PyTorch gives", () => {
  for (const { x, gelu: expected } of reference.errorFunctions) {
    // Half of x times the error of 1 + erf: that of erf, 8 ulps of at most u
    // each, and one rounding of a sum up to 2, here and there. Far below zero
    // the sum is what is left of 1 - 1, in PyTorch too. Measured: 3.1 u.
    assert(Math.abs(gelu(x) - expected) <= 6 * u * Math.abs(x), `at ${x}`);
  }
});

Deno.test("gelu() of x less gelu() of -x is x", () => {
  for (const x of [0.1, 0.9, 3, 20]) {
    // Each of the two rounds its sum, which is at most 2.
    assert(Math.abs(gelu(x) - gelu(-x) - x) <= 4 * u * x);
  }
});

Deno.test("gelu() lets large numbers pass and stops very negative ones", () => {
  assertStrictEquals(gelu(1e300), 1e300);
  assertStrictEquals(gelu(-1e300), -0);
});

Deno.test("gelu() keeps its bound in the tail, where it has lost digits, and ends at -0", () => {
  // -7 times the normal distribution function at -7, to seven digits.
  const exact = -8.958688e-12;
  const error = Math.abs(gelu(-7) - exact);
  assert(error <= 6 * u * 7);
  assert(error / -exact < 3e-6);
  assertStrictEquals(gelu(-8.5), -0);
});

Deno.test("geluSlope() is the slope of gelu(), by central differences", () => {
  const step = 2 ** -14;
  for (let x = -6; x <= 6; x += 1 / 16) {
    const difference = (gelu(x + step) - gelu(x - step)) / (2 * step);
    // step²/6 = 6e-10 of a third derivative below 2; gelu errs by 6 u |x| in
    // either, over 2 steps below 4e-11.
    assert(Math.abs(geluSlope(x) - difference) < 2e-9, `at ${x}`);
  }
});

Deno.test("geluSlope() of x and of -x add up to 1, and far out it is 1 or 0", () => {
  for (const x of [0, 0.3, 2, 7]) {
    assert(Math.abs(geluSlope(x) + geluSlope(-x) - 1) <= 4 * u);
  }
  assertStrictEquals(geluSlope(1e300), 1);
  assertStrictEquals(Math.abs(geluSlope(-1e300)), 0);
});
