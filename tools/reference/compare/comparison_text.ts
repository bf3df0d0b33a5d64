/**
 * What `deno task compare` prints.
 *
 * @module
 */
import Table from "cli-table3";
import type { Comparison, Difference } from "./compare_formulations.ts";

/**
 * A comparison as text: a table of the pairs that differ, the pairs that do
 * not, and what was refused. If only one pair differs, with the formulas that
 * made it.
 *
 * @param comparison What was found out
 * @returns The text
 */
export function comparisonText(
  { differences, equal, refused }: Comparison,
): string {
  const parts = [];
  if (differences.length > 0) parts.push(table(differences));
  if (differences.length === 1) parts.push(reasons(differences[0]!));
  if (equal.length > 0) {
    const pairs = equal.map((pair) => `  ${pair.join(" = ")}`);
    parts.push(["Equal in every number:", ...pairs].join("\n"));
  }
  if (refused.size > 0) {
    const lines = [...refused].map(([name, why]) => `  ${name}, ${why}`);
    parts.push(["Left out:", ...lines].join("\n"));
  }
  return parts.join("\n\n");
}

function table(differences: Difference[]): string {
  const shown = new Table({
    head: [
      "one",
      "other",
      "step",
      "parameter",
      "number",
      "in one",
      "in other",
      "ulps",
    ],
    colAligns: [
      "left",
      "left",
      "right",
      "right",
      "left",
      "right",
      "right",
      "right",
    ],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (
    const { formulations, step, parameter, quantity, values, ulps }
      of differences
  ) {
    const digits = values.map((value) => value.toExponential(16));
    shown.push([...formulations, step, parameter, quantity, ...digits, ulps]);
  }
  return shown.toString();
}

function reasons({ formulations, quantity, why }: Difference): string {
  const lines = formulations.map((name, i) => `  ${name}: ${why[i]}`);
  return [`The ${quantity} comes from`, ...lines].join("\n");
}
