import { normalNumbers, randomNumbers } from "adam/statistics";
import {
  deadNormQuantile,
  expectedInputLogit,
  gradientNormsAtStart,
} from "adam/language_model";
import { assert, assertThrows } from "@std/assert";
import reference from "data/dead_norm_quantiles.json" with { type: "json" };

const norms = {
  positions: 50,
  hiddenNorm: 8,
  logitDeviation: 6,
  inputLogit: { mean: 40, deviation: 4 },
};

Deno.test("deadNormQuantile() divides the rows of its own assumptions as it says", () => {
  const normal = normalNumbers(randomNumbers(2));
  const rows = Array.from({ length: 4000 }, () => {
    const logs = Array.from(
      { length: norms.positions },
      () => 6 * normal() - (40 + 4 * normal()),
    );
    return norms.hiddenNorm / norms.positions * Math.exp(Math.max(...logs));
  });
  for (const probability of [0.01, 0.25, 0.5, 0.9, 0.999]) {
    const border = deadNormQuantile(probability, norms);
    const below = rows.filter((norm) => norm < border).length / rows.length;
    // Four standard errors of a part of 4000.
    const room = 4 * Math.sqrt(probability * (1 - probability) / rows.length);
    assert(Math.abs(below - probability) < room, `${probability} ${below}`);
  }
});

Deno.test("deadNormQuantile() predicts the median row of the exact model", () => {
  const width = 128;
  const predicted = deadNormQuantile(0.5, {
    positions: 1024,
    hiddenNorm: Math.sqrt(width),
    logitDeviation: Math.sqrt(width),
    inputLogit: expectedInputLogit({ width, sigma: 1, otherVariance: 1 }),
  });
  const seeds = [0, 1, 2];
  const off = seeds.map((seed) =>
    Math.log(gradientNormsAtStart({ layers: 0, seed }).dead.median / predicted)
  );
  // In powers of e. From seed to seed the mean logit of the input token, which
  // stands in the exponent, varies by 1.6: about 40 tokens make up half of a
  // Zipf sample. Four standard errors of a mean of three, 3.7, in medians that
  // are e^47 below 1. Measured: -0.54.
  const mean = off.reduce((sum, x) => sum + x) / seeds.length;
  assert(Math.abs(mean) < 3.7, `${off}`);
});

Deno.test("deadNormQuantile() falls by a factor of e for each unit of the input's logit", () => {
  const at = (mean: number) =>
    deadNormQuantile(0.5, { ...norms, inputLogit: { mean, deviation: 4 } });
  // Two exponentials and a division, each a few ulps of exponents up to 50.
  assert(Math.abs(at(40) / at(41) / Math.E - 1) < 1e-13);
});

Deno.test("deadNormQuantile() refuses what is out of range", () => {
  for (const probability of [0, 1, NaN]) {
    assertThrows(
      () => deadNormQuantile(probability, norms),
      RangeError,
      `Cannot work out the norm as probability must be in (0, 1): current value is ${probability}`,
    );
  }
  for (const name of ["positions", "hiddenNorm", "logitDeviation"] as const) {
    assertThrows(
      () => deadNormQuantile(0.5, { ...norms, [name]: -1 }),
      RangeError,
      `Cannot work out the norm as ${name} must be`,
    );
  }
});

Deno.test("deadNormQuantile() is what 60 digits give, in 300 extreme cases", () => {
  for (const numbers of reference.cases) {
    const [
      probability,
      positions,
      hiddenNorm,
      logitDeviation,
      mean,
      deviation,
    ] = numbers as [number, number, number, number, number, number];
    const inputLogit = { mean, deviation };
    const here = deadNormQuantile(probability, {
      positions,
      hiddenNorm,
      logitDeviation,
      inputLogit,
    });
    // e to an exponent of up to 700, each part of it known to a few 2^-53 of
    // itself. Measured: 1.1e-13.
    assert(Math.abs(here / numbers[6]! - 1) < 1e-12, `${numbers}`);
  }
});

Deno.test("deadNormQuantile() refuses a norm beyond binary64, and an input logit that is none", () => {
  const at = (inputLogit: unknown) => () =>
    deadNormQuantile(0.5, { ...norms, inputLogit } as typeof norms);
  assertThrows(at({ mean: -1000, deviation: 1 }), RangeError, "as the norm");
  assertThrows(at({ mean: NaN, deviation: 1 }), RangeError, "inputLogit.mean");
  assertThrows(at({ mean: 0, deviation: "1" }), TypeError, "deviation");
  assertThrows(at(null), TypeError, "inputLogit");
});
