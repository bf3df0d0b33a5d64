import {
  type AdamOptions,
  type AdamStep,
  adamStep,
  adamSteps,
  applyUpdate,
  bf16,
  biasCorrection,
  f16,
  f32,
  f64,
  movingAverage,
  start,
  ulp,
  ulpDistance,
} from "adam";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import reference from "data/adam_float64.json" with { type: "json" };

const anything = { accept: () => true };

/** Gradients of both signs, none zero; their squares neither over- nor underflow. */
const gradient = fc.tuple(
  fc.double({ min: 1, max: 2, noNaN: true }),
  fc.integer({ min: -300, max: 300 }),
  fc.constantFrom(-1, 1),
).map(([digits, exponent, sign]) => sign * digits * 2 ** exponent);
const gradients = fc.array(gradient, { minLength: 1, maxLength: 30 });

function last(records: Iterable<AdamStep>): AdamStep {
  return [...records].at(-1)!;
}

const relative = (a: number, b: number) =>
  a === b ? 0 : Math.abs(a - b) / Math.abs(b);

for (const { name, options, gradients, numpy, torch } of reference.runs) {
  Deno.test(`adamSteps() has the bits of NumPy: ${name}`, () => {
    // Both do the same IEEE operations in the same order. Only beta ** t is not
    // one of them: here it is V8's, there the C library's, and on Linux x86-64
    // they agree in every bit (checked up to t = 20000). Elsewhere they may
    // differ by an ulp of beta ** t.
    [...adamSteps(gradients, options)].forEach((record, i) => {
      assertStrictEquals(record.firstMoment, numpy.firstMoment[i]);
      assertStrictEquals(record.secondMoment, numpy.secondMoment[i]);
      assertStrictEquals(record.update, numpy.update[i]);
    });
  });

  Deno.test(`adamStep() is within a few ulps of PyTorch: ${name}`, () => {
    let before = { ...start };
    gradients.forEach((gradient, i) => {
      // Each step sets out from PyTorch's state, so nothing adds up.
      const here = adamStep(before, gradient, options);
      const [m, v, update] = [
        torch.firstMoment[i]!,
        torch.secondMoment[i]!,
        torch.update[i]!,
      ];

      // beta m + (1 - beta) g here, m + (1 - beta) (g - m) there: three
      // roundings each, of half an ulp at the larger of m and g. Measured: 1.
      const larger = Math.max(Math.abs(before.firstMoment), Math.abs(gradient));
      assert(Math.abs(here.firstMoment - m) <= 3 * ulp(larger, f64));

      // Four roundings each, of half an ulp of the sum. Measured: 1.
      assert(ulpDistance(here.secondMoment, v, f64) <= 4);

      // PyTorch takes the root before the correction, and corrects the learning
      // rate in place of the moment. The corrections are the same; six
      // roundings here and seven there, each at most 2^-53, come on top of what
      // the moments differ by. Measured: 2.04 * 2^-52.
      const moments = relative(here.firstMoment, m) +
        relative(here.secondMoment, v) / 2;
      assert(relative(here.update, update) <= moments + 6.5 * 2 ** -52);

      before = { step: i + 1, firstMoment: m, secondMoment: v };
    });
  });

  Deno.test(`applyUpdate() walks where PyTorch walks: ${name}`, () => {
    let [weight, room] = [0, 0];
    [...adamSteps(gradients, options)].forEach(({ update }, i) => {
      weight = applyUpdate(weight, update);
      // Here the moments run on their own and their last bits drift apart: the
      // updates by up to 10 ulps (measured). Each sum rounds by half an ulp on
      // either side.
      room += 10 * ulp(update, f64) + ulp(weight, f64);
      assert(Math.abs(weight - torch.weight[i]!) <= room);
    });
  });
}

Deno.test("adamStep() has the defaults of torch.optim.Adam", () => {
  const { lr, betas: [beta1, beta2], eps } = reference.torchDefaults;
  const theirs = {
    learningRate: lr,
    beta1: beta1!,
    beta2: beta2!,
    epsilon: eps,
  };
  assertEquals(adamStep(start, 0.25), adamStep(start, 0.25, theirs));
});

Deno.test("adamStep() is made of movingAverage() and biasCorrection()", () => {
  const before = { step: 41, firstMoment: -0.3, secondMoment: 0.7 };
  const step = adamStep(before, 1.1);
  const m = movingAverage(-0.3, 1.1, { decay: 0.9 });
  const v = movingAverage(0.7, 1.1 * 1.1, { decay: 0.999 });
  const mHat = m / biasCorrection(0.9, 42);
  const vHat = v / biasCorrection(0.999, 42);
  assertEquals(step, {
    step: 42,
    gradient: 1.1,
    firstMoment: m,
    secondMoment: v,
    correctedFirstMoment: mHat,
    correctedSecondMoment: vHat,
    update: -1e-3 * mHat / (Math.sqrt(vHat) + 1e-8),
  });
});

Deno.test("adamStep() leaves the state it is given as it was", () => {
  const state = { step: 3, firstMoment: 0.1, secondMoment: 0.2 };
  adamStep(Object.freeze(state), 5);
  assertEquals(state, { step: 3, firstMoment: 0.1, secondMoment: 0.2 });
});

Deno.test("start is frozen and all zero", () => {
  assert(Object.isFrozen(start));
  assertEquals({ ...start }, { step: 0, firstMoment: 0, secondMoment: 0 });
});

Deno.test("adamStep() of a power of two, twice, is exact with epsilon 0", () => {
  // Decays of 1/2 and 3/4 round nowhere: m = 1/2, 3/4; v = 1/4, 7/16.
  const options = { beta1: 0.5, beta2: 0.75, epsilon: 0, learningRate: 1 };
  const [first, second] = [...adamSteps([1, 1], options)];
  assertEquals([first!.firstMoment, first!.secondMoment], [0.5, 0.25]);
  assertEquals([second!.firstMoment, second!.secondMoment], [0.75, 0.4375]);
  assertEquals([first!.update, second!.update], [-1, -1]);
});

Deno.test("scaling every gradient by a power of two changes no update if epsilon is 0", () => {
  fc.assert(
    fc.property(gradients, fc.integer({ min: -100, max: 100 }), (g, k) => {
      const scaled = g.map((x) => x * 2 ** k);
      const plain = [...adamSteps(g, { epsilon: 0 })];
      [...adamSteps(scaled, { epsilon: 0 })].forEach(({ update }, i) =>
        assertStrictEquals(update, plain[i]!.update)
      );
    }),
    { seed: 1 },
  );
});

Deno.test("scaling the gradients and epsilon by one power of two changes no update", () => {
  fc.assert(
    fc.property(gradients, fc.integer({ min: -100, max: 100 }), (g, k) => {
      const scaled = g.map((x) => x * 2 ** k);
      const epsilon = 1e-8 * 2 ** k;
      assertStrictEquals(
        last(adamSteps(scaled, { epsilon })).update,
        last(adamSteps(g)).update,
      );
    }),
    { seed: 2 },
  );
});

Deno.test("turning the sign of every gradient turns the sign of every update", () => {
  fc.assert(
    fc.property(gradients, (g) => {
      const plus = [...adamSteps(g)];
      [...adamSteps(g.map((x) => -x))].forEach((minus, i) => {
        assert(minus.update === -plus[i]!.update);
        assertStrictEquals(minus.secondMoment, plus[i]!.secondMoment);
      });
    }),
    { seed: 3 },
  );
});

Deno.test("doubling the learning rate doubles every update", () => {
  fc.assert(
    fc.property(gradients, (g) => {
      const { update } = last(adamSteps(g, { learningRate: 2e-3 }));
      assertStrictEquals(update, 2 * last(adamSteps(g)).update);
    }),
    { seed: 4 },
  );
});

Deno.test("the corrected first moment of a constant gradient is that gradient", () => {
  fc.assert(
    fc.property(gradient, (g) => {
      const constant = Array<number>(300).fill(g);
      for (const { correctedFirstMoment } of adamSteps(constant)) {
        // A step rounds by 2 * 2^-53 of m (two products, a sum), of which the
        // decay leaves at most ten steps' worth: 20. The correction is 1 minus
        // a power, at worst 0.9 against 0.1, which makes 10 of its rounding;
        // the quotient adds 1. So 31 * 2^-53, at most 31 ulps. Measured: 7.
        assert(ulpDistance(correctedFirstMoment, g, f64) <= 31);
      }
    }),
    { seed: 5 },
  );
});

/**
 * The largest |update| / learningRate that any gradients can cause at step t.
 * With w and x the weights of the gradients in the two corrected moments, the
 * inequality of Cauchy and Schwarz gives |m_hat| / sqrt(v_hat) <= sqrt(sum w^2 / x).
 */
function largestStep(t: number, beta1: number, beta2: number): number {
  let sum = 0;
  for (let k = 0; k < t; k++) {
    const w = (1 - beta1) * beta1 ** k / (1 - beta1 ** t);
    sum += w * w / ((1 - beta2) * beta2 ** k / (1 - beta2 ** t));
  }
  return Math.sqrt(sum);
}

Deno.test("no update is larger than the inequality of Cauchy and Schwarz allows", () => {
  const beta = fc.double({ min: 0.1, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(gradients, beta, beta, (g, beta1, beta2) => {
      const options = { beta1, beta2, epsilon: 0, learningRate: 1 };
      for (const { step, update } of adamSteps(g, options)) {
        // Slack: up to 30 steps with some 4 roundings of 2^-53 each, and the
        // corrections, which lose at most a factor 1 / (1 - 0.999).
        const bound = largestStep(step, beta1, beta2);
        assert(Math.abs(update) <= bound * (1 + 1200 * 2 ** -53));
      }
    }),
    { seed: 6, numRuns: 300 },
  );
});

// After 20000 zeros 0.999 ** t is 2e-9: the corrections, the second under a
// root, change an update by 1e-9 of itself. All else is far smaller.
const manyZeros = Array<number>(20_000).fill(0);
const unscaled = { learningRate: 1, epsilon: 1e-300 };

Deno.test("one gradient after many zeros moves by (1 - beta1) / sqrt(1 - beta2) learning rates", () => {
  // Kingma and Ba (2015), section 2.1: the sparse case.
  const { update } = last(adamSteps([...manyZeros, 1], unscaled));
  const paper = 0.1 / Math.sqrt(0.001); // 3.16
  assertAlmostEquals(-update, paper, 2e-9 * paper);
});

Deno.test("gradients that grow by beta2 / beta1 move further than section 2.1 of the paper says", () => {
  // There 3.16 is called a bound. These gradients meet the inequality of Cauchy
  // and Schwarz with equality, and its limit is larger: 7.27.
  const growing = Array.from({ length: 300 }, (_, k) => (0.999 / 0.9) ** k);
  const { update } = last(adamSteps([...manyZeros, ...growing], unscaled));
  const limit = 0.1 / Math.sqrt(0.001 * (1 - 0.9 ** 2 / 0.999));
  assertAlmostEquals(-update, limit, 2e-9 * limit);
});

Deno.test("a million steps stay finite, and both corrections end at 1", () => {
  let state = start;
  let step = adamStep(state, 1);
  for (let t = 1; t <= 1e6; t++) {
    step = adamStep(state, t % 7 - 3);
    state = step; // refuses what is not finite
  }
  assertStrictEquals(step.step, 1e6);
  assertStrictEquals(step.correctedFirstMoment, step.firstMoment);
  assertStrictEquals(step.correctedSecondMoment, step.secondMoment);
});

Deno.test("a zero gradient at the start moves nothing", () => {
  for (const zero of [0, -0]) {
    const step = adamStep(start, zero);
    assertStrictEquals(step.firstMoment, 0);
    assertStrictEquals(step.secondMoment, 0);
    assertStrictEquals(step.update, -0);
  }
});

Deno.test("a gradient far below epsilon moves in proportion to itself", () => {
  const { update, secondMoment } = adamStep(start, 1e-200);
  assertStrictEquals(secondMoment, 0); // g^2 is below the subnormals
  // The root is 0, so -1e-3 * 1e-200 / 1e-8; five roundings of 2^-53.
  assertAlmostEquals(update, -1e-195, 1e-195 * 5 * 2 ** -53);
});

Deno.test("a square among the subnormals keeps few digits and does no harm below epsilon", () => {
  const { secondMoment, update } = adamStep(start, 1e-160);
  assertStrictEquals(secondMoment, 1e-323);
  assertAlmostEquals(update, -1e-155, 1e-155 * 5 * 2 ** -53);
});

Deno.test("with epsilon 0 the first step of a gradient whose square underflows is refused", () => {
  assertThrows(
    () => adamStep(start, 1e-170, { epsilon: 0 }),
    RangeError,
    "Cannot take an Adam step as update must be finite: current value is -Infinity",
  );
});

Deno.test("beta1 0 forgets every gradient but the last", () => {
  const { firstMoment, correctedFirstMoment } = last(
    adamSteps([5, -3, 0.7], { beta1: 0 }),
  );
  assertStrictEquals(firstMoment, 0.7);
  assertStrictEquals(correctedFirstMoment, 0.7);
});

Deno.test("both decays 0 and epsilon 0 are sign descent", () => {
  const options = { beta1: 0, beta2: 0, epsilon: 0 };
  const signs = [...adamSteps([2, -0.5, 1024], options)];
  assertEquals(signs.map((s) => s.update), [-1e-3, 1e-3, -1e-3]);
});

Deno.test("learningRate 0 learns the moments and moves nothing", () => {
  const step = adamStep(start, 4, { learningRate: 0 });
  assert(step.update === 0 && step.firstMoment > 0);
});

Deno.test("the option moments rounds what is stored, and the update is made of that", () => {
  for (const moments of [f32, bf16]) {
    const records = [...adamSteps([0.1, -0.7, 0.3], { moments })];
    for (const { step, firstMoment, secondMoment, ...rest } of records) {
      assertStrictEquals(firstMoment, moments(firstMoment));
      assertStrictEquals(secondMoment, moments(secondMoment));
      assertStrictEquals(
        rest.correctedSecondMoment,
        secondMoment / biasCorrection(0.999, step),
      );
    }
  }
});

Deno.test("in f16 the second moment of 1e-3 is 0 and the step is a hundred thousand times too long", () => {
  const { secondMoment, update } = adamStep(start, 1e-3, { moments: f16 });
  assertStrictEquals(secondMoment, 0);
  // -1e-3 * 1e-3 / 1e-8, the moment rounded to 11 bits.
  assertAlmostEquals(update, -100, 100 * 2 ** -11);
});

Deno.test("adamStep() refuses a gradient that is not finite", () => {
  for (const g of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => adamStep(start, g),
      RangeError,
      `Cannot take an Adam step as gradient must be finite: current value is ${g}`,
    );
  }
});

Deno.test("adamStep() refuses a gradient whose square overflows", () => {
  assertThrows(
    () => adamStep(start, 1e200),
    RangeError,
    "Cannot take an Adam step as secondMoment must be finite: current value is Infinity",
  );
  adamStep(start, 1e154); // 1e308 is still a double
});

Deno.test("adamStep() refuses a moment that overflows its format", () => {
  assertThrows(
    () => adamStep(start, 1e30, { moments: f32 }),
    RangeError,
    "secondMoment must be finite: current value is Infinity",
  );
  assertThrows(
    () => adamStep(start, 1e6, { moments: f16 }),
    RangeError,
    "firstMoment must be finite: current value is Infinity",
  );
});

Deno.test("adamStep() refuses the 0 / 0 of a zero gradient with epsilon 0", () => {
  assertThrows(
    () => adamStep(start, 0, { epsilon: 0 }),
    RangeError,
    "Cannot take an Adam step as update must be finite: current value is NaN",
  );
});

Deno.test("accept: () => true lets IEEE run: 0 / 0 is NaN", () => {
  const { update } = adamStep(start, 0, { epsilon: 0, ...anything });
  assertStrictEquals(update, NaN);
});

Deno.test("accept: () => true lets IEEE run: an overflow stops the weight for good", () => {
  const options = { ...anything, epsilon: 0 };
  const [first, second] = [...adamSteps([1e200, 1], options)];
  assertStrictEquals(first!.secondMoment, Infinity);
  assertStrictEquals(first!.update, -0);
  assertStrictEquals(second!.update, -0);
});

Deno.test("accept: () => true lets IEEE run: one NaN stays in both moments", () => {
  const { firstMoment, secondMoment, update } = last(
    adamSteps([1, NaN, 1, 1], anything),
  );
  assertEquals([firstMoment, secondMoment, update], [NaN, NaN, NaN]);
});

Deno.test("accept: () => true lets IEEE run: an infinite gradient makes the update NaN", () => {
  const step = adamStep(start, -Infinity, anything);
  assertStrictEquals(step.firstMoment, -Infinity);
  assertStrictEquals(step.update, NaN);
});

Deno.test("an own accept is asked, and the refusal says so", () => {
  const clipped = { accept: (value: number) => Math.abs(value) <= 10 };
  assertStrictEquals(adamStep(start, 10, clipped).step, 1);
  assertThrows(
    () => adamStep(start, 11, clipped),
    RangeError,
    "Cannot take an Adam step as gradient must be accepted: current value is 11",
  );
});

Deno.test("adamStep() refuses a decay outside [0, 1)", () => {
  for (const [name, value] of [["beta1", 1.5], ["beta1", NaN], ["beta2", -1]]) {
    assertThrows(
      () => adamStep(start, 1, { [name!]: value }),
      RangeError,
      `Cannot take an Adam step as ${name} must be in [0, 1): current value is ${value}`,
    );
  }
  const error = assertThrows(
    () => adamStep(start, 1, { beta2: 1 }),
    RangeError,
  );
  assertStrictEquals(
    error.message,
    "Cannot take an Adam step as beta2 must be in [0, 1): current value is 1",
  );
});

Deno.test("adamStep() refuses a learning rate or an epsilon that is negative or not finite", () => {
  for (const name of ["learningRate", "epsilon"]) {
    for (const value of [-1e-8, NaN, Infinity]) {
      assertThrows(
        () => adamStep(start, 1, { [name]: value }),
        RangeError,
        `Cannot take an Adam step as ${name} must be finite and >= 0: current value is ${value}`,
      );
    }
  }
});

Deno.test("adamStep() refuses a state that no steps lead to", () => {
  const refused: [Partial<typeof start>, string][] = [
    [{ step: -1 }, "state.step must be a whole number >= 0"],
    [{ step: 0.5 }, "state.step must be a whole number >= 0"],
    [{ step: NaN }, "state.step must be a whole number >= 0"],
    [{ secondMoment: -1e-9 }, "state.secondMoment must be >= 0"],
    [{ firstMoment: NaN }, "state.firstMoment must be finite"],
    [{ secondMoment: Infinity }, "state.secondMoment must be finite"],
  ];
  for (const [part, words] of refused) {
    const step = () => adamStep({ ...start, ...part }, 1);
    assertThrows(step, RangeError, `Cannot take an Adam step as ${words}`);
  }
});

Deno.test("adamStep() refuses what is no number with a TypeError", () => {
  const wrong: [unknown, unknown, unknown][] = [
    [start, "0.1", {}],
    [start, undefined, {}],
    [start, 1n, {}],
    [start, [0.1], {}],
    [{ ...start, step: "0" }, 1, {}],
    [{ step: 0 }, 1, {}],
    [undefined, 1, {}],
    [start, 1, { beta1: "0.9" }],
    [start, 1, { epsilon: null }],
  ];
  for (const [state, gradient, options] of wrong) {
    assertThrows(
      () => adamStep(state as never, gradient as never, options as AdamOptions),
      TypeError,
    );
  }
  assertThrows(
    () => adamStep(start, "0.1" as never),
    TypeError,
    "Cannot take an Adam step as gradient must be a number: current value is of type string",
  );
});

Deno.test("adamSteps() is adamStep() again and again", () => {
  fc.assert(
    fc.property(gradients, (g) => {
      let state = start;
      for (const record of adamSteps(g)) {
        const expected = adamStep(state, g[record.step - 1]!);
        assertEquals(record, expected);
        state = expected;
      }
      assertStrictEquals(state.step, g.length);
    }),
    { seed: 7 },
  );
});

Deno.test("adamSteps() goes on as it began when its records and options are changed", () => {
  const options = { learningRate: 0.5 };
  const expected = [...adamSteps([3, -1, 2], options)];
  let i = 0;
  for (const record of adamSteps([3, -1, 2], options)) {
    assertEquals(record, expected[i++]!);
    record.firstMoment = 1e9;
    options.learningRate = 1e9;
  }
  assertStrictEquals(i, 3);
});

Deno.test("adamSteps() takes a gradient only when a record is asked for", () => {
  let taken = 0;
  function* endless() {
    while (true) yield ++taken;
  }
  const records = adamSteps(endless());
  assertStrictEquals(taken, 0);
  records.next();
  records.next();
  assertStrictEquals(taken, 2);
});

Deno.test("adamSteps() ends its source when nobody asks any longer", () => {
  let ended = false;
  function* source() {
    try {
      while (true) yield 1;
    } finally {
      ended = true;
    }
  }
  for (const { step } of adamSteps(source())) if (step === 3) break;
  assert(ended);
});

Deno.test("adamSteps() of no gradients has no records", () => {
  assertEquals([...adamSteps([])], []);
});

Deno.test("adamSteps() stops with the error of the step that is refused", () => {
  const records = adamSteps([1, NaN, 1]);
  assertStrictEquals(records.next().value!.step, 1);
  assertThrows(() => records.next(), RangeError, "gradient must be finite");
});

Deno.test("applyUpdate() adds, and rounds the sum to the weight's format", () => {
  assertStrictEquals(applyUpdate(1, -1e-3), 0.999);
  assertStrictEquals(applyUpdate(1, -1e-3, f32), Math.fround(0.999));
  assertStrictEquals(applyUpdate(1, -1e-3, bf16), 1);
  assertStrictEquals(applyUpdate(0.5, -1e-3, bf16), 0.498046875);
});

Deno.test("applyUpdate() keeps the weight, and its sign, if the update is zero", () => {
  assertStrictEquals(applyUpdate(0.1, 0), 0.1);
  assertStrictEquals(applyUpdate(-0, -0), -0);
  assertStrictEquals(applyUpdate(0, -0), 0);
});

Deno.test("applyUpdate() refuses what is not finite and what is no number", () => {
  assertThrows(
    () => applyUpdate(NaN, 1),
    RangeError,
    "Cannot apply the update as weight must be finite: current value is NaN",
  );
  assertThrows(() => applyUpdate(1, -Infinity), RangeError);
  assertThrows(() => applyUpdate("1" as never, 1), TypeError);
});

Deno.test("a setting that there is none of is refused, with the names that there are", () => {
  const wrong: [unknown, string][] = [
    [{ lr: 0.1 }, "lr is no setting of it: there are learningRate, beta1"],
    [
      0.1,
      "options must be a record of named values: current value is of type number",
    ],
    [null, "options must be a record of named values: current value is null"],
    [
      [0.1],
      "options must be a record of named values: current value is of type Array",
    ],
    [{ accept: null }, "accept must be a function: current value is null"],
    [
      { moments: "f32" },
      "moments must be a function: current value is of type string",
    ],
  ];
  for (const [options, message] of wrong) {
    for (
      const call of [
        () => adamStep(start, 1, options as AdamOptions),
        () => [...adamSteps([], options as AdamOptions)],
      ]
    ) {
      assertThrows(call, TypeError, `Cannot take an Adam step as ${message}`);
    }
  }
  assertStrictEquals(
    adamStep(start, 1, { beta1: undefined } as unknown as AdamOptions).update,
    adamStep(start, 1).update,
  );
});

Deno.test("adamStep() refuses a state whose members are text, an accept that is none, and options that are none", () => {
  const text = { step: 1, firstMoment: "1", secondMoment: 1 };
  const at = (state: unknown, options?: unknown) => () =>
    adamStep(state as typeof start, 1, options as object);
  assertThrows(at(text), TypeError, "state.firstMoment must be a number");
  assertThrows(at(null), TypeError, "state must be a record");
  assertThrows(at({ ...start, step: 1e-300 }), RangeError, "state.step");
  assertThrows(at(start, { accept: null }), TypeError, "accept must be");
  assertThrows(
    at(start, { accept: () => undefined }),
    TypeError,
    "as what accept gives must be a boolean: current value is undefined",
  );
  for (const none of [null, 0.1, "fast", [], new Date(0)]) {
    assertThrows(at(start, none), TypeError, "options must be a record");
  }
});
