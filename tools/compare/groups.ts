/**
 * Formulations that are the same, as far as the gradients tell.
 *
 * @module
 */
import type { FormulationName } from "adam/formulations";
import type { Comparison } from "./compare_formulations.ts";

/**
 * The formulations in groups in which each agrees with each in every number, in
 * the order that they were named in.
 */
export function groupsOf({ ends, equal }: Comparison): FormulationName[][] {
  const agree = (a: FormulationName, b: FormulationName) =>
    equal.some((pair) => pair.includes(a) && pair.includes(b));
  const names = new Set(ends.flatMap(({ formulations }) => formulations));
  const groups: FormulationName[][] = [];
  for (const name of names) {
    const group = groups.find((others) => others.every((o) => agree(name, o)));
    if (group) group.push(name);
    else groups.push([name]);
  }
  return groups;
}
