import { updateMultiplier } from "adam";
import { firstStep, formulationNames, runFormulation } from "adam/formulations";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";

const gradients = [1, -1, 3e-4, -1.79e-10, 1e-30, 1e10];

Deno.test("firstStep() is the first record of runFormulation() from a weight of zero", () => {
  const options = { learningRate: 0.25, epsilon: 1e-7, beta1: 0.8 };
  for (const name of formulationNames) {
    for (const gradient of gradients) {
      const update = runFormulation(name, [gradient], options)[0]!.weight;
      assertEquals(firstStep(name, gradient, options), {
        name,
        gradient,
        epsilon: 1e-7,
        update,
        relativeUpdate: Math.abs(update) / 0.25,
      });
    }
  }
});

Deno.test("firstStep() is the closed form, with epsilon / √(1 - β₂) where epsilon stands before the correction", () => {
  const isBefore = ["keras", "float32-epsilon-hat", "float64-epsilon-hat"];
  for (const name of formulationNames) {
    for (const gradient of [1e-12, 1.79e-10, 1e-8, 1e-6, 1]) {
      const epsilon = isBefore.includes(name)
        ? 1e-8 / Math.sqrt(1 - 0.999)
        : 1e-8;
      const { relativeUpdate } = firstStep(name, gradient);
      const expected = updateMultiplier(gradient, { epsilon });
      // 1 - β₂ in binary32 is 1.3e-5 off, of which the root takes half.
      assert(Math.abs(relativeUpdate / expected - 1) < 1.4e-5, name);
    }
  }
});

Deno.test("firstStep() has PyTorch's epsilon for every formulation unless told another", () => {
  for (const name of formulationNames) {
    assertStrictEquals(firstStep(name, 1).epsilon, 1e-8);
  }
});

Deno.test("firstStep() does not move for a gradient of zero", () => {
  for (const name of formulationNames) {
    assertStrictEquals(firstStep(name, 0).relativeUpdate, 0);
  }
});

Deno.test("firstStep() refuses a learning rate of zero, a weight, and what runFormulation() refuses", () => {
  assertThrows(
    () => firstStep("keras", 1, { learningRate: 0 }),
    RangeError,
    "Cannot take the first step as learningRate must be finite and > 0: current value is 0",
  );
  assertThrows(
    () => firstStep("keras", 1, { weight: 1 } as never),
    TypeError,
    "Cannot take the first step as weight is no setting of it",
  );
  assertThrows(() => firstStep("keras", NaN), RangeError, "gradient must be");
  assertThrows(
    () => firstStep("adam" as never, 1),
    RangeError,
    "its name must be one of",
  );
});
