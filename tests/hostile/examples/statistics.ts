import { randomNumbers } from "adam/statistics";
import type { Examples } from "../example.ts";

const uniform = () => randomNumbers(1);

export default {
  randomWords: { given: () => ({ seed: 1 }) },
  randomNumbers: { given: () => ({ seed: 1 }) },
  normalNumbers: { given: () => ({ uniform: uniform() }) },
  zipfNumbers: {
    given: () => ({ count: 3, options: { exponent: 1, uniform: uniform() } }),
    options: ["options"],
  },
  logUniformNumbers: {
    given: () => ({ uniform: uniform(), range: { least: 0.1, most: 1 } }),
    options: ["range"],
  },
  logSpaced: { given: () => ({ first: 0.1, last: 1, count: 3 }) },
  erf: { given: () => ({ x: 0.5 }) },
  normalQuantile: { given: () => ({ logProbability: -0.5 }) },
  standardDeviation: { given: () => ({ values: [1, 5, 3] }) },
  summary: { given: () => ({ values: [1, 5, 3] }) },
  summaries: {
    given: () => ({ records: [{ a: 1 }, { a: 3 }], columns: ["a"] }),
  },
  rankedShares: { given: () => ({ values: [1, 5, 3] }) },
} satisfies Examples;
