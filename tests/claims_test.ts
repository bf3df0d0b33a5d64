/**
 * The ledger of all claims: that code decides each of them, in `tests/claims/`
 * those of the two documents, in its own cells those of a notebook.
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { jupyterDisplay, ledger } from "adam/show";
import claims from "data/claims.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import stepByStep from "data/step_by_step.json" with { type: "json" };
import {
  codeCells,
  joined,
  type Notebook,
} from "../tools/notebook/notebook.ts";
import { ofDocuments } from "./claims/of_documents.ts";
import { granted } from "./granted.ts";

const documents = { stamp_04: stamp, step_by_step: stepByStep };
const decisions = Object.entries(ofDocuments());

for (const [id, decide] of decisions) {
  const claim = claims.find((claim) => claim.id === id)!;
  Deno.test(`claim ${id} of ${claim.document}: "${claim.statement}" ${claim.verdict}`, () => {
    const { verdict, numbers } = decide();
    assertStrictEquals(claim.verdict, verdict);
    assertEquals(claim.numbers as Record<string, number>, numbers);
  });
}

Deno.test("the id of a claim is its own in the whole project", () => {
  const ids = claims.map(({ id }) => id);
  assertEquals([...new Set(ids)], ids);
  for (const id of ids) assert(/^[A-Z]\d\d$/.test(id), id);
});

Deno.test("every claim of the two documents has one decision, and every decision one claim", () => {
  const theirs = claims.filter(({ document }) => document in documents);
  assertEquals(
    decisions.map(([id]) => id).sort(),
    theirs.map(({ id }) => id).sort(),
  );
});

Deno.test("every claim says in which sense it was read, and what decides it", () => {
  for (const { id, reading, decides, condition, otherwise } of claims) {
    assert(reading.endsWith(".") && decides !== "", id);
    assertStrictEquals(condition === undefined, otherwise === undefined, id);
  }
});

Deno.test("the digits that a claim has in print are those of its document", () => {
  for (const { id, document, decides } of claims) {
    for (const [, digits] of decides.matchAll(/prints as (\S+)/g)) {
      // Logarithms are no digits of a document.
      if (["S33", "S35"].includes(id)) continue;
      const text = JSON.stringify(documents[document as "stamp_04"]);
      assert(text.includes(digits!), `${id}: ${digits}`);
    }
  }
});

Deno.test("every number that a claim's reason names was computed", () => {
  for (const { because, numbers } of claims) {
    for (const [, name] of because.matchAll(/\{(\w+)\}/g)) {
      assert(name! in numbers, `${name} in "${because}"`);
    }
  }
});

Deno.test({
  name:
    "every claim is shown by one notebook, as it stands in data/claims.json, and decided there if it is the notebook's own",
  ignore: !granted("read"),
  fn() {
    const shown = notebooks().map(({ name, notebook }) => {
      const last = codeCells(notebook).at(-1)!;
      const [, decidedHere, document] = joined(last.source)
        .match(/\bledger\(\s*(claims|decided\(.*\)),\s*"(\w+)"/s)!;
      assert(
        claims.some((claim) => claim.document === document),
        `${name}: data/claims.json must have the words of its claims`,
      );
      // The stored table is what the code shows: tests/notebooks_test.ts runs it.
      assertStrictEquals(
        joined(last.outputs![0]!.data!["text/plain"]),
        ledger(claims, document!)[jupyterDisplay]()["text/plain"],
        name,
      );
      const isOwn = !(document! in documents);
      assertStrictEquals(decidedHere !== "claims", isOwn, name);
      if (isOwn) assertStrictEquals(document, name.replace(/^\d+_/, ""));
      return document!;
    });
    const all = new Set(claims.map(({ document }) => document));
    assertEquals(shown.sort(), [...all].sort());
  },
});

Deno.test({
  name: "no cell has a verdict in words, and so each is decided by adam/claims",
  ignore: !granted("read"),
  fn() {
    for (const { name, notebook } of notebooks()) {
      for (const { source } of codeCells(notebook)) {
        assert(!/\bverdict:|"(holds|refuted)/.test(joined(source)), name);
      }
    }
  },
});

Deno.test({
  name: "what two notebooks need is not defined in both of them",
  ignore: !granted("read"),
  fn() {
    const definitions = notebooks().flatMap(({ notebook }) =>
      codeCells(notebook).flatMap((cell) =>
        joined(cell.source).match(/^const \w+ = (<\w+>)?\([^=]*=>.*$/gm) ?? []
      )
    );
    const names = definitions.map((text) => text.match(/^const (\w+)/)![1]!);
    for (const helper of ["last", "short", "claim"]) {
      assert(!names.includes(helper), helper);
    }
    assertEquals([...new Set(definitions)], definitions);
  },
});

function notebooks(): { name: string; notebook: Notebook }[] {
  const folder = new URL("../notebooks/", import.meta.url);
  return [...Deno.readDirSync(folder)]
    .filter(({ name }) => name.endsWith(".ipynb"))
    .map(({ name }) => ({
      name: name.replace(".ipynb", ""),
      notebook: JSON.parse(Deno.readTextFileSync(new URL(name, folder))),
    }));
}
