import { f64, ulp } from "adam";
import { rmsprop, steps } from "adam/family";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// The second moment: three roundings on either side: 6. Measured: 1.7. The
// update: a product, a root, a sum and a quotient on either side, and half of
// the second moment's: 11. Measured: 1.8.
mirrorsTorch({
  name: "rmsprop",
  rule: rmsprop,
  allowed: { secondMoment: 6, update: 11, weight: 11 },
});

Deno.test("rmsprop() has the defaults of torch.optim.RMSprop", () => {
  const { lr, alpha, eps, weight_decay } = reference.torchDefaults.rmsprop;
  assertEquals(
    rmsprop({ weight: 2 }, 0.25),
    rmsprop({ weight: 2 }, 0.25, {
      learningRate: lr,
      decay: alpha,
      epsilon: eps,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("the first step is -learningRate * g / (sqrt(1 - decay) * |g| + epsilon)", () => {
  for (const g of [3, -1e-8, 1e-3]) {
    const options = { learningRate: 1, decay: 0.75 };
    const exact = -g / (0.5 * Math.abs(g) + 1e-8);
    // Eight roundings in all.
    const bound = 8 * 2 ** -53 * Math.abs(exact);
    assertAlmostEquals(rmsprop({}, g, options).update, exact, bound);
  }
});

Deno.test("Optax and Keras have epsilon inside the root, and our moments otherwise", () => {
  const { optax, keras } = elsewhere.shortRuns.rmsprop;
  let inside = reference.start;
  const options = { weight: reference.start };
  [...steps(rmsprop, reference.shortGradients, options)].forEach((here, i) => {
    inside -= 1e-2 * here.gradient / Math.sqrt(here.secondMoment + 1e-8);
    // An update of 0.1 rounds some ten times in an eighth of the weight's ulp,
    // and five sums round. Measured: 0.
    const bound = 12 * ulp(here.weight, f64);
    assertAlmostEquals(optax[i]!, inside, bound);
    assertAlmostEquals(keras[i]!, inside, bound);
    // Step 1: epsilon beside the root 0.1 takes 1e-7 of 0.1 off, beside the
    // square 0.01 half of 1e-6. The next order: 3/8 of 1e-12 of 0.1.
    if (i === 0) assertAlmostEquals(here.weight - inside, -4e-8, 5e-14);
  });
});
