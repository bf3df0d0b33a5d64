/**
 * What `deno task compare` prints.
 *
 * @module
 */
import type { Comparison, Difference } from "./compare_formulations.ts";
import { type End, isHarmless, rule } from "./end.ts";
import { groupsOf } from "./groups.ts";
import { countWithNoun, number, percent, table } from "./text_table.ts";

/** The quantities as the formulas name them. */
const symbols = { firstMoment: "m", secondMoment: "v", weight: "p" };

/**
 * A comparison as text. Of two formulations: where they part, the formulas that
 * made it, and how far apart they end. Of more: which agree, how far each group
 * ends from the first, and what that means.
 *
 * @param comparison What was found out
 * @returns The text
 */
export function comparisonText(comparison: Comparison): string {
  const { ends, refused } = comparison;
  const parts = ends.length > 1
    ? summary(comparison)
    : ends.length === 1
    ? pair(comparison, ends[0]!)
    : [];
  if (refused.size > 0) {
    const lines = [...refused].map(([name, why]) => `  ${name}, ${why}`);
    parts.push(["Left out:", ...lines].join("\n"));
  }
  return parts.join("\n\n");
}

/**
 * Each two of the formulations that differ: where first, and how far apart they
 * end.
 *
 * @param comparison What was found out
 * @returns The text
 */
export function pairsText(comparison: Comparison): string {
  const rows = comparison.differences.map((difference) => {
    const { formulations, step, parameter, quantity, ulps } = difference;
    const { ofTheWay } = endBetween(comparison, formulations);
    const where = [step, parameter, symbols[quantity], number(ulps)];
    return [...formulations, ...where, percent(ofTheWay)];
  });
  if (rows.length === 0) return "No two of them differ in any number.";
  const head = ["one", "other", "step", "parameter", "in", "ulps", "end apart"];
  return "Each two that differ: step, parameter and number where they do first, by how\n" +
    "many ulps, and how far apart they end, as a share of the way:\n\n" +
    table(head, rows, 2);
}

function pair(
  { differences }: Comparison,
  end: End,
): string[] {
  const [difference] = differences;
  const [one, other] = end.formulations;
  if (!difference) return [`Equal in every number:\n  ${one} = ${other}`];
  return [
    partingText(difference),
    `They end ${inWords(end)}.`,
    rule,
  ];
}

function partingText(difference: Difference): string {
  const { formulations: [one, other], quantity, values, why } = difference;
  const { step, parameter, ulps } = difference;
  const [here, there] = values.map((value) => value.toExponential(16));
  return `${one} and ${other} part at step ${step}, parameter ${parameter}, by ` +
    `${number(ulps)} ulp${
      ulps === 1 ? "" : "s"
    }.\nThe ${quantity} is ${here} and ${there}, from\n` +
    `  ${one}: ${why[0]}\n  ${other}: ${why[1]}`;
}

function summary(comparison: Comparison): string[] {
  const groups = groupsOf(comparison);
  const letters = groups.map((_, i) => String.fromCharCode(65 + i));
  const listed = groups.map((names, i) =>
    `  ${letters[i]}  ${names.join(" = ")}`
  );
  const head = `Agree in every number: ${
    countWithNoun(groups.length, "group")
  }`;
  const parts = [[head, ...listed].join("\n")];
  if (groups.length === 1) return parts;
  const rows = groups.slice(1).map((names, i) => {
    const two: End["formulations"] = [groups[0]![0]!, names[0]!];
    const end = endBetween(comparison, two);
    const { ulps, learningRates, ofTheWay, parameter } = end;
    const { step } = comparison.differences.find((difference) =>
      isPair(difference, two)
    )!;
    return [
      letters[i + 1]!,
      ...[step, parameter, number(ulps), number(learningRates)],
      ...[percent(ofTheWay), verdict(end)],
    ];
  });
  const columns = [
    "group",
    ...["parts at step", "end: parameter", "ulps", "learning rates"],
    ...["of the way", ""],
  ];
  const farthest = comparison.ends.reduce((most, end) =>
    end.ofTheWay > most.ofTheWay ? end : most
  );
  const [one, other] = farthest.formulations;
  return [
    ...parts,
    "From where A ends, each other ends, at the parameter where it is the farthest:\n\n" +
    table(columns, rows, 1),
    `Of all, ${one} and ${other} end the farthest apart,\n${
      inWords(farthest)
    }.`,
    rule,
    `--pairs prints each two that differ; name two of them for their formulas.`,
  ];
}

function verdict(end: End): string {
  return isHarmless(end) ? "harmless" : "it matters";
}

function inWords(end: End): string {
  const { ulps, learningRates, ofTheWay, parameter } = end;
  return `${percent(ofTheWay)} of the way apart (${
    countWithNoun(learningRates, "learning rate")
  }, ${countWithNoun(ulps, "ulp")}), at parameter ${parameter}: ${
    verdict(end)
  }`;
}

function endBetween({ ends }: Comparison, two: End["formulations"]): End {
  return ends.find((end) => isPair(end, two))!;
}

function isPair(
  { formulations }: { formulations: readonly string[] },
  two: readonly string[],
): boolean {
  return two.every((name) => formulations.includes(name));
}
