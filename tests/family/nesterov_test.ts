import { f64, ulp } from "adam";
import { nesterov, sgd, steps } from "adam/family";
import {
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
} from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// The velocity: a product and a sum on either side: 4. Measured: 0. The update:
// two products and a sum more on either side, and the velocity's: 10.
// Measured: 1.9.
mirrorsTorch({
  name: "nesterov",
  rule: nesterov,
  allowed: { velocity: 4, update: 10, weight: 10 },
});

Deno.test("nesterov() has the learning rate and the decay of torch.optim.SGD", () => {
  const { lr, weight_decay } = reference.torchDefaults.nesterov;
  assertEquals(
    nesterov({ weight: 2 }, 0.25),
    nesterov({ weight: 2 }, 0.25, {
      learningRate: lr,
      weightDecay: weight_decay,
      momentum: 0.9,
    }),
  );
});

Deno.test("Optax and Keras take the steps of nesterov()", () => {
  const { optax, keras } = elsewhere.shortRuns.nesterov;
  const options = { weight: reference.start };
  [...steps(nesterov, reference.shortGradients, options)].forEach((here, i) => {
    // As for sgd: five sums round. Measured: 0.
    const bound = 5 * ulp(here.weight, f64);
    assertAlmostEquals(optax[i]!, here.weight, bound);
    assertAlmostEquals(keras[i]!, here.weight, bound);
  });
});

Deno.test("without momentum nesterov() is sgd()", () => {
  const options = { momentum: 0, weight: 0.5, weightDecay: 0.1 };
  assertEquals(
    [...steps(nesterov, reference.gradients, options)],
    [...steps(sgd, reference.gradients, options)],
  );
});

Deno.test("the first step is -learningRate * (1 + momentum) * g", () => {
  const options = { learningRate: 0.5, momentum: 0.75 };
  assertStrictEquals(nesterov({}, 4, options).update, -0.5 * 1.75 * 4);
});

Deno.test("under a constant gradient it is one step of the velocity ahead of sgd()", () => {
  const options = { learningRate: 1, momentum: 0.5 };
  const constant = Array<number>(10).fill(4);
  const ahead = [...steps(nesterov, constant, options)];
  const plain = [...steps(sgd, [...constant, 4], options)];
  ahead.forEach(({ update }, i) =>
    assertStrictEquals(update, plain[i + 1]!.update)
  );
});
