import { f64, ulp } from "adam";
import { radam, steps } from "adam/family";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
} from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// Each moment: 6, as for Adam; measured 2.0 and 1.7. The update: here four
// products, two quotients, three roots and a sum, there as many, and the
// moments' 6 and 6 / 2: 29. rho is made by the same operations on either side.
// Measured: 3.2.
mirrorsTorch({
  name: "radam",
  rule: radam,
  allowed: { firstMoment: 6, secondMoment: 6, update: 29, weight: 29 },
});

Deno.test("radam() has the defaults of torch.optim.RAdam", () => {
  const { lr, betas: [beta1, beta2], eps, weight_decay } =
    reference.torchDefaults.radam;
  const state = { weight: 2, step: 9, secondMoment: 0.5 };
  assertEquals(
    radam(state, 0.25),
    radam(state, 0.25, {
      learningRate: lr,
      beta1: beta1!,
      beta2: beta2!,
      epsilon: eps,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("the first step is -learningRate * g, whatever the size of g", () => {
  for (const g of [1e6, -3, 1e-12]) {
    // 0.1 * g / 0.1, with the same 0.1: up to three roundings.
    const bound = 3 * 2 ** -53 * 1e-3 * Math.abs(g);
    assertAlmostEquals(radam({}, g).update, -1e-3 * g, bound);
  }
});

/** The first step of a long run that looks at the second moment. */
function firstRectified(beta2: number): number | undefined {
  const constant = Array<number>(3000).fill(1);
  return steps(radam, constant, { beta2 })
    .find(({ rectification }) => rectification > 0)?.step;
}

Deno.test("step 6 is the first that looks at the second moment, by default", () => {
  assertStrictEquals(firstRectified(0.999), 6);
});

Deno.test("up to beta2 = 2/3 no step looks at the second moment", () => {
  assertStrictEquals(firstRectified(2 / 3), undefined);
  assert(firstRectified(0.67)! > 6);
});

Deno.test("the rectification grows to 1", () => {
  const constant = Array<number>(20_000).fill(1);
  const [...records] = steps(radam, constant);
  const factors = records.slice(5).map(({ rectification }) => rectification);
  assert(factors.every((r, i) => i === 0 || r >= factors[i - 1]!));
  // 2 t beta2^t / (1 - beta2^t) is 8e-5 of rho's 1999 at the end: 4e-8.
  assertAlmostEquals(factors.at(-1)!, 1, 1e-7);
});

Deno.test("Optax takes the steps of radam() but for where epsilon stands", () => {
  const options = { weight: reference.start };
  const { optax } = elsewhere.shortRuns.radam;
  [...steps(radam, reference.shortGradients, options)].forEach((here, i) => {
    // No step of the five looks at it. Five sums round. Measured: 0.
    assertAlmostEquals(optax[i]!, here.weight, 5 * ulp(here.weight, f64));
  });
  // After that: beside v it acts 1 / sqrt(1 - beta2^6) = 13 times as strongly.
  const state = { step: 5, firstMoment: 1e-8, secondMoment: 1e-18 };
  const at = (epsilon: number) => radam(state, 0, { epsilon }).update;
  assertAlmostEquals(at(1e-9) / at(0), 0.5, 1e-3);
});
