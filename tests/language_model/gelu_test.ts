import { gelu } from "../../lib/language_model/_gelu.ts";
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
