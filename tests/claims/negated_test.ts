/**
 * No verdict stands if its statement is negated: each follows from numbers that
 * were computed, and turns where they come out on the other side.
 */
import { judge } from "adam/claims";
import { assert, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };

type Claim = typeof claims[number];
type Numbers = Record<string, number>;

for (const claim of claims as Claim[]) {
  const { id, verdict, decides, otherwise } = claim;
  Deno.test(`claim ${id} would not be "${verdict}" if its numbers were the contrary`, () => {
    assertStrictEquals(verdictWith(claim, {}), verdict);
    if (verdict === "refuted") {
      assert(verdictWith(claim, allMet(claim, decides)) !== "refuted");
      return;
    }
    for (const comparison of comparisons(decides)) {
      const contrary = contraryTo(claim, comparison, "refuted");
      assertStrictEquals(verdictWith(claim, contrary), "refuted", comparison);
    }
    if (otherwise === undefined) return;
    const contrary = verdictWith(claim, allMet(claim, otherwise));
    assert(!contrary.startsWith("holds only if"), contrary);
  });
}

function verdictWith(claim: Claim, contrary: Numbers): string {
  return judge(claim, { ...claim.numbers as Numbers, ...contrary }).verdict;
}

/** Numbers with which every comparison of the criterion is true. */
function allMet(claim: Claim, criterion: string): Numbers {
  return Object.assign(
    {},
    ...comparisons(criterion).map((one) => contraryTo(claim, one, "holds")),
  );
}

/** What the left side of a comparison must be for this outcome of it. */
function contraryTo(
  claim: Claim,
  comparison: string,
  outcome: "holds" | "refuted",
): Numbers {
  const numbers = claim.numbers as Numbers;
  const [left, right] = comparison.split(/ (?:[=≈≫<>]|prints as) /);
  const value = right!.split(" ")
    .reduce((product, term) => product * (numbers[term] ?? Number(term)), 1);
  // Equal to the right side, and far from it on either side.
  const values = [value, 1000 * Math.abs(value) + 1, value / 2 - 1];
  const found = values.find((value) => {
    const others = { ...numbers, [left!]: value };
    const { verdict } = judge({ decides: comparison }, others);
    return (verdict === "refuted") === (outcome === "refuted");
  });
  return { [left!]: found! };
}

function comparisons(criterion: string): string[] {
  return criterion.split(" and ");
}
