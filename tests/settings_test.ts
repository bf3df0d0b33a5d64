import { movingAverage, rowGradient } from "adam";
import { lion } from "adam/family";
import {
  deadNormQuantile,
  expectedInputLogit,
  layerVariance,
  startOfTraining,
} from "adam/language_model";
import {
  largestUnseenGradient,
  lowPrecisionSteps,
  plateau,
} from "adam/low_precision";
import { zipfNumbers } from "adam/statistics";
import { assertThrows } from "@std/assert";

const typo = { deacy: 0.9 } as never;
const calls: [string, () => unknown][] = [
  ["movingAverage", () => movingAverage(1, 2, typo)],
  ["rowGradient", () => rowGradient(0.5, [1], typo)],
  ["plateau", () => plateau(1, typo)],
  ["lowPrecisionSteps", () => [...lowPrecisionSteps([1], typo)]],
  ["largestUnseenGradient", () => largestUnseenGradient(typo)],
  ["zipfNumbers", () => zipfNumbers(2, typo)],
  ["expectedInputLogit", () => expectedInputLogit(typo)],
  ["deadNormQuantile", () => deadNormQuantile(0.5, typo)],
  ["startOfTraining", () => startOfTraining(typo)],
  ["lion", () => lion({}, 1, typo)],
];

for (const [name, call] of calls) {
  Deno.test(`${name}() refuses a setting that there is none of`, () => {
    assertThrows(call, TypeError, "deacy is no setting of it");
  });
}

Deno.test("what has no default must be given", () => {
  assertThrows(
    () => movingAverage(1, 2, {} as never),
    TypeError,
    "Cannot average as decay must be a number: current value is undefined",
  );
  assertThrows(
    () => layerVariance({ layers: 1, width: 1 } as never),
    TypeError,
    "feedForward must be a number",
  );
});
