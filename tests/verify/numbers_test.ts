import { assert } from "@std/assert";
import { sameWithin } from "../../tools/verify/numbers.ts";

Deno.test("without a tolerance only the same text is the same", () => {
  assert(sameWithin(0)("0.3 a", "0.3 a"));
  assert(!sameWithin(0)("0.30", "0.3"));
});

Deno.test("a tolerance is relative to the larger number and includes its bound", () => {
  assert(sameWithin(0.5)("1", "2"));
  assert(sameWithin(0.5)("-2e300", "-1E+300"));
  assert(!sameWithin(0.5)("1", "2.001"));
  assert(!sameWithin(0.5)("1", "-1"));
  assert(!sameWithin(0.5)("0", "1e-300"));
});

Deno.test("numbers are found in path data, between bars and beside letters", () => {
  const same = sameWithin(1e-9);
  assert(same(`d="M1.5,2L-.3-4"`, `d="M1.5,2L-.30000000000000004-4"`));
  assert(same("│ 0.3 │ ×3 │", "│ 0.30000000000000004 │ ×3 │"));
  assert(!same(`d="M1.5,2L3-4"`, `d="M1.5,2L3-5"`));
});

Deno.test("all between the numbers must be the same, and as many numbers there", () => {
  const same = sameWithin(0.5);
  assert(!same("1 m", "1 s"));
  assert(!same("1", "1, 1"));
  assert(!same("NaN", "1"));
  assert(!same("NaN", "Infinity"));
  assert(same("Infinity 1", "Infinity 1.1"));
});

Deno.test("with a tolerance a column may be wider for more digits", () => {
  const same = sameWithin(1e-9);
  assert(same("│   0.3 │", "│ 0.30000000000000004 │"));
  assert(same("├─────┼──┤", "├─────────────────┼──┤"));
  assert(!same("├─────┼──┤", "├─────────────────┤"));
  assert(!same("a b", "ab"));
});

Deno.test("digits too long for a number are compared as text", () => {
  assert(sameWithin(0.1)("1e999", "1e999"));
  assert(!sameWithin(0.1)("1e999", "2e999"));
});
