/**
 * How far apart two formulations end, and whether that matters.
 *
 * @module
 */
import { f32, f64, ulpDistance } from "adam";
import {
  formulationAccount,
  type FormulationName,
  type FormulationOptions,
  type FormulationRun,
} from "adam/formulations";

/** How far apart two runs end, in the weight of one parameter. */
export interface End {
  formulations: [FormulationName, FormulationName];
  /** The parameter, counted from 0. */
  parameter: number;
  /** How many numbers of the format lie between the two weights. */
  ulps: number;
  /** The distance between them, in learning rates. */
  learningRates: number;
  /** That distance as a share of the farthest that the weight got from its start. */
  ofTheWay: number;
}

/** From this share of the way on it matters. */
const tolerated = 0.01;

/** The rule, in words. */
export const rule =
  `"of the way": of the farthest that the weight got from its start. Below 1 % is\n` +
  "harmless: a learning rate that is 1 % larger moves it by as much, and nobody sets\n" +
  "that so finely. It holds for these gradients; in training they answer to the weights.";

/** Whether two that end so far apart are as good as each other. */
export function isHarmless({ ofTheWay }: End): boolean {
  return ofTheWay < tolerated;
}

/** Measures the last weights of two runs over the same gradients. */
export function endOf(
  one: FormulationRun,
  other: FormulationRun,
  parameter: number,
  { learningRate = 1e-3, weight = 0 }: FormulationOptions,
): End {
  const names: End["formulations"] = [one.name, other.name];
  const in64 = names.every((name) =>
    formulationAccount(name).arithmetic === "binary64"
  );
  const round = in64 ? f64 : f32;
  const [a, b] = [one, other].map(({ steps }) => round(steps.at(-1)!.weight));
  const apart = Math.abs(a! - b!);
  const way = [one, other].flatMap(({ steps }) => steps).reduce(
    (most, step) =>
      Math.max(most, Math.abs(round(step.weight) - round(weight))),
    0,
  );
  const per = (unit: number) => apart === 0 ? 0 : apart / unit;
  return {
    formulations: names,
    parameter,
    ulps: ulpDistance(a!, b!, round),
    learningRates: per(learningRate),
    ofTheWay: per(way),
  };
}
