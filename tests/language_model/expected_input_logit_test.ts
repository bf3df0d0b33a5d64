import { normalNumbers, randomNumbers } from "adam/statistics";
import { expectedInputLogit } from "adam/language_model";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";

/** Mean and standard deviation of h · e over many draws. */
function simulated(width: number, sigma: number, otherVariance: number) {
  const normal = normalNumbers(randomNumbers(1));
  const logits = Array.from({ length: 4000 }, () => {
    let [product, square] = [0, 0];
    for (let j = 0; j < width; j++) {
      const e = sigma * normal();
      const x = e + Math.sqrt(otherVariance) * normal();
      product += e * x;
      square += x * x;
    }
    return Math.sqrt(width / square) * product;
  });
  const mean = logits.reduce((sum, x) => sum + x) / logits.length;
  const variance = logits.reduce((sum, x) => sum + (x - mean) ** 2, 0) /
    logits.length;
  return { mean, deviation: Math.sqrt(variance) };
}

for (const [sigma, otherVariance] of [[1, 1], [1, 1.2], [0.5, 1], [2, 0]]) {
  Deno.test(`expectedInputLogit() is what 4000 draws give: sigma ${sigma}, other variance ${otherVariance}`, () => {
    const width = 128;
    const theirs = simulated(width, sigma!, otherVariance!);
    const here = expectedInputLogit({
      width,
      sigma: sigma!,
      otherVariance: otherVariance!,
    });
    // Four standard errors of the mean, and the next term, 1 / d of the mean.
    const room = 4 * here.deviation / Math.sqrt(4000) + here.mean / width;
    assert(Math.abs(here.mean - theirs.mean) < room);
    // Four standard errors of a standard deviation, 1 / sqrt(2 n), and the next
    // term: 1 / d, of a variance some times itself, so 3 / d.
    const allowed = 4 / Math.sqrt(8000) + 3 / width;
    assert(Math.abs(theirs.deviation / here.deviation - 1) < allowed);
  });
}

Deno.test("expectedInputLogit() without anything added is the length of the row", () => {
  const { mean } = expectedInputLogit({
    width: 64,
    sigma: 3,
    otherVariance: 0,
  });
  assertStrictEquals(mean, 64 * 3); // sqrt(d) times sqrt(d) sigma
});

Deno.test("expectedInputLogit() refuses what is out of range", () => {
  const good = { width: 8, sigma: 1, otherVariance: 1 };
  for (
    const [name, value] of [
      ["width", 0],
      ["sigma", 0],
      ["otherVariance", -1],
    ] as const
  ) {
    assertThrows(
      () => expectedInputLogit({ ...good, [name]: value }),
      RangeError,
      `Cannot work out the logit of the input token as ${name} must be`,
    );
  }
});

Deno.test("expectedInputLogit() scales with sigma and tau where their squares over- or underflow", () => {
  const at = (unit: number) =>
    expectedInputLogit({ width: 8, sigma: unit, otherVariance: 0 });
  const one = at(1);
  for (const unit of [1e-300, 1e-200, 1e200, 1e300]) {
    const { mean, deviation } = at(unit);
    // Two roundings more.
    assert(Math.abs(mean / unit / one.mean - 1) < 1e-15);
    assert(Math.abs(deviation / unit / one.deviation - 1) < 1e-15);
  }
  // With little sigma all that varies is what is added: sd = sigma sqrt(d).
  const small = expectedInputLogit({
    width: 4,
    sigma: 1e-200,
    otherVariance: 1,
  });
  assertStrictEquals(small.mean, 0);
  assert(Math.abs(small.deviation / 2e-200 - 1) < 1e-15);
  assertThrows(
    () => expectedInputLogit({ width: 8, sigma: 1e308, otherVariance: 0 }),
    RangeError,
    "as the mean must be finite",
  );
});
