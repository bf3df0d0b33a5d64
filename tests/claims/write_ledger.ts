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
import { decided, type Decision } from "adam/claims";
import type { Ledger } from "adam/show";
import claims from "data/claims.json" with { type: "json" };
import { writeFile } from "../../tools/shared/write_file.ts";
import { runInProcess } from "../run_in_process.ts";
import { stamp04 } from "./stamp_04.ts";
import { stepByStep } from "./step_by_step.ts";

const decisions: Record<string, Decision> = {};
for (const [id, decide] of Object.entries({ ...stamp04, ...stepByStep })) {
  decisions[id] = decide();
}
const documents = ["stamp_04", "step_by_step"];
const others = claims.map(({ document }) => document)
  .filter((document) => !documents.includes(document));
for (const name of new Set(others)) {
  const url = new URL(`../../notebooks/${name}.ipynb`, import.meta.url);
  await runInProcess(JSON.parse(await Deno.readTextFile(url)), {
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
await writeFile(
  new URL("../../data/claims.json", import.meta.url),
  `${JSON.stringify(decided(claims, decisions), null, 2)}\n`,
);
