import { biasCorrection, biasCorrections } from "adam";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import document from "data/step_by_step.json" with { type: "json" };

const decay = fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true });

Deno.test("biasCorrections() has biasCorrection() of each decay, and its reciprocal", () => {
  fc.assert(
    fc.property(decay, decay, fc.integer({ min: 1, max: 1e6 }), (...given) => {
      const [beta1, beta2, step] = given;
      const [first, second] = [beta1, beta2].map((beta) =>
        biasCorrection(beta, step)
      );
      assertEquals(biasCorrections(step, { beta1, beta2 }), {
        step,
        firstMomentCorrection: first,
        secondMomentCorrection: second,
        firstMomentFactor: 1 / first!,
        secondMomentFactor: 1 / second!,
      });
    }),
    { seed: 1 },
  );
});

Deno.test("biasCorrections() has the decays of PyTorch where none are given", () => {
  for (const { step, firstMomentShare, ...row } of document.correctionTable) {
    const corrections = biasCorrections(step);
    // As the document prints them: rounded, by half of the last digit at most.
    const decimals = firstMomentShare.split(".")[1]!.length;
    assertStrictEquals(
      corrections.firstMomentCorrection.toFixed(decimals),
      firstMomentShare,
    );
    assertStrictEquals(
      corrections.secondMomentCorrection.toFixed(3),
      Number(row.secondMomentShare).toFixed(3),
    );
  }
});

Deno.test("biasCorrections() has a factor of 1 / (1 - decay) at the first step and of 1 after a million", () => {
  const first = biasCorrections(1);
  assertStrictEquals(first.firstMomentFactor, 1 / (1 - 0.9));
  assertStrictEquals(first.secondMomentFactor, 1 / (1 - 0.999));
  const last = biasCorrections(1e6);
  assertStrictEquals(last.firstMomentFactor, 1);
  assertStrictEquals(last.secondMomentFactor, 1);
});

Deno.test("biasCorrections() refuses a step that does not count from 1, a decay of 1 and an unknown setting", () => {
  for (const step of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(
      () => biasCorrections(step),
      RangeError,
      `Cannot correct the bias as step must be a positive integer: current value is ${step}`,
    );
  }
  assertThrows(
    () => biasCorrections(1, { beta2: 1 }),
    RangeError,
    "Cannot correct the bias as beta2 must be in [0, 1): current value is 1",
  );
  assertThrows(
    () => biasCorrections(1, { decay: 0.9 } as never),
    TypeError,
    "decay is no setting of it",
  );
});
