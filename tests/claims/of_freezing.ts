/**
 * What the notebook what_freezes_them decides its claims by, of one seed.
 *
 * @module
 */
import runs from "data/training/what_stops.summary.json" with { type: "json" };

const [small, usual] = [3e-4, 1e-3];
const [brief, long] = [0.95, 0.999];

/** The numbers, by the ids of the claims. */
export function ofFreezing(
  seed: number,
): Record<string, Record<string, number>> {
  const own = runs.filter((run) => run.seed === seed);
  const stillIn = (storage: string) =>
    Math.max(
      ...own.filter((run) => run.storage === storage)
        .map(({ deadStill }) => deadStill),
    );
  const inBf16 = (rate: number, beta2: number, weightDecay = 0) =>
    own.find((run) =>
      run.storage === "bf16" && run.learningRate === rate &&
      run.beta2 === beta2 && run.weightDecay === weightDecay
    )!;
  const whenOf = (...of: Parameters<typeof inBf16>) =>
    inBf16(...of).lastChangeMedian;
  const whens = {
    smallBrief: whenOf(small, brief),
    smallLong: whenOf(small, long),
    usualBrief: whenOf(usual, brief),
    usualLong: whenOf(usual, long),
  };
  const stopped = own.filter((run) =>
    run.storage === "bf16" && run.weightDecay === 0 &&
    run.lastChangeMedian <= 0.8 * run.steps
  );
  const factors = stopped.map(({ learningRate, beta2, lastChangeMedian }) =>
    whenOf(learningRate, beta2, 0.1) / lastChangeMedian
  );
  return {
    F01: { bf16: stillIn("bf16"), mixed: stillIn("mixed") },
    F02: whens,
    F03: whens,
    F04: { factor: Math.max(...factors) },
    F05: {
      brief: inBf16(small, brief).distinctDeadRows,
      long: inBf16(small, long).distinctDeadRows,
    },
  };
}
