import { f64, ulp } from "adam";
import { adamw, amsgrad, type Step, steps } from "adam/family";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// As for Adam (see adamw_test.ts): 6 for the moments, measured 2.0 and 1.7, and
// 22 for the update, measured 3.8. A maximum does not round.
mirrorsTorch({
  name: "amsgrad",
  rule: amsgrad,
  allowed: {
    firstMoment: 6,
    secondMoment: 6,
    largestSecondMoment: 6,
    update: 22,
    weight: 22,
  },
});

Deno.test("amsgrad() has the defaults of torch.optim.Adam", () => {
  const { lr, betas: [beta1, beta2], eps, weight_decay } =
    reference.torchDefaults.amsgrad;
  assertEquals(
    amsgrad({ weight: 2 }, 0.25),
    amsgrad({ weight: 2 }, 0.25, {
      learningRate: lr,
      beta1: beta1!,
      beta2: beta2!,
      epsilon: eps,
      weightDecay: weight_decay,
    }),
  );
});

Deno.test("amsgrad() is Adam for as long as the second moment grows", () => {
  const growing = Array.from({ length: 40 }, (_, i) => (-1.2) ** i);
  const adam = [...steps(adamw, growing, { weightDecay: 0 })];
  [...steps(amsgrad, growing)].forEach(({ update }, i) =>
    assert(update === adam[i]!.update)
  );
});

Deno.test("the maximum is that of the raw second moment, as in PyTorch and Keras and not as in Optax", () => {
  const { start, shortGradients } = reference;
  const here = [...steps(amsgrad, shortGradients, { weight: start })];
  const moved = here.at(-1)!.weight - start;
  assertAlmostEquals(moved, -3.48334e-3, 5e-9);

  // Optax: of the corrected one. Five sums round in each of the two walks.
  const { optax, keras } = elsewhere.shortRuns.amsgrad;
  assertAlmostEquals(optax.at(-1)! - start, -2.4303e-3, 5e-9);
  let [corrected, largest] = [start, 0];
  for (const { step, firstMoment, secondMoment } of here) {
    largest = Math.max(largest, secondMoment / (1 - 0.999 ** step));
    corrected -= 1e-3 * firstMoment / (1 - 0.9 ** step) /
      (Math.sqrt(largest) + 1e-8);
  }
  // Measured: 0.
  assertAlmostEquals(optax.at(-1)!, corrected, 5 * ulp(start, f64));

  // Keras: ours but for epsilon, of which no more than 1e-8 / sqrt(0.001) stand
  // beside a gradient of 0.1: 3.2e-6 of the way.
  assertAlmostEquals(keras.at(-1)! - start, moved, 3.2e-6 * Math.abs(moved));
});

Deno.test("the first step is -learningRate * g / (|g| + epsilon)", () => {
  for (const g of [3, -1e-8, 1e-12]) {
    const exact = -1e-3 * g / (Math.abs(g) + 1e-8);
    // Some dozen roundings.
    const bound = 12 * 2 ** -53 * Math.abs(exact);
    assertAlmostEquals(amsgrad({}, g).update, exact, bound);
  }
});

Deno.test("where Adam climbs, amsgrad() descends: the gradients 3, -1, -1", () => {
  // Reddi, Kale and Kumar (2018), theorem 1, with C = 3: the sum of the
  // gradients is positive, so the best weight in [-1, 1] is -1.
  function lastWeight(
    rule: (state: Partial<Step>, gradient: number, options: {
      learningRate: number;
      beta1: number;
      beta2: number;
      weightDecay: number;
    }) => Step,
  ) {
    let state = { step: 0, weight: 0 };
    for (let t = 1; t <= 20_000; t++) {
      state = rule(state, t % 3 === 1 ? 3 : -1, {
        learningRate: 0.1 / Math.sqrt(t),
        beta1: 0,
        beta2: 1 / (1 + 3 ** 2),
        weightDecay: 0,
      });
      const weight = Math.min(1, Math.max(-1, state.weight));
      state = { ...state, weight };
    }
    return state.weight;
  }
  // A step is now below 1e-3 times 3 / sqrt(v_hat), so within that of the edge.
  assert(lastWeight(adamw) > 0.998);
  assert(lastWeight(amsgrad) < -0.998);
});
