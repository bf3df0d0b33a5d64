import { f64, ulp } from "adam";
import { adamax, steps } from "adam/family";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// The first moment: 6, as for Adam; measured 1.9. The norm: a product or a sum
// on either side: 2. Measured: 0. The update: three operations on either side,
// and theirs: 14. Measured: 3.7.
mirrorsTorch({
  name: "adamax",
  rule: adamax,
  allowed: { firstMoment: 6, infinityNorm: 2, update: 14, weight: 14 },
});

Deno.test("adamax() has the defaults of torch.optim.Adamax", () => {
  const { lr, betas: [beta1, beta2], eps, weight_decay } =
    reference.torchDefaults.adamax;
  assertEquals(
    adamax({ weight: 2 }, 0.25),
    adamax({ weight: 2 }, 0.25, {
      learningRate: lr,
      beta1: beta1!,
      beta2: beta2!,
      epsilon: eps,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("the first step is -learningRate * g / (|g| + epsilon)", () => {
  for (const g of [3, -1e-8, 1e-12]) {
    const exact = -2e-3 * g / (Math.abs(g) + 1e-8);
    // Eight roundings in all.
    const bound = 8 * 2 ** -53 * Math.abs(exact);
    assertAlmostEquals(adamax({}, g).update, exact, bound);
  }
});

Deno.test("adamax() gives the weights that Keras' tests print", () => {
  // keras/src/optimizers/adamax_test.py, its golden values of a gradient of
  // 0.01 and then of 0.1.
  const options = { learningRate: 0.2, beta1: 0.85, beta2: 0.95 };
  const gradients = [0.01, 0.1];
  const walk = [...steps(adamax, gradients, {
    ...options,
    epsilon: 1e-6,
    weight: 1,
  })];
  assertEquals(walk.map((s) => s.weight.toFixed(4)), ["0.8000", "0.6827"]);
});

Deno.test("Optax takes the steps of adamax(), Keras adds epsilon to the maximum", () => {
  const { optax, keras } = elsewhere.shortRuns.adamax;
  let [added, largest, differs] = [reference.start, 0, 0];
  const options = { weight: reference.start };
  [...steps(adamax, reference.shortGradients, options)].forEach((here, i) => {
    largest = Math.max(0.999 * largest, Math.abs(here.gradient));
    const corrected = here.firstMoment / (1 - 0.9 ** here.step);
    added -= 2e-3 * corrected / (largest + 1e-8);
    // Five sums round. Measured: 0, and 1 ulp.
    assertAlmostEquals(optax[i]!, here.weight, 5 * ulp(here.weight, f64));
    assertAlmostEquals(keras[i]!, added, 5 * ulp(added, f64));
    differs = keras[i]! - here.weight;
  });
  // In ours epsilon decays with the gradient of 1 that it was added to: after
  // four steps 0.4 % of 1e-8 are missing of some 1e-3.
  assert(5e-14 < differs && differs < 1e-13, `${differs}`);
});

Deno.test("the norm keeps the larger of the old one, decayed, and the gradient with epsilon", () => {
  const state = { step: 1, infinityNorm: 8 };
  const options = { beta2: 0.5, epsilon: 1 };
  assertEquals(adamax(state, -2, options).infinityNorm, 4);
  assertEquals(adamax(state, -5, options).infinityNorm, 6);
});
