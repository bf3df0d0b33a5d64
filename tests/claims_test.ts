/**
 * The ledger of all claims: that code decides each of them, in `tests/claims/`
 * those of the two documents, in its own cells those of a notebook.
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { jupyterDisplay, ledger } from "adam/show";
import claims from "data/claims.json" with { type: "json" };
import {
  codeCells,
  joined,
  type Notebook,
} from "../tools/notebook/notebook.ts";
import { stamp04 } from "./claims/stamp_04.ts";
import { stepByStep } from "./claims/step_by_step.ts";
import { granted } from "./granted.ts";

const ofDocuments = { stamp_04: stamp04, step_by_step: stepByStep };
const decisions = Object.values(ofDocuments)
  .flatMap((document) => Object.entries(document));

for (const [id, decision] of decisions) {
  const claim = claims.find((claim) => claim.id === id)!;
  Deno.test(`claim ${id} of ${claim.document}: "${claim.statement}" ${claim.verdict}`, () => {
    const { verdict, numbers } = decision();
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
  const theirs = claims.filter(({ document }) => document in ofDocuments);
  assertEquals(
    theirs.map(({ id, document }) => [document, id]),
    Object.entries(ofDocuments).flatMap(([document, decisions]) =>
      Object.keys(decisions).map((id) => [document, id])
    ),
  );
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
      const isOwn = !(document! in ofDocuments);
      assertStrictEquals(decidedHere !== "claims", isOwn, name);
      if (isOwn) assertStrictEquals(document, name.replace(/^\d+_/, ""));
      return document!;
    });
    const documents = new Set(claims.map(({ document }) => document));
    assertEquals(shown.sort(), [...documents].sort());
  },
});

Deno.test({
  name: "no cell has a verdict in words, and so each is decided by adam/claims",
  ignore: !granted("read"),
  fn() {
    for (const { name, notebook } of notebooks()) {
      for (const { source } of codeCells(notebook)) {
        assert(!/verdict|"(holds|refuted)/.test(joined(source)), name);
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
