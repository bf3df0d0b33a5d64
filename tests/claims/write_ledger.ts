/**
 * Writes the verdicts and numbers that the code decides into
 * `data/claims.json`, whose words are written by hand:
 *
 *     deno run --allow-all tests/claims/write_ledger.ts
 *
 * The claims of the two documents are decided beside this file. Those of a
 * notebook are decided in its cells, so all other notebooks run here, which
 * takes two minutes.
 *
 * @module
 */
import { basename } from "node:path";
import { decided } from "adam/claims";
import claims from "data/claims.json" with { type: "json" };
import { findNotebooks } from "../../tools/notebook/find_notebooks.ts";
import { readNotebook } from "../../tools/notebook/read_notebook.ts";
import { writeFile } from "../../tools/shared/write_file.ts";
import { ofDocuments } from "./of_documents.ts";
import { ofNotebooks } from "./of_notebooks.ts";

const byDocument = Object.fromEntries(
  Object.entries(ofDocuments()).map(([id, decide]) => [id, decide()]),
);
const documents = new Set(claims.map(({ document }) => document));
// The names of the documents' notebooks are not those of the documents.
const paths = (await findNotebooks([]))
  .filter((path) => documents.has(documentOf(path)));
const notebooks = await Promise.all(
  paths.map(async (path) => (await readNotebook(path)).notebook),
);
const byNotebook = await ofNotebooks(notebooks, byDocument);
const decisions = { ...byDocument, ...byNotebook };

/** A notebook's claims are those of its name without the number. */
function documentOf(path: string): string {
  return basename(path, ".ipynb").replace(/^\d+_/, "");
}

await writeFile(
  new URL("../../data/claims.json", import.meta.url),
  `${JSON.stringify(decided(claims, decisions), null, 2)}\n`,
);
