import { type FormulationRun, runDistances } from "adam/formulations";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { runOf } from "./fifty_steps.ts";

/** A run that was at these weights. */
function at(weights: number[]): FormulationRun {
  const steps = weights.map((weight, i) => ({
    step: i + 1,
    weight,
    firstMoment: 0,
    secondMoment: 0,
  }));
  return { name: "float64", steps };
}

Deno.test("runDistances() has the distance after each step and the largest so far, in units of the learning rate", () => {
  assertEquals(runDistances(at([1, 5, -2]), at([1, 2, -1]), 2), [
    { step: 1, distance: 0, largestDistance: 0 },
    { step: 2, distance: 1.5, largestDistance: 1.5 },
    { step: 3, distance: 0.5, largestDistance: 1.5 },
  ]);
});

Deno.test("runDistances() is the same from either run, and zero from a run to itself", () => {
  const [keras, exact] = [runOf("keras"), runOf("float64")];
  const distances = runDistances(keras, exact, 1e-3);
  assertEquals(runDistances(exact, keras, 1e-3), distances);
  assert(distances.at(-1)!.largestDistance > 0);
  for (const { largestDistance } of runDistances(keras, keras, 1e-3)) {
    assertEquals(largestDistance, 0);
  }
});

Deno.test("runDistances() finds what a search through all weights finds", () => {
  const [optax, exact] = [runOf("optax-eager"), runOf("float64")];
  const distances = runDistances(optax, exact, 1e-3);
  const all = optax.steps.map(({ weight }, i) =>
    Math.abs(weight - exact.steps[i]!.weight) / 1e-3
  );
  assertEquals(distances.map(({ distance }) => distance), all);
  for (const [i, { largestDistance }] of distances.entries()) {
    assertEquals(largestDistance, Math.max(...all.slice(0, i + 1)));
  }
});

Deno.test("runDistances() refuses what is no run, runs of different lengths, and a unit that is none", () => {
  assertThrows(
    () => runDistances(at([1]), {} as never, 1),
    TypeError,
    "Cannot measure the distance as other.steps must be an array",
  );
  assertThrows(
    () => runDistances(at([1, 2]), at([1]), 1),
    RangeError,
    "Cannot measure the distance as one.steps and other.steps must be of one length: current lengths are 2 and 1",
  );
  for (const unit of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => runDistances(at([1]), at([1]), unit),
      RangeError,
      `Cannot measure the distance as learningRate must be finite and > 0: current value is ${unit}`,
    );
  }
});

Deno.test("runDistances() refuses a weight or a distance that is not finite", () => {
  for (const weight of [NaN, Infinity]) {
    assertThrows(
      () => runDistances(at([1, weight]), at([1, 1]), 1),
      RangeError,
      `Cannot measure the distance as one.steps[1].weight must be finite: current value is ${weight}`,
    );
    assertThrows(
      () => runDistances(at([1]), at([weight]), 1),
      RangeError,
      "as other.steps[0].weight must be finite",
    );
  }
  assertThrows(
    () => runDistances(at([1e308]), at([-1e308]), 1),
    RangeError,
    "Cannot measure the distance as distance must be finite",
  );
});
