import { onlyIf } from "adam/claims";
import { assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("onlyIf() names the condition only where it makes the difference", () => {
  const verdict = (underIt: boolean, withoutIt: boolean) =>
    onlyIf("x", underIt, withoutIt, {}).verdict;
  assertStrictEquals(verdict(true, false), "holds only if x");
  assertStrictEquals(verdict(true, true), "holds");
  assertStrictEquals(verdict(false, false), "refuted");
});

Deno.test("onlyIf() refutes a claim that is false under its condition", () => {
  assertStrictEquals(onlyIf("x", false, true, {}).verdict, "refuted");
});

Deno.test("onlyIf() wants a condition in words, true or false, and finite numbers", () => {
  const call = onlyIf as (...given: unknown[]) => unknown;
  assertThrows(
    () => call(" ", true, true, {}),
    TypeError,
    "condition must say",
  );
  assertThrows(() => call("x", 1, true, {}), TypeError, "underIt must be");
  assertThrows(() => call("x", true, null, {}), TypeError, "withoutIt must be");
  assertThrows(
    () => call("x", true, true, { a: NaN }),
    RangeError,
    "numbers.a",
  );
});
