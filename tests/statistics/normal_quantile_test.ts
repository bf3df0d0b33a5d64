import { erf, normalQuantile } from "adam/statistics";
import {
  assert,
  assertAlmostEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

Deno.test("normalQuantile() is where the normal distribution has the probability", () => {
  const quantile = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(fc.property(quantile, (z) => {
    const below = (1 + erf(z * Math.SQRT1_2)) / 2;
    // An error function is off by 8 u, so the probability by as much, and the
    // quantile by that over the density, at 5 some 1.5e-6: 6e-10.
    const density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    const allowed = 8 * 2 ** -53 / density + 1e-15;
    assertAlmostEquals(normalQuantile(Math.log(below)), z, allowed);
  }));
});

Deno.test("normalQuantile() is a mirror image of itself, and rises", () => {
  const probabilities = [1e-300, 1e-20, 1e-5, 0.1, 0.3, 0.49];
  let before = -Infinity;
  for (const p of probabilities) {
    const [low, high] = [Math.log(p), Math.log1p(-p)].map(normalQuantile);
    assert(low! > before && low! < 0);
    before = low!;
    if (p < 1e-16) continue; // log1p(-p) has lost p
    assertAlmostEquals(high!, -low!, 1e-15 / p);
  }
});

Deno.test("normalQuantile() keeps its digits where a probability is all but 1", () => {
  // ln(1 - p) for p = 1e-30 is -1e-30, and the quantile that of p, mirrored.
  const high = normalQuantile(-1e-30);
  assertAlmostEquals(high, -normalQuantile(Math.log(1e-30)), 1e-13);
  assertAlmostEquals(high, 11.46402469, 1e-7);
});

Deno.test("normalQuantile() refuses what is no logarithm of a probability below 1", () => {
  for (const wrong of [0, 1, NaN, -Infinity]) {
    assertThrows(
      () => normalQuantile(wrong),
      RangeError,
      `Cannot find a quantile as logProbability must be finite and < 0: current value is ${wrong}`,
    );
  }
  assertThrows(() => normalQuantile("1" as never), TypeError);
  assertStrictEquals(normalQuantile(-1e6), -40); // farther out there is no double
});
