import { f64, ulp } from "adam";
import { lion, steps } from "adam/family";
import {
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
} from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };

const { gradients, start, shortGradients } = reference;

for (const { options, optax } of elsewhere.lion) {
  Deno.test(`lion() has the bits of Optax: ${JSON.stringify(options)}`, () => {
    // Both do the same IEEE operations in the same order.
    const walk = [...steps(lion, gradients, { ...options, weight: start })];
    walk.forEach((here, i) => {
      assertStrictEquals(here.firstMoment, optax.firstMoment[i]);
      assertStrictEquals(here.update + 0, optax.update[i]! + 0); // no -0
      assertStrictEquals(here.weight, optax.weight[i]);
    });
  });
}

Deno.test("Keras walks where lion() walks", () => {
  const walk = [...steps(lion, shortGradients, { weight: start })];
  walk.forEach(({ weight }, i) => {
    // It rounds the weight twice a step, we once. Measured: 1 ulp.
    const { keras } = elsewhere.shortRuns.lion;
    assertAlmostEquals(keras[i]!, weight, 8 * ulp(weight, f64));
  });
});

Deno.test("the first step is -learningRate * (sign(g) + weightDecay * w)", () => {
  const options = { learningRate: 0.5, weightDecay: 0.25 };
  for (const g of [1e-300, 1, 1e300]) {
    assertStrictEquals(lion({ weight: 2 }, g, options).update, -0.75);
    assertStrictEquals(lion({ weight: 2 }, -g, options).update, 0.25);
  }
});

Deno.test("the sign of 0 is 0: what never had a gradient only decays", () => {
  assertEquals(Math.abs(lion({}, 0).update), 0);
  assertStrictEquals(
    lion({ weight: 4 }, 0, { weightDecay: 0.5 }).update,
    -2e-4,
  );
});

Deno.test("one gradient goes on to move the weight when there are no more", () => {
  const walk = [...steps(lion, [5, 0, 0, 0], { weightDecay: 0 })];
  assertEquals(walk.map(({ update }) => update), [-1e-4, -1e-4, -1e-4, -1e-4]);
});

Deno.test("the direction weighs by beta1, the memory by beta2", () => {
  const options = { beta1: 0.25, beta2: 0.75, weightDecay: 0, learningRate: 1 };
  const { update, firstMoment } = lion({ firstMoment: -2 }, 1, options);
  assertEquals({ update, firstMoment }, { update: -1, firstMoment: -1.25 });
});
