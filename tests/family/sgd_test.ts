import { f64, ulp } from "adam";
import { sgd, steps } from "adam/family";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// The velocity: two products and a sum on either side, of which a term goes
// through two: 4. Measured: 1.8. The update: a product more on either side: 6.
// Measured: 1.6.
mirrorsTorch({
  name: "sgd",
  rule: sgd,
  allowed: { velocity: 4, update: 6, weight: 6 },
});

Deno.test("sgd() has the defaults of torch.optim.SGD", () => {
  const { lr, momentum, dampening, weight_decay } = reference.torchDefaults.sgd;
  const state = { weight: 2, velocity: 3, step: 1 };
  assertEquals(
    sgd(state, 0.25),
    sgd(state, 0.25, {
      learningRate: lr,
      momentum,
      dampening,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("Optax and Keras take the steps of sgd() without dampening", () => {
  const { optax, keras } = elsewhere.shortRuns.sgd;
  const options = { momentum: 0.9, weight: reference.start };
  [...steps(sgd, reference.shortGradients, options)].forEach((here, i) => {
    // The updates are below 2e-3 and agree to some roundings of theirs, far
    // below an ulp of the weights; each of up to five sums rounds. Measured: 0.
    const bound = 5 * ulp(here.weight, f64);
    assertAlmostEquals(optax[i]!, here.weight, bound);
    assertAlmostEquals(keras[i]!, here.weight, bound);
  });
});

Deno.test("the first step is -learningRate * g, and dampening has no say in it", () => {
  const options = { learningRate: 0.5, momentum: 0.75, dampening: 0.5 };
  const first = sgd({ weight: 1 }, 4, options);
  assertEquals(first, {
    step: 1,
    gradient: 4,
    weight: -1,
    update: -2,
    velocity: 4,
  });
  assertEquals(sgd(first, 4, options).velocity, 0.75 * 4 + 0.5 * 4);
});

Deno.test("without momentum there is no dampening, as in PyTorch", () => {
  const second = { step: 1, velocity: 8 };
  assertEquals(sgd(second, 4, { dampening: 0.5 }).velocity, 4);
});

Deno.test("under a constant gradient the steps grow to learningRate * g / (1 - momentum)", () => {
  const options = { learningRate: 1, momentum: 0.5 };
  // The rest is 2^-60 of it, below its last bit.
  const last = [...steps(sgd, Array<number>(60).fill(3), options)].at(-1)!;
  assert(last.update === -6);
});

Deno.test("the weight decays through the gradient", () => {
  const { update, gradient, velocity } = sgd({ weight: 8 }, 1, {
    learningRate: 1,
    weightDecay: 0.25,
  });
  assertEquals({ update, gradient, velocity }, {
    update: -3,
    gradient: 1,
    velocity: 3,
  });
});
