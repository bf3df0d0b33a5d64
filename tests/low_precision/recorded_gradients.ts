/**
 * The gradients of the runs that `data/low_precision.json` records.
 *
 * @module
 */
import { randomWords } from "adam/statistics";
import type { Round } from "adam";
import reference from "data/low_precision.json" with { type: "json" };
import { formats } from "../formats.ts";

/** The gradients of a constant run, by the name that they have there. */
export function constantGradients(
  name: string,
  count: number,
  round: Round,
): number[] {
  return Array.from({ length: count }, (_, i) => {
    if (name === "zeros") return 0;
    if (name === "thousandths") return round(1e-3);
    return name === "ones" || i < 10 ? 1 : 0;
  });
}

/** The gradients of the many parameters, one row for each step. */
export function manyGradients(name: "bf16" | "f16"): number[][] {
  const [smallest, largest] = reference.exponents[name];
  const word = randomWords(reference.seed);
  const row = () =>
    reference.many.weights.map(() =>
      formats[name].round(power(word(), smallest!, largest!))
    );
  return reference.many.runs[0]!.weight.map(row);
}

/** A word as a number: a sign, 7 binary digits and an exponent, or zero. */
function power(word: number, smallest: number, largest: number): number {
  if (word % 16 === 0) return 0;
  const exponent = smallest + (word >>> 12) % (largest - smallest + 1);
  const sign = word >>> 4 & 1 ? -1 : 1;
  return sign * (1 + (word >>> 5 & 127) / 128) * 2 ** exponent;
}
