import { randomNumbers } from "adam";
import { expectedInputLogit, normalNumbers } from "adam/language_model";
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
    const share = 4 / Math.sqrt(8000) + 3 / width;
    assert(Math.abs(theirs.deviation / here.deviation - 1) < share);
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
