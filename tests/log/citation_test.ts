import { assertStrictEquals, assertStringIncludes } from "@std/assert";
import { asBibTeX, asText, readCitation } from "../../tools/log/citation.ts";
import cff from "../../CITATION.cff" with { type: "text" };
import { granted } from "../granted.ts";

const citation = {
  title: "A & B",
  authors: [{ "family-names": "Doe", "given-names": "J." }],
  "date-released": "2026-11-22",
  version: "1.0.0",
};

Deno.test("a citation is a line of text and a BibTeX entry", () => {
  assertStrictEquals(
    asText(citation),
    "Doe, J. (2026). A & B (version 1.0.0).",
  );
  assertStrictEquals(
    asBibTeX(citation),
    "@software{a_b_2026,\n  title = {{A \\& B}},\n  author = {Doe, J.},\n" +
      "  year = {2026},\n  version = {1.0.0},\n}",
  );
});

Deno.test("a group keeps its name whole, and a DOI is where to find the work", () => {
  const group = {
    title: "T",
    authors: [{ name: 'The authors of "T"' }],
    doi: "10.1/2",
  };
  assertStrictEquals(
    asText(group),
    'The authors of "T" (n.d.). T. https://doi.org/10.1/2',
  );
  assertStringIncludes(
    asBibTeX(group),
    'author = {{The authors of "T"}}',
  );
});

Deno.test({
  name: "the citation of this project is the one in CITATION.cff",
  ignore: !granted("env"),
  fn() {
    assertStrictEquals(
      asText(readCitation(cff)),
      'The authors of "Adam, step by step" (2026). Adam, step by step (version 0.1.0).',
    );
  },
});
