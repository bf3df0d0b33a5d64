import { decide, decided } from "adam/claims";
import { assertEquals, assertThrows } from "@std/assert";

const words = { place: "p", statement: "s", because: "b" };
const claims = [
  { id: "A01", document: "a", ...words, verdict: "refuted", numbers: {} },
  { id: "B01", document: "b", ...words, verdict: "refuted", numbers: {} },
  { id: "A02", document: "a", ...words, verdict: "refuted", numbers: {} },
];
const [holds, refuted] = [decide(true, { x: 1 }), decide(false, { x: 2 })];

Deno.test("decided() puts verdicts and numbers to the claims of the document that was decided", () => {
  assertEquals(decided(claims, { A02: refuted, A01: holds }), [
    { ...claims[0]!, verdict: "holds", numbers: { x: 1 } },
    { ...claims[2]!, verdict: "refuted", numbers: { x: 2 } },
  ]);
});

Deno.test("decided() gives nothing of what was decided before", () => {
  assertThrows(
    () => decided(claims, { A01: holds }),
    RangeError,
    "decisions must have A02 of a: current names are A01",
  );
});

Deno.test("decided() refuses a decision on no claim, and an id of two claims", () => {
  assertThrows(
    () => decided(claims, { A01: holds, A02: holds, A03: holds }),
    RangeError,
    "decisions.A03 must be of one of the claims",
  );
  assertThrows(
    () => decided([...claims, claims[1]!], { B01: holds }),
    RangeError,
    "the id of claims must be of one only: current value is B01 twice",
  );
});

Deno.test("decided() refuses a verdict that is none of the four", () => {
  assertThrows(
    () => decided(claims, { B01: { verdict: "may hold", numbers: {} } }),
    RangeError,
    "current value is may hold",
  );
});

Deno.test("decided() takes no verdict that the words of the claim do not give", () => {
  const words = [{ ...claims[1]!, decides: "x ≈ 1" }];
  assertEquals(decided(words, { B01: holds })[0]!.verdict, "holds");
  assertThrows(
    () => decided(words, { B01: decide(false, { x: 1 }) }),
    RangeError,
    'the verdict on B01 must be "holds", by what decides it: current value is "refuted"',
  );
  assertThrows(
    () => decided(words, { B01: decide(true, { y: 1 }) }),
    RangeError,
    "numbers must have x",
  );
});
