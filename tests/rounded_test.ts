import {
  absorbs,
  applyUpdate,
  movingAverage,
  type Round,
  ulp,
  ulpDistance,
} from "adam";
import {
  kahanSum,
  largestDecay,
  largestLost,
  neighbours,
  parkingPoint,
  plainSum,
  plateau,
  smallestMove,
  stochastically,
  storedDecay,
  towardZero,
} from "adam/low_precision";
import { assertThrows } from "@std/assert";

const calls: Record<string, (round: Round) => unknown> = {
  absorbs: (round) => absorbs(1, 0.1, round),
  applyUpdate: (round) => applyUpdate(1, 0.1, round),
  kahanSum: (round) => kahanSum({ weight: 1, compensation: 0 }, 0.1, round),
  largestDecay,
  largestLost,
  movingAverage: (round) => movingAverage(1, 2, { decay: 0.5, round }),
  neighbours: (round) => neighbours(0.1, round),
  parkingPoint: (round) => parkingPoint(0, 0.1, round),
  plainSum: (round) => plainSum({ weight: 1, compensation: 0 }, 0.1, round),
  plateau: (round) => plateau(1, { decay: 0.5, round }),
  smallestMove: (round) => smallestMove(1, 1, round),
  stochastically: (round) => stochastically(round, () => 0)(0.1),
  storedDecay: (round) => storedDecay(0.5, round),
  towardZero: (round) => towardZero(round)(0.1),
  ulp: (round) => ulp(1, round),
  ulpDistance: (round) => ulpDistance(1, 2, round),
};

for (const [name, call] of Object.entries(calls)) {
  Deno.test(`${name}() refuses a format that is no function, or gives no number, by its name`, () => {
    for (const none of [null, "bf16", () => "1", () => undefined]) {
      assertThrows(() => call(none as never), TypeError, "as round");
    }
    assertThrows(() => call(() => NaN), RangeError, "as round");
  });
}
