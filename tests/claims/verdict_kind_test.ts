import { decide, judge, onlyIf, verdictKind, verdictKinds } from "adam/claims";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("verdictKind() knows all four verdicts that claims are given", () => {
  const given = [
    decide(true, {}),
    judge({ decides: "a prints as 0.3" }, { a: 1 / 3 }),
    onlyIf("it is refuted", true, false, {}),
    decide(false, {}),
  ];
  assertEquals(given.map(({ verdict }) => verdictKind(verdict)), [
    ...verdictKinds,
  ]);
});

Deno.test("verdictKind() refuses all other words", () => {
  for (
    const verdict of [
      "",
      "Holds",
      "hold",
      "holds only if",
      "holds only if ",
      "maybe",
    ]
  ) {
    assertThrows(
      () => verdictKind(verdict),
      RangeError,
      "verdict must be one of holds, holds to the printed digits, holds only if, refuted",
    );
  }
  assertThrows(() => verdictKind(null as never), TypeError, "verdict must be");
});
