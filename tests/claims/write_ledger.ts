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
import { decided, type Decision } from "adam/claims";
import type { Ledger } from "adam/show";
import claims from "data/claims.json" with { type: "json" };
import { findNotebooks } from "../../tools/notebook/find_notebooks.ts";
import { writeFile } from "../../tools/shared/write_file.ts";
import { runInProcess } from "../run_in_process.ts";
import { ofDocuments } from "./of_documents.ts";

const decisions: Record<string, Decision> = {};
for (const [id, decide] of Object.entries(ofDocuments())) {
  decisions[id] = decide();
}
const documents = new Set(claims.map(({ document }) => document));
for (const path of await findNotebooks([])) {
  // The names of the documents' notebooks are not those of the documents.
  if (!documents.has(documentOf(path))) continue;
  await runInProcess(JSON.parse(await Deno.readTextFile(path)), {
    enterCell() {},
    showDisplay() {},
    showResult(value) {
      const { claims = [] } = value as Partial<Ledger>;
      for (const { id, verdict, numbers } of claims) {
        decisions[id] = { verdict, numbers } as Decision;
      }
    },
    console,
  });
}
/** A notebook's claims are those of its name without the number. */
function documentOf(path: string): string {
  return basename(path, ".ipynb").replace(/^\d+_/, "");
}

await writeFile(
  new URL("../../data/claims.json", import.meta.url),
  `${JSON.stringify(decided(claims, decisions), null, 2)}\n`,
);
