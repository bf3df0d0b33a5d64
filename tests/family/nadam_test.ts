import { f64, ulp } from "adam";
import { nadam, steps } from "adam/family";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "data/family.json" with { type: "json" };
import elsewhere from "data/family_elsewhere.json" with { type: "json" };
import { mirrorsTorch } from "./reference.ts";

// Each moment: 6, as for Adam; measured 1.9 and 1.7. The product is made by the
// same operations; a power may differ by an ulp of mu: 4. Measured: 0. The
// update: here two quotients, a product, three sums, a root and half of v_hat's
// quotient, there as many, and the moments' 6 and 6 / 2: 25. Measured: 4.0.
// PyTorch adds its two terms to the weight one after the other: 2 ulps.
mirrorsTorch({
  name: "nadam",
  rule: nadam,
  allowed: {
    firstMoment: 6,
    secondMoment: 6,
    momentumProduct: 4,
    update: 25,
    weight: 25,
  },
  ulps: 2,
});

Deno.test("nadam() has the defaults of torch.optim.NAdam", () => {
  const { lr, betas: [beta1, beta2], eps, weight_decay, momentum_decay } =
    reference.torchDefaults.nadam;
  assertEquals(
    nadam({ weight: 2 }, 0.25),
    nadam({ weight: 2 }, 0.25, {
      learningRate: lr,
      beta1: beta1!,
      beta2: beta2!,
      epsilon: eps,
      weightDecay: weight_decay,
      momentumDecay: momentum_decay,
    }),
  );
});

Deno.test("PyTorch's product in float32 changes updates by 1e-8 of themselves, and not by more", () => {
  // A product of t momenta is off by up to t * 2^-24 of itself, and it falls
  // faster than t grows: below 2^-24 in all, and 1 minus it is 0.55 or more.
  const { update } = reference.nadamInFloat32 as { update: number[] };
  const here = [...steps(nadam, reference.gradients)];
  const relative = here.flatMap((step, i) =>
    update[i] ? [Math.abs(step.update / update[i]! - 1)] : []
  );
  const largest = Math.max(...relative);
  assert(1e-8 < largest && largest < 2 ** -24 / 0.55, `${largest}`); // 1.2e-8
});

const { start, shortGradients } = reference;
const { optax, keras } = elsewhere.shortRuns.nadam;

Deno.test("Keras has the schedule with momentumDecay 1", () => {
  const options = { momentumDecay: 1, weight: start };
  [...steps(nadam, shortGradients, options)].forEach(({ weight }, i) => {
    // Each of five sums rounds, in each of the two walks. Measured: 2 ulps.
    assertAlmostEquals(keras[i]!, weight, 5 * ulp(weight, f64));
  });
});

Deno.test("Optax has no schedule: its first step is 1.4737 learning rates, Keras' 1.0628, ours 1.0565", () => {
  const first = nadam({ weight: start }, shortGradients[0]!).weight;
  const lengths = [first, keras[0]!, optax[0]!].map((w) => (start - w) / 2e-3);
  assertEquals(lengths.map((x) => x.toFixed(4)), [
    "1.0565",
    "1.0628",
    "1.4737",
  ]);
  const ofOptax = 0.9 * 0.1 / (1 - 0.9 ** 2) + 1;
  // Epsilon takes 1e-8 off, the weight's last bit is 6e-14 learning rates.
  assertAlmostEquals(lengths[2]!, ofOptax * (1 - 1e-8), 2e-13);
});

Deno.test("the first step is -learningRate * (1 + mu_2 (1 - beta1) / (1 - mu_1 mu_2)) * g / (|g| + epsilon)", () => {
  const [one, two] = [1, 2].map((t) => 0.9 * (1 - 0.5 * 0.96 ** (t * 4e-3)));
  const factor = 1 + two! * 0.1 / (1 - one! * two!);
  for (const g of [3, -1e-8, 1e-12]) {
    const exact = -2e-3 * factor * g / (Math.abs(g) + 1e-8);
    // Two dozen roundings, and 1 - mu, about half of its terms.
    const bound = 30 * 2 ** -53 * Math.abs(exact);
    assertAlmostEquals(nadam({}, g).update, exact, bound);
  }
});

Deno.test("with momentumDecay 0 the momentum is half of beta1 for ever", () => {
  const [, second] = steps(nadam, [1, 1], { momentumDecay: 0 });
  assertEquals(second!.momentumProduct, 0.45 * 0.45);
});
