import { f64, ulpDistance } from "adam";
import { erf } from "adam/statistics";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };

Deno.test("erf() is what the C library gives, to a few ulps", () => {
  // Below 2 the argument of the exponential is rounded by up to 4 u and its
  // value by u; term n of the sum has gone through 3 n roundings, and its terms
  // center at n = x^2; the few factors round by 4 u. Errors of one sign would
  // make 20 u, up to 20 ulps; they are not. From 2 on it is one rounding.
  // Measured: 6 ulps below 2, and 1 from 2 on.
  for (const { x, erf: expected } of reference.errorFunctions) {
    const allowed = Math.abs(x) < 2 ? 8 : 1;
    assert(ulpDistance(erf(x), expected, f64) <= allowed, `at ${x}`);
  }
});

Deno.test("erf() joins its two formulas at 2", () => {
  // Its slope there is 0.02: nearer to 2 than half an ulp of the result.
  const [below, at] = [erf(2 - 2 ** -52), erf(2)];
  assert(ulpDistance(below, at, f64) <= 8);
});

Deno.test("erf() is odd, keeps the sign of zero, and is 1 far out", () => {
  assertStrictEquals(erf(-0.7), -erf(0.7));
  assertStrictEquals(erf(0), 0);
  assertStrictEquals(erf(-0), -0);
  assertStrictEquals(erf(Infinity), 1);
  assertStrictEquals(erf(-Infinity), -1);
  assertStrictEquals(erf(5.93), 1);
  assert(erf(5.8) < 1);
});

Deno.test("erf() of the smallest numbers is 2 / sqrt(pi) of them", () => {
  assertStrictEquals(erf(5e-324), 5e-324);
  assertStrictEquals(erf(1e-300), 2 / Math.sqrt(Math.PI) * 1e-300);
});

Deno.test("erf() refuses NaN and what is no number", () => {
  assertThrows(
    () => erf(NaN),
    RangeError,
    "Cannot take the error function as x must be a number: current value is NaN",
  );
  assertThrows(() => erf("1" as never), TypeError);
});
