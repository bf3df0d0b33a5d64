import { decide } from "adam/claims";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("decide() says holds or refuted, and keeps the numbers", () => {
  const numbers = { share: 0.5 };
  assertEquals(decide(true, numbers), { verdict: "holds", numbers });
  assertEquals(decide(false, numbers), { verdict: "refuted", numbers });
});

Deno.test("decide() takes no number that JSON has not, and nothing but true and false", () => {
  for (const share of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => decide(true, { share }),
      RangeError,
      `Cannot decide the claim as numbers.share must be finite: current value is ${share}`,
    );
  }
  assertThrows(() => decide(1 as never, {}), TypeError, "holds must be a");
  assertThrows(() => decide(true, { a: "1" as never }), TypeError, "numbers.a");
});
