import { bf16 } from "adam";
import { randomNumbers } from "adam/statistics";
import { kahanSum } from "adam/low_precision";
import { type Examples, noFunction } from "../example.ts";
import { adamOptions } from "./adam.ts";

const sum = {
  given: () => ({
    stored: { weight: 1, compensation: 0.01 },
    update: 0.1,
    round: bf16,
  }),
  spreads: "a sum has IEEE 754's NaN; lowPrecisionSteps says what is accepted",
};
const format = { given: () => ({ round: bf16 }) };

export default {
  neighbours: { given: () => ({ x: 0.1, round: bf16 }) },
  towardZero: format,
  stochastically: {
    given: () => ({ round: bf16, random: randomNumbers(1) }),
  },
  plainSum: sum,
  kahanSum: sum,
  applyUpdates: {
    given: () => ({
      updates: [0.5, 1],
      options: { weight: 1, weights: bf16, sum: kahanSum },
    }),
    options: ["options"],
  },
  lowPrecisionSteps: {
    given: () => ({
      gradients: [0.5, 1],
      options: {
        ...adamOptions(),
        weight: 1,
        weights: bf16,
        updates: bf16,
        sum: kahanSum,
      },
    }),
    options: ["options"],
  },
  smallestMove: { given: () => ({ weight: 1, direction: -1, round: bf16 }) },
  parkingPoint: { given: () => ({ from: 0.5, update: 0.1, round: bf16 }) },
  parkingStaircase: {
    given: () => ({ lowest: 0.1, highest: 0.5, round: bf16 }),
  },
  plateau: {
    given: () => ({
      value: 1,
      options: { decay: 0.999, round: bf16, from: 0.5 },
    }),
    options: ["options"],
  },
  steadyState: {
    given: () => ({ gradient: 0.5, options: adamOptions() }),
    options: ["options"],
  },
  largestDecay: format,
  storedDecay: { given: () => ({ decay: 0.9, round: bf16 }) },
  largestLost: format,
  largestUnseenGradient: {
    given: () => ({ options: adamOptions() }),
    options: ["options"],
  },
  storedBlocks: noFunction,
  storedRow: {
    given: () => ({
      format: "bf16",
      bytes: Uint8Array.of(0x80, 0x3f),
      into: new Float32Array(1),
    }),
    spreads: "a file may hold NaN",
  },
  ulpsApart: {
    given: () => ({
      format: "bf16",
      a: Uint8Array.of(0x80, 0x3f),
      b: Uint8Array.of(0x81, 0x3f),
    }),
  },
} satisfies Examples;
