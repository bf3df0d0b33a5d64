import type { Claim } from "adam/claims";
import { jupyterDisplay, ledger, markdown } from "adam/show";
import {
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

const claim: Claim = {
  id: "S01",
  document: "stamp_04",
  place: "Summary",
  statement: "It is halved.",
  verdict: "holds only if |g| = ε",
  because: "There it is {half}, elsewhere {other}.",
  numbers: { half: 0.5, other: 1 / 3 },
};

function plain(claims: Claim[], document = "stamp_04"): string {
  return ledger(claims, document)[jupyterDisplay]()["text/plain"]!;
}

Deno.test("ledger() puts the numbers into the reason, with every digit", () => {
  assertStringIncludes(
    plain([claim]),
    "There it is 0.5, elsewhere 0.3333333333333333.",
  );
});

Deno.test("ledger() rounds the numbers of a reason in a page, where the pointer shows them all", () => {
  const html = ledger([claim], "stamp_04")[jupyterDisplay]()["text/html"]!;
  assertStringIncludes(html, ">There it is 0.5, elsewhere 0.3333.<");
  assertStringIncludes(
    html,
    'title="There it is 0.5, elsewhere 0.3333333333333333."',
  );
});

Deno.test("ledger() says in which sense a claim was read, and what decides it, with the numbers beside their names", () => {
  const read = {
    ...claim,
    reading: "At ε.",
    decides: "half ≈ 0.5 and otherShare < 2 half",
    condition: "|g| = ε",
    otherwise: "otherShare ≈ 0.5",
    numbers: { half: 0.5, other: 0, otherShare: 1 / 3 },
  };
  const bundle = ledger([read], "stamp_04")[jupyterDisplay]();
  const html = bundle["text/html"]!;
  assertStringIncludes(html, ">It is halved.\nRead: At ε.<");
  assertStringIncludes(
    html,
    "elsewhere 0.\nDecided by: half (0.5) ≈ 0.5 and other share (0.3333) &lt; 2 half (0.5); " +
      "without the condition, other share (0.3333) ≈ 0.5<",
  );
  const text = bundle["text/plain"]!.replace(/[\s│]+/g, " ");
  assertStringIncludes(text, "(0.3333333333333333)");
});

Deno.test("ledger() shows a claim whose words do not say what decides it", () => {
  const html = ledger([claim], "stamp_04")[jupyterDisplay]()["text/html"]!;
  assertStringIncludes(html, ">There it is 0.5");
});

Deno.test("ledger() shows the claims of the document that is asked for, and counts them", () => {
  const others = [
    { ...claim, id: "S02", verdict: "refuted" },
    { ...claim, id: "S03", verdict: "holds" },
    { ...claim, id: "S04", verdict: "holds to the printed digits" },
    { ...claim, id: "S05", verdict: "holds to the printed digits" },
    { ...claim, id: "A01", document: "step_by_step" },
  ];
  const text = plain([claim, ...others]);
  assertStringIncludes(
    text,
    "5 claims: 1 holds, 2 hold to the printed digits, 1 holds only if, 1 refuted",
  );
  assertStrictEquals(text.includes("A01"), false);
});

Deno.test("ledger() has the claims that it shows, and no others", () => {
  const other = { ...claim, id: "A01", document: "step_by_step" };
  assertEquals(ledger([claim, other], "stamp_04").claims, [claim]);
});

Deno.test("ledger() refuses a verdict that it could not count", () => {
  assertThrows(
    () => plain([{ ...claim, verdict: "may hold" }]),
    RangeError,
    "verdict must be one of holds",
  );
});

Deno.test("ledger() refuses a reason whose number was not computed", () => {
  assertThrows(
    () => plain([{ ...claim, numbers: { half: 0.5 } }]),
    RangeError,
    "Cannot show claim S01 as its numbers must have the name other",
  );
});

Deno.test("ledger() refuses a document without claims", () => {
  assertThrows(() => plain([claim], "stamp_4"), RangeError, "stamp_4");
});

Deno.test("markdown`` keeps backslashes and every digit, as Markdown and as text", () => {
  const shown = markdown`$\beta$ is ${0.1 + 0.2}`[jupyterDisplay]();
  assertStrictEquals(shown["text/markdown"], "$\\beta$ is 0.30000000000000004");
  assertStrictEquals(shown["text/plain"], shown["text/markdown"]);
});
