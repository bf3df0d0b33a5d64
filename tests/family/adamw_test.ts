import { adamSteps, f64, ulp } from "adam";
import { adamw, steps } from "adam/family";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
} from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// Each moment: three roundings on either side: 6. Measured: 2.0 and 1.7. The
// update of Adam: here two quotients, two products or quotients of m, a root
// and a sum, there seven, and the moments' 6 and 6 / 2: 22. Measured: 4.0.
// PyTorch rounds the weight three times (1 - lr * decay, the product, the sum),
// here its sum rounds once: 2 ulps. Measured: 1.
mirrorsTorch({
  name: "adamw",
  rule: adamw,
  allowed: { firstMoment: 6, secondMoment: 6, update: 22, weight: 22 },
  ulps: 2,
  decoupled: true,
});

Deno.test("adamw() has the defaults of torch.optim.AdamW", () => {
  const { lr, betas: [beta1, beta2], eps, weight_decay } =
    reference.torchDefaults.adamw;
  assertEquals(
    adamw({ weight: 2 }, 0.25),
    adamw({ weight: 2 }, 0.25, {
      learningRate: lr,
      beta1: beta1!,
      beta2: beta2!,
      epsilon: eps,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("without decay adamw() has the bits of adamStep()", () => {
  const { gradients } = reference;
  const adam = [...adamSteps(gradients)];
  [...steps(adamw, gradients, { weightDecay: 0 })].forEach((here, i) => {
    assert(here.update === adam[i]!.update);
    assertStrictEquals(here.firstMoment, adam[i]!.firstMoment);
    assertStrictEquals(here.secondMoment, adam[i]!.secondMoment);
  });
});

Deno.test("Optax takes the steps of adamw(), Keras adds epsilon before the correction", () => {
  const { optax, keras } = elsewhere.shortRuns.adamw;
  let before = reference.start;
  let hat = before;
  const options = { weight: before };
  [...steps(adamw, reference.shortGradients, options)].forEach((here, i) => {
    // The same form of the decay: each of five sums rounds. Measured: 0.
    assertAlmostEquals(optax[i]!, here.weight, 5 * ulp(here.weight, f64));

    const { firstMoment, secondMoment, step } = here;
    const alpha = 1e-3 * Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
    hat -= 1e-3 * 1e-2 * hat;
    hat -= alpha * firstMoment / (Math.sqrt(secondMoment) + 1e-8);
    // Two sums a step here and there. Measured: 1 ulp.
    assertAlmostEquals(keras[i]!, hat, 10 * ulp(hat, f64));
    before = here.weight;
  });
  // Step 1: 1e-8 / sqrt(0.001) in place of 1e-8, beside a gradient of 1. The
  // difference cancels down to some ulps of the weight, 1.1e-16 each.
  const first = adamw({ weight: reference.start }, 1).weight;
  const more = 1e-3 * 1e-8 * (1 / Math.sqrt(0.001) - 1);
  assertAlmostEquals(keras[0]! - first, more, 5e-16);
});

Deno.test("the first step is -learningRate * (g / (|g| + epsilon) + weightDecay * w)", () => {
  const state = { weight: -2 };
  for (const g of [3, -1e-8, 1e-12]) {
    const exact = -1e-3 * (g / (Math.abs(g) + 1e-8) + 0.5 * -2);
    // Terms below 1e-3, some ten roundings each.
    const bound = 20 * 2 ** -53 * 1e-3;
    const { update } = adamw(state, g, { weightDecay: 0.5 });
    assertAlmostEquals(update, exact, bound);
  }
});

Deno.test("the moments of adamw() never see the decay", () => {
  const some = adamw({ weight: 1e3 }, 0.3, { weightDecay: 0.5 });
  const none = adamw({}, 0.3);
  assertStrictEquals(some.firstMoment, none.firstMoment);
  assertStrictEquals(some.secondMoment, none.secondMoment);
});
