import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };
import { stamp04 } from "./claims/stamp_04.ts";
import { stepByStep } from "./claims/step_by_step.ts";
import { decide, onlyIf, printed } from "./claims/verdict.ts";

const decisions = {
  stamp_04: stamp04,
  step_by_step: stepByStep,
};

for (const claim of claims) {
  Deno.test(`claim ${claim.id} of ${claim.document}: "${claim.statement}" ${claim.verdict}`, () => {
    const document = decisions[claim.document as keyof typeof decisions];
    const { verdict, numbers } = document[claim.id]!();
    assertStrictEquals(claim.verdict, verdict);
    assertEquals(claim.numbers as Record<string, number>, numbers);
  });
}

Deno.test("every claim has one decision, and every decision one claim", () => {
  const decided = Object.values(decisions).flatMap(Object.keys);
  assertEquals(claims.map((claim) => claim.id), decided);
});

Deno.test("every number that a claim's reason names was computed", () => {
  for (const { because, numbers } of claims) {
    for (const [, name] of because.matchAll(/\{(\w+)\}/g)) {
      assert(name! in numbers, `${name} in "${because}"`);
    }
  }
});

Deno.test("a claim is refuted by one false fact, however it is decided", () => {
  assertStrictEquals(decide(false, {}).verdict, "refuted");
  assertStrictEquals(onlyIf("x", false, false, {}).verdict, "refuted");
  assertStrictEquals(printed({ a: ["333", 333.67] }).verdict, "refuted");
  assertStrictEquals(
    printed({ a: ["5.3", 5.26], b: ["333", 333.67] }).verdict,
    "refuted",
  );
});

Deno.test("onlyIf() names the condition only where it makes the difference", () => {
  assertStrictEquals(onlyIf("x", true, false, {}).verdict, "holds only if x");
  assertStrictEquals(onlyIf("x", true, true, {}).verdict, "holds");
  assertStrictEquals(onlyIf("x", false, true, {}).verdict, "refuted");
});

Deno.test("printed() tells exact numbers from rounded ones", () => {
  assertStrictEquals(printed({ a: ["0.5", 0.5] }).verdict, "holds");
  assertStrictEquals(
    printed({ a: ["0.50", 0.4997] }).verdict,
    "holds to the printed digits",
  );
  assertStrictEquals(
    printed({ a: ["1.79e-05", 1.7872e-5] }).verdict,
    "holds to the printed digits",
  );
  assertStrictEquals(printed({ a: ["1.79e-05", 1.76e-5] }).verdict, "refuted");
});
