/**
 * No verdict stands if its statement is negated: each follows from numbers that
 * were computed, and turns where they come out on the other side.
 */
import { judge } from "adam/claims";
import { assert, assertStrictEquals } from "@std/assert";
import claims from "data/claims.json" with { type: "json" };

type Claim = typeof claims[number];
type Numbers = Record<string, number>;

const sign = / (?:[=≈≫<>]|prints as) /;

for (const claim of claims as Claim[]) {
  const numbers = claim.numbers as Numbers;
  const { decides, condition, otherwise } = claim;
  const verdict = (others: Numbers) => judge(claim, { ...numbers, ...others });

  Deno.test(`claim ${claim.id} would not be "${claim.verdict}" if its numbers were the contrary`, () => {
    assertStrictEquals(verdict({}).verdict, claim.verdict);
    if (claim.verdict === "refuted") {
      const contrary = Object.assign({}, ...comparisons(decides).map(met));
      assert(verdict(contrary).verdict !== "refuted");
      return;
    }
    for (const comparison of comparisons(decides)) {
      assertStrictEquals(verdict(unmet(comparison)).verdict, "refuted");
    }
    if (!condition) return;
    const contrary = Object.assign({}, ...comparisons(otherwise!).map(met));
    assert(!verdict(contrary).verdict.startsWith("holds only if"));
  });

  /** A number that makes the comparison true, for its left side. */
  function met(comparison: string): Numbers {
    return tried(comparison, "holds");
  }

  /** A number that makes it false. */
  function unmet(comparison: string): Numbers {
    return tried(comparison, "refuted");
  }

  function tried(comparison: string, wanted: "holds" | "refuted"): Numbers {
    const [left, right] = comparison.split(sign);
    const value = right!.split(" ")
      .reduce((product, term) => product * (numbers[term] ?? Number(term)), 1);
    // Equal to the right side, and far from it on either side.
    const values = [value, 1000 * Math.abs(value) + 1, value / 2 - 1];
    const found = values.find((value) => {
      const all = { ...numbers, [left!]: value };
      const { verdict } = judge({ decides: comparison }, all);
      return (verdict === "refuted" ? verdict : "holds") === wanted;
    });
    return { [left!]: found! };
  }
}

function comparisons(criterion: string): string[] {
  return criterion.split(" and ");
}
