/**
 * The claims of the notebooks, as their cells decide them.
 *
 * @module
 */
import type { Decision } from "adam/claims";
import type { Ledger } from "adam/show";
import claims from "data/claims.json" with { type: "json" };
import type { Notebook } from "../../tools/notebook/notebook.ts";
import { runInProcess } from "../run_in_process.ts";

/**
 * Runs notebooks in this process, and gives what was decided of the claims in
 * their ledgers, by their ids.
 *
 * @param notebooks The notebooks
 * @param ofDocuments What was decided of the documents' claims: a notebook that
 * shows one of these shows it so, whatever is stored
 */
export async function ofNotebooks(
  notebooks: readonly Notebook[],
  ofDocuments: Readonly<Record<string, Decision>>,
): Promise<Record<string, Decision>> {
  // The notebooks import the same objects.
  for (const claim of claims) Object.assign(claim, ofDocuments[claim.id]);
  const decisions: Record<string, Decision> = {};
  for (const notebook of notebooks) {
    await runInProcess(notebook, {
      enterCell() {},
      showDisplay() {},
      showResult(value) {
        const { claims: shown = [] } = value as Partial<Ledger>;
        for (const { id, verdict, numbers } of shown) {
          decisions[id] = { verdict, numbers } as Decision;
        }
      },
      console,
    });
  }
  return decisions;
}
