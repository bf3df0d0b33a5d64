/**
 * Writes the verdicts and numbers that the code decides into
 * `data/claims.json`, whose words are written by hand:
 *
 *     deno run --allow-read --allow-write tests/claims/write_ledger.ts
 *
 * @module
 */
import claims from "data/claims.json" with { type: "json" };
import { stamp04 } from "./stamp_04.ts";
import { stepByStep } from "./step_by_step.ts";
import { writeFile } from "../../tools/shared/write_file.ts";

const decisions = { ...stamp04, ...stepByStep };
const decided = claims.map((claim) => ({
  ...claim,
  ...decisions[claim.id]?.(),
}));
await writeFile(
  new URL("../../data/claims.json", import.meta.url),
  `${JSON.stringify(decided, null, 2)}\n`,
);
