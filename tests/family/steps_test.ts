import {
  adamax,
  adamw,
  amsgrad,
  lion,
  nadam,
  nesterov,
  radam,
  rmsprop,
  sgd,
  type Step,
  steps,
} from "adam/family";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { descended } from "./descended.ts";

/** All members for one coordinate, what they remember and their settings. */
const members: Record<string, {
  // deno-lint-ignore no-explicit-any
  rule: (state: any, gradient: number, options?: any) => Step;
  memory: string[];
  settings: string[];
}> = {
  sgd: {
    rule: sgd,
    memory: ["velocity"],
    settings: ["learningRate", "momentum", "dampening", "weightDecay"],
  },
  nesterov: {
    rule: nesterov,
    memory: ["velocity"],
    settings: ["learningRate", "momentum", "weightDecay"],
  },
  rmsprop: {
    rule: rmsprop,
    memory: ["secondMoment"],
    settings: ["learningRate", "decay", "epsilon", "weightDecay"],
  },
  adamw: {
    rule: adamw,
    memory: ["firstMoment", "secondMoment"],
    settings: ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"],
  },
  amsgrad: {
    rule: amsgrad,
    memory: ["firstMoment", "secondMoment", "largestSecondMoment"],
    settings: ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"],
  },
  nadam: {
    rule: nadam,
    memory: ["firstMoment", "secondMoment", "momentumProduct"],
    settings: [
      "learningRate",
      "beta1",
      "beta2",
      "epsilon",
      "weightDecay",
      "momentumDecay",
    ],
  },
  radam: {
    rule: radam,
    memory: ["firstMoment", "secondMoment", "rectification"],
    settings: ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"],
  },
  adamax: {
    rule: adamax,
    memory: ["firstMoment", "infinityNorm"],
    settings: ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"],
  },
  lion: {
    rule: lion,
    memory: ["firstMoment"],
    settings: ["learningRate", "beta1", "beta2", "weightDecay"],
  },
};

/** Of each setting a value that is refused, and what is asked for. */
const outOfRange: [string, number, string][] = [
  ...["momentum", "dampening", "decay", "beta1", "beta2"].map((decay) =>
    [decay, 1, "in [0, 1)"] as [string, number, string]
  ),
  ...["learningRate", "epsilon", "weightDecay", "momentumDecay"].map((size) =>
    [size, -1, "finite and >= 0"] as [string, number, string]
  ),
];

const gradients = [0.3, -2, 0, 1e-9, 40];

for (const [name, { rule, memory, settings }] of Object.entries(members)) {
  Deno.test(`${name}() gives a flat record that holds what it remembers`, () => {
    const record = rule({}, 0.5);
    const names = ["step", "gradient", "weight", "update", ...memory];
    assertEquals(Object.keys(record).sort(), names.sort());
    assert(Object.values(record).every(Number.isFinite));
    assertEquals([record.step, record.gradient], [1, 0.5]);
  });

  Deno.test(`${name}() goes on from a record as if it had never stopped`, () => {
    const whole = [...steps(rule, gradients, { weight: 0.5 })];
    let state = whole[1]!;
    for (const [i, gradient] of gradients.slice(2).entries()) {
      state = rule(Object.freeze(state), gradient);
      assertEquals(state, whole[i + 2]!);
    }
  });

  Deno.test(`${name}() adds the update to the weight, and nothing else`, () => {
    let before = 0.5;
    for (const { weight, update } of steps(rule, gradients, { weight: 0.5 })) {
      assertStrictEquals(weight, before + update);
      before = weight;
    }
  });

  Deno.test(`${name}() turns its step when the gradients and the weight turn`, () => {
    const gradient = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(gradient, { maxLength: 20 }), (g) => {
        const plus = [...steps(rule, g, { weight: 0.5 })];
        const turned = g.map((x) => -x);
        [...steps(rule, turned, { weight: -0.5 })].forEach((minus, i) =>
          assert(minus.weight === -plus[i]!.weight)
        );
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  Deno.test(`${name}() refuses numbers that are not finite or out of range`, () => {
    for (const g of [NaN, Infinity, -Infinity]) {
      assertThrows(
        () => rule({}, g),
        RangeError,
        `gradient must be finite: current value is ${g}`,
      );
    }
    assertThrows(() => rule({}, "1" as unknown as number), TypeError, "string");
    assertThrows(() => rule({ weight: NaN }, 1), RangeError, "state.weight");
    assertThrows(
      () => rule({ step: -1 }, 1),
      RangeError,
      "state.step must be a whole number >= 0: current value is -1",
    );
    for (const remembered of memory) {
      const state = { [remembered]: NaN };
      assertThrows(() => rule(state, 1), RangeError, `state.${remembered}`);
    }
    const large = { weight: Number.MAX_VALUE };
    const options = { learningRate: 1e308 };
    assertThrows(() => rule(large, -1e308, options), RangeError, "must be");
  });

  Deno.test(`${name}() refuses settings out of range and settings it does not have`, () => {
    for (const [setting, value, wanted] of outOfRange) {
      const own = settings.includes(setting);
      assertThrows(
        () => rule({}, 1, { [setting]: value }),
        own ? RangeError : TypeError,
        own
          ? `${setting} must be ${wanted}: current value is ${value}`
          : `${setting} is no setting of it: there are ${settings.join(", ")}`,
      );
    }
  });
}

Deno.test("a negative second moment is refused", () => {
  assertThrows(
    () => rmsprop({ secondMoment: -1 }, 1),
    RangeError,
    "Cannot take a step of RMSprop as state.secondMoment must be finite and >= 0: current value is -1",
  );
});

Deno.test("a misspelt setting is refused with the names that there are", () => {
  const options = { learningrate: 1 } as unknown as { learningRate: number };
  assertThrows(
    () => lion({}, 1, options),
    TypeError,
    "Cannot take a step of Lion as learningrate is no setting of it: there are learningRate, beta1, beta2, weightDecay",
  );
});

Deno.test("a setting that is undefined has its default", () => {
  const options = { beta1: undefined } as unknown as { beta1: number };
  assertEquals(lion({}, 1, options), lion({}, 1));
});

Deno.test("the 0 / 0 of a zero gradient with epsilon 0 is refused", () => {
  for (const name of ["rmsprop", "adamw", "amsgrad", "nadam", "adamax"]) {
    assertThrows(
      () => members[name]!.rule({}, 0, { epsilon: 0 }),
      RangeError,
      "must be finite: current value is NaN",
    );
  }
});

Deno.test("steps() starts at weight 0 and makes a record when it is asked for", () => {
  function* endless() {
    while (true) yield 1;
  }
  const [first, second] = steps(sgd, endless(), { learningRate: 0.5 });
  assertEquals([first!.weight, second!.weight], [-0.5, -1]);
  assertEquals([...steps(sgd, [])], []);
});

Deno.test("steps() goes on as it began when records and options are changed", () => {
  const changed = (run: Iterable<Step>, options: { learningRate: number }) => {
    const weights = [];
    for (const record of run) {
      weights.push(record.weight);
      if (weights.length === 3) break;
      record.weight = 1e9;
      options.learningRate = 1e9;
    }
    return weights;
  };
  const started = () => ({ weight: 8, learningRate: 0.5 });
  const one = started();
  assertEquals(changed(steps(sgd, [1, 1, 1], one), one), [7.5, 7, 6.5]);
});

Deno.test("steps() takes a rule of one's own: a schedule of learning rates", () => {
  const halving = (state: Partial<Step>, gradient: number) =>
    sgd(state, gradient, { learningRate: 2 ** -(state.step ?? 0) });
  const weights = [...steps(halving, [1, 1, 1])].map((s) => s.weight);
  assertEquals(weights, [-1, -1.5, -1.75]);
});

Deno.test("steps() takes each gradient when the step before is done, so it may depend on the weight", () => {
  const asked: number[] = [];
  const { weight } = descended(
    sgd,
    (w) => {
      asked.push(w);
      return w;
    },
    { weight: 8, learningRate: 0.5 },
    3,
  );
  assertEquals([asked, weight], [[8, 4, 2], 1]);
});

Deno.test("every member walks down w^2", () => {
  for (const [name, { rule }] of Object.entries(members)) {
    const options = { weight: 1, learningRate: 1e-3 };
    const { weight } = descended(rule, (w) => 2 * w, options, 3000);
    // The slowest is radam(), at 0.019: it divides by what the way began with.
    assert(Math.abs(weight) < 0.02, `${name}: ${weight}`);
  }
});

Deno.test("a rule refuses a state that is none or holds text; steps() what is no rule", () => {
  for (
    const rule of [
      sgd,
      nesterov,
      rmsprop,
      adamw,
      amsgrad,
      nadam,
      radam,
      adamax,
      lion,
    ]
  ) {
    const at = (state: unknown) => () => rule(state as { weight: number }, 1);
    assertThrows(
      at({ weight: "1" }),
      TypeError,
      "state.weight must be a number",
    );
    assertThrows(at(null), TypeError, "state must be a record");
    assertThrows(at({ step: 1e-300 }), RangeError, "state.step");
  }
  const taken = (...given: unknown[]) => () => [
    ...steps(...given as Parameters<typeof steps>),
  ];
  const start = { weight: 1 };
  assertThrows(taken(null, [1], start), TypeError, "rule must be");
  assertThrows(taken(lion, [NaN], start), RangeError, "gradient must be");
  assertThrows(taken(lion, [1], null), TypeError, "options must be");
  assertThrows(taken(() => undefined, [1], start), TypeError, "rule");
  assertThrows(() => [...steps(lion, null as never)], TypeError, "gradients");
});
