import {
  type AdamOptions,
  adamStep,
  adamSteps,
  f64,
  firstUpdate,
  secondStepWeights,
  start,
  ulpDistance,
  updateMultiplier,
} from "adam";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

/** Gradients of both signs, none zero; their squares neither over- nor underflow. */
const gradient = fc.tuple(
  fc.double({ min: 1, max: 2, noNaN: true }),
  fc.integer({ min: -400, max: 400 }),
  fc.constantFrom(-1, 1),
).map(([digits, exponent, sign]) => sign * digits * 2 ** exponent);

const beta = fc.double({ min: 0, max: 0.9999, noNaN: true });
const epsilon = fc.constantFrom(0, 1e-15, 1e-8, 1e-4, 1);

Deno.test("firstUpdate() equals the update of the first adamStep()", () => {
  fc.assert(
    fc.property(gradient, beta, beta, epsilon, (g, beta1, beta2, epsilon) => {
      const options = { beta1, beta2, epsilon };
      const distance = ulpDistance(
        firstUpdate(g, options),
        adamStep(start, g, options).update,
        f64,
      );
      // Roundings of at most 2^-53 in the step: 2 in m_hat, 3 in v_hat, which
      // the root halves, and 4 in root, sum, product and quotient; 3 in the
      // closed form. In all 10.5, so at most 10 ulps. Measured: 2.
      assert(distance <= 10);
    }),
    { seed: 1, numRuns: 5000 },
  );
});

Deno.test("firstUpdate() equals the first step even where the square is lost", () => {
  // Below 1e-162 the square is 0; the root is then 0 instead of |g|, which is
  // nothing beside epsilon 1e-8. The count above holds.
  for (const g of [1e-160, -1e-170, 1e-250]) {
    const { update } = adamStep(start, g);
    assert(ulpDistance(firstUpdate(g), update, f64) <= 10);
  }
});

Deno.test("firstUpdate() halves the learning rate at |g| = epsilon", () => {
  assertStrictEquals(firstUpdate(1e-8), -0.0005);
  assertStrictEquals(firstUpdate(-1e-8), 0.0005);
  assertStrictEquals(firstUpdate(3, { epsilon: 3, learningRate: 4 }), -2);
});

Deno.test("firstUpdate() is the learning rate against the sign if epsilon is 0", () => {
  fc.assert(
    fc.property(gradient, (g) => {
      // The product with the learning rate and the quotient round once each.
      const update = firstUpdate(g, { epsilon: 0 });
      assert(ulpDistance(update, -1e-3 * Math.sign(g), f64) <= 1);
    }),
    { seed: 2 },
  );
});

Deno.test("firstUpdate() turns its sign with the gradient", () => {
  fc.assert(
    fc.property(gradient, (g) => {
      assertStrictEquals(firstUpdate(-g), -firstUpdate(g));
    }),
    { seed: 3 },
  );
});

Deno.test("firstUpdate() of zero is zero", () => {
  assertStrictEquals(firstUpdate(0), -0);
});

Deno.test("firstUpdate() needs no square: the largest gradient does not overflow", () => {
  assertAlmostEquals(firstUpdate(Number.MAX_VALUE), -1e-3, 1e-3 * 2 ** -52);
});

Deno.test("updateMultiplier() is the share of the learning rate that firstUpdate() uses", () => {
  fc.assert(
    fc.property(gradient, epsilon, (g, epsilon) => {
      const options = { epsilon, learningRate: 0.25 };
      // A quarter is exact, so both round the same quotient.
      const share = Math.abs(firstUpdate(g, options)) / 0.25;
      assertStrictEquals(updateMultiplier(g, options), share);
    }),
    { seed: 4 },
  );
});

Deno.test("updateMultiplier() is in [0, 1] and grows with |g|", () => {
  fc.assert(
    fc.property(gradient, gradient, (a, b) => {
      const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
      assert(updateMultiplier(small) >= 0);
      assert(updateMultiplier(small) <= updateMultiplier(large));
      assert(updateMultiplier(large) <= 1);
    }),
    { seed: 5 },
  );
});

Deno.test("updateMultiplier() is 1/2 at epsilon, 1 without it, 0 at zero", () => {
  assertStrictEquals(updateMultiplier(1e-8), 0.5);
  assertStrictEquals(updateMultiplier(-3, { epsilon: 1 }), 0.75);
  assertStrictEquals(updateMultiplier(5e-324, { epsilon: 0 }), 1);
  assertStrictEquals(updateMultiplier(Number.MAX_VALUE), 1);
  assertStrictEquals(updateMultiplier(-0), 0);
});

Deno.test("firstUpdate() and updateMultiplier() are right where the product or the sum leaves the range of doubles", () => {
  const update = (g: number, options: AdamOptions, expected: number) => {
    for (const sign of [1, -1]) {
      const given = firstUpdate(sign * g, options);
      assert(ulpDistance(given, sign * expected, f64) <= 1, `${given}`);
    }
  };
  const most = Number.MAX_VALUE;
  update(5e-324, { epsilon: 0 }, -1e-3);
  update(1e-320, { epsilon: 0 }, -1e-3);
  update(1e-200, { learningRate: 1e-200, epsilon: 0 }, -1e-200);
  update(1e-200, { learningRate: 1e-200, epsilon: 3e-200 }, -2.5e-201);
  update(
    2 ** -1074,
    { learningRate: 2 ** 50, epsilon: 2 ** 10 },
    -(2 ** -1034),
  );
  update(5e-324, { learningRate: 1e-3, epsilon: 1 }, -0);
  update(1.7e308, { epsilon: 1.7e308 }, -5e-4);
  update(1e10, { learningRate: 1e300 }, -1e300);
  update(most, { learningRate: most, epsilon: most }, -most / 2);
  update(most, { learningRate: 0, epsilon: most }, -0);
  update(0, { epsilon: most }, -0);
  assertStrictEquals(updateMultiplier(1.7e308, { epsilon: 1.7e308 }), 0.5);
  const epsilon = 1.5 * 2 ** 1023;
  assertStrictEquals(updateMultiplier(2 ** 1023, { epsilon }), 0.4);
  assertStrictEquals(updateMultiplier(1e-320, { epsilon: 1e-320 }), 0.5);
});

Deno.test("firstUpdate() far out is what it is where a power of two brings it back", () => {
  fc.assert(
    fc.property(
      gradient.map((g) => g * 2 ** -100),
      fc.constantFrom(1e-3, 0.7, 1e5),
      (g, learningRate) => {
        const epsilon = Math.abs(g) * 3.3;
        const near = firstUpdate(g, { learningRate, epsilon });
        // The learning rate is scaled out of the range of the product.
        for (const unit of [2 ** -800, 2 ** 800]) {
          const far = { learningRate: learningRate * unit, epsilon };
          assert(ulpDistance(firstUpdate(g, far), near * unit, f64) <= 1);
        }
      },
    ),
    { seed: 8 },
  );
});

Deno.test("firstUpdate() and updateMultiplier() refuse 0 / 0", () => {
  assertThrows(
    () => firstUpdate(0, { epsilon: 0 }),
    RangeError,
    "Cannot work out the first update as update must be finite: current value is NaN",
  );
  assertThrows(
    () => updateMultiplier(0, { epsilon: 0 }),
    RangeError,
    "Cannot work out the multiplier as multiplier must be finite: current value is NaN",
  );
});

Deno.test("firstUpdate() and updateMultiplier() let IEEE run if accept says so", () => {
  const options = { epsilon: 0, accept: () => true };
  for (const g of [0, NaN, Infinity]) {
    assertStrictEquals(firstUpdate(g, options), NaN);
    assertStrictEquals(updateMultiplier(g, options), NaN);
  }
});

Deno.test("firstUpdate() and updateMultiplier() refuse a gradient that is not finite or no number", () => {
  for (const closedForm of [firstUpdate, updateMultiplier]) {
    assertThrows(
      () => closedForm(Infinity),
      RangeError,
      "gradient must be finite: current value is Infinity",
    );
    assertThrows(
      () => closedForm("1" as never),
      TypeError,
      "gradient must be a number: current value is of type string",
    );
  }
});

Deno.test("secondStepWeights() are the weights in the second corrected moments", () => {
  fc.assert(
    fc.property(gradient, gradient, beta, beta, (g1, g2, beta1, beta2) => {
      const options = { beta1, beta2, epsilon: 1 };
      const { firstMoment: w, secondMoment: x } = secondStepWeights(options);
      const [, step] = [...adamSteps([g1, g2], options)];

      // Five roundings in the recursion and four in the closed form, each at
      // most 2^-53 of the larger gradient, as m may cancel. The correction is
      // 1 minus a power, which enlarges the power's rounding. Measured: half.
      const lost = 1 / (1 - beta1 ** 2);
      assertAlmostEquals(
        step!.correctedFirstMoment,
        w[0] * g1 + w[1] * g2,
        (10 + lost) * 2 ** -53 * Math.max(Math.abs(g1), Math.abs(g2)),
      );

      // v does not cancel: the same roundings, and one of each square.
      const squares = x[0] * g1 ** 2 + x[1] * g2 ** 2;
      assertAlmostEquals(
        step!.correctedSecondMoment,
        squares,
        (12 + 1 / (1 - beta2 ** 2)) * 2 ** -53 * squares,
      );
    }),
    { seed: 6, numRuns: 2000 },
  );
});

Deno.test("secondStepWeights() add up to 1", () => {
  fc.assert(
    fc.property(beta, (beta1) => {
      const [one, two] = secondStepWeights({ beta1 }).firstMoment;
      // 1 + beta, which both share, and the sum round by 2^-53 each, the two
      // quotients by 2^-53 of their total.
      assertAlmostEquals(one + two, 1, 3 * 2 ** -53);
    }),
    { seed: 7 },
  );
});

Deno.test("secondStepWeights() of the defaults weigh both gradients almost alike", () => {
  assertEquals(secondStepWeights(), {
    firstMoment: [0.9 / 1.9, 1 / 1.9],
    secondMoment: [0.999 / 1.999, 1 / 1.999],
  });
});

Deno.test("secondStepWeights() with decay 0 keep only the last gradient", () => {
  assertEquals(secondStepWeights({ beta1: 0, beta2: 0 }), {
    firstMoment: [0, 1],
    secondMoment: [0, 1],
  });
});

Deno.test("secondStepWeights() refuses a decay outside [0, 1)", () => {
  assertThrows(
    () => secondStepWeights({ beta1: 1 }),
    RangeError,
    "Cannot weigh the gradients as beta1 must be in [0, 1): current value is 1",
  );
  assertThrows(() => secondStepWeights({ beta2: "1" as never }), TypeError);
});
