import { adamSteps, bf16, f16, f32 } from "adam";
import {
  type FormulationName,
  formulationNames,
  type FormulationStep,
  formulationStep,
  runFormulation,
} from "adam/formulations";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import {
  gradientsAt,
  steps,
} from "../../tools/reference/formulations/sequences.ts";
import { startingAt } from "./run_like_reference.ts";

/** What runFormulation() gives, by a state that is carried from step to step. */
function stepped(name: FormulationName, gradients: number[], weight: number) {
  const take = formulationStep(name);
  let state = startingAt(weight);
  return gradients.map((gradient) => state = take(state, gradient));
}

for (const name of formulationNames) {
  const gradients = [0.1, -0.25, 3e-9, 0, 7];

  Deno.test(`runFormulation("${name}") gives one record for each step`, () => {
    const records = runFormulation(name, gradients, { weight: 0.5 });
    assertEquals(records.map(({ step }) => step), [1, 2, 3, 4, 5]);
    assertEquals(Object.keys(records[0]!), [
      "step",
      "weight",
      "firstMoment",
      "secondMoment",
    ]);
    assertEquals(records, stepped(name, gradients, 0.5));
    assertEquals(runFormulation(name, []), []);
  });

  Deno.test(`runFormulation("${name}") is Adam: within 0.01 % of adamSteps() after five steps`, () => {
    // Where epsilon stands matters little here: each gradient but the third is
    // far above it. The largest difference left is that of 1 - 0.999 ** t in
    // binary32, 1.3e-5, under a root.
    const exact = [...adamSteps(gradients)].map(({ update }) => update);
    const sum = exact.reduce((total, update) => total + update, 0);
    const { weight } = runFormulation(name, gradients).at(-1)!;
    assert(Math.abs(weight / sum - 1) < 1e-4, `${weight} ${sum}`);
  });

  Deno.test(`runFormulation("${name}") refuses a gradient that is not finite`, () => {
    for (const gradient of [NaN, Infinity, -Infinity]) {
      assertThrows(
        () => runFormulation(name, [0.1, gradient]),
        RangeError,
        `Cannot run ${name} as gradient must be finite: current value is ${gradient}`,
      );
    }
  });

  Deno.test(`runFormulation("${name}") refuses settings that are out of range, even without a gradient`, () => {
    const refused = (options: object, message: string) =>
      assertThrows(
        () => runFormulation(name, [], options),
        RangeError,
        `Cannot run ${name} as ${message}`,
      );
    refused({ beta1: 1 }, "beta1 must be in [0, 1): current value is 1");
    refused({ beta2: -0.1 }, "beta2 must be in [0, 1): current value is -0.1");
    refused(
      { learningRate: -1 },
      "learningRate must be finite and >= 0: current value is -1",
    );
    refused({ epsilon: NaN }, "epsilon must be finite and >= 0: current value");
    refused({ weight: NaN }, "weight must be finite: current value is NaN");
    refused({ weightDecay: -1 }, "weightDecay must be finite and >= 0");
    assertThrows(
      () => runFormulation(name, ["1"] as unknown as number[]),
      TypeError,
      "gradient must be a number: current value is of type string",
    );
  });

  Deno.test(`formulationStep("${name}") refuses a state that is none, by what is wrong with it`, () => {
    const step = formulationStep(name);
    const refused = (
      part: Record<string, unknown>,
      type: typeof RangeError | typeof TypeError,
      message: string,
    ) =>
      assertThrows(
        () => step({ ...startingAt(1), ...part } as FormulationStep, 1),
        type,
        `Cannot run ${name} as state.${message}`,
      );
    for (const member of ["step", "weight", "firstMoment", "secondMoment"]) {
      const message = `${member} must be a number: current value is`;
      refused({ [member]: "1" }, TypeError, message);
      refused({ [member]: undefined }, TypeError, message);
    }
    for (const moment of ["firstMoment", "secondMoment"]) {
      refused({ [moment]: NaN }, RangeError, `${moment} must be a number`);
    }
    refused({ weight: NaN }, RangeError, "weight must be finite");
    refused({ weight: Infinity }, RangeError, "weight must be finite");
    refused({ secondMoment: -1 }, RangeError, "secondMoment must be >= 0");
    refused({ step: 1.5 }, RangeError, "step must be a whole number >= 0");
    // What overflowed may go on; what is accepted may enter.
    // (In Keras it is infinity minus infinity next.)
    const overflown = { ...startingAt(1), secondMoment: Infinity };
    if (name !== "keras") assertStrictEquals(step(overflown, 1).step, 1);
    const accepting = formulationStep(name, { accept: () => true });
    const { weight } = accepting({ ...startingAt(1), firstMoment: NaN }, 1);
    assertStrictEquals(weight, NaN);
  });

  Deno.test(`runFormulation("${name}") refuses gradients that are no list, and formats that give no number`, () => {
    for (const gradients of [0.5, null, undefined, {}, () => 1]) {
      assertThrows(
        () => runFormulation(name, gradients as unknown as number[]),
        TypeError,
        `Cannot run ${name} as gradients must be iterable, an array say: current value is`,
      );
    }
    for (const format of ["weights", "moments"]) {
      assertThrows(
        () => runFormulation(name, [1], { [format]: "bf16" }),
        TypeError,
        `Cannot run ${name} as ${format} must be a function`,
      );
    }
    assertThrows(
      () => runFormulation(name, [1], { lr: 0.1 } as object),
      TypeError,
      `Cannot run ${name} as lr is no setting of it`,
    );
    assertThrows(
      () => runFormulation(name, [1], 0.1 as never),
      TypeError,
      `Cannot run ${name} as options must be a record of named values`,
    );
  });

  Deno.test(`runFormulation("${name}") refuses 0 / 0`, () => {
    assertThrows(
      () => runFormulation(name, [0], { epsilon: 0 }),
      RangeError,
      `Cannot run ${name} as weight must be finite: current value is NaN`,
    );
    const accept = () => true;
    const [step] = runFormulation(name, [0], { epsilon: 0, accept });
    assertStrictEquals(step!.weight, NaN);
  });
}

Deno.test("runFormulation() refuses a name that there is none of, and says which there are", () => {
  for (const name of ["torch", "toString", ""]) {
    assertThrows(
      () => runFormulation(name as FormulationName, [1]),
      RangeError,
      `its name must be one of ${
        formulationNames.join(", ")
      }: current value is ${name}`,
    );
  }
});

Deno.test("the name of a formulation is a string, and the state of a step a record", () => {
  for (const name of [undefined, null, ["keras"], Symbol("keras")]) {
    assertThrows(
      () => runFormulation(name as unknown as FormulationName, [1]),
      TypeError,
      "Cannot run a formulation as its name must be a string: current value is",
    );
  }
  for (const state of [null, undefined, 0, [0, 1]]) {
    assertThrows(
      () => formulationStep("keras")(state as never, 1),
      TypeError,
      "Cannot run keras as state must be a record of named values",
    );
  }
});

Deno.test("the TF.js formulation has no weight decay and says so", () => {
  assertThrows(
    () => runFormulation("tfjs", [1], { weightDecay: 0.1 }),
    RangeError,
    "Cannot run tfjs as weightDecay must be 0, as TF.js has none: current value is 0.1",
  );
});

Deno.test("an overflowing second moment is infinite and stops the weight, as in PyTorch", () => {
  const [first, second] = runFormulation("torch-fused-fma", [1e25, 1]);
  assertStrictEquals(first!.secondMoment, Infinity);
  assertStrictEquals(second!.weight, first!.weight);
});

Deno.test("in binary64, too, a square that overflows is infinite and stops the weight", () => {
  const [first, second] = runFormulation("torch-float64", [1e160, 1], {
    weight: 0.5,
  });
  assertEquals([first!.secondMoment, first!.weight], [Infinity, 0.5]);
  assertEquals([second!.secondMoment, second!.weight], [Infinity, 0.5]);
});

Deno.test("a format that gives what is no number is refused", () => {
  for (const format of ["weights", "moments"]) {
    assertThrows(
      () => runFormulation("torch-fused", [1], { [format]: () => "1" }),
      TypeError,
      `Cannot run torch-fused as what ${format} gives must be a number: current value is of type string`,
    );
  }
});

Deno.test("Optax with apply_updates outside of what is compiled has other weights, and the same moments", () => {
  const runs = (["optax-jit", "optax-jit-update"] as const).map((name) =>
    Array.from({ length: 240 }, (_, i) => {
      const gradients = [Math.cos(i), Math.cos(3 * i)].map(f32);
      const options = { weight: f32(Math.sin(i + 1)), learningRate: 0.1 };
      return runFormulation(name, gradients, options)[1]!;
    })
  );
  const apart = runs[0]!.filter((step, i) =>
    step.weight !== runs[1]![i]!.weight
  );
  // An update of a tenth that is rounded once more, in its own last digit: that
  // decides about one in ten sums, once or twice.
  assert(apart.length > 5 && apart.length < 60, `${apart.length}`);
  runs[0]!.forEach(({ weight: _, ...moments }, i) => {
    const { weight: __, ...others } = runs[1]![i]!;
    assertEquals(moments, others);
  });
});

Deno.test("in Keras an overflowing second moment turns into NaN at the next step, which is refused", () => {
  assertThrows(
    () => runFormulation("keras", [1e25, 1e25]),
    RangeError,
    "Cannot run keras as secondMoment must be a number: current value is NaN",
  );
});

Deno.test("gradients and the first weight are rounded to the format of the weights", () => {
  const [here] = runFormulation("torch-fused", [0.1], { weight: 0.7 });
  const [there] = runFormulation("torch-fused", [f32(0.1)], {
    weight: f32(0.7),
  });
  assertEquals(here, there);
  assertThrows(
    () => runFormulation("torch-fused", [1e39]),
    RangeError,
    "gradient must be finite: current value is Infinity",
  );
});

Deno.test('runFormulation("float64") is adamSteps() and the sum of its updates, to the bit', () => {
  const gradients = Array.from(
    { length: steps },
    (_, i) => gradientsAt(i + 1, "defaults")[48]!,
  );
  let weight = 0.3;
  const records = runFormulation("float64", gradients, { weight });
  for (const [i, step] of [...adamSteps(gradients)].entries()) {
    weight += step.update;
    assertEquals(records[i], {
      step: step.step,
      weight,
      firstMoment: step.firstMoment,
      secondMoment: step.secondMoment,
    });
  }
});

Deno.test("with epsilon 0 the two forms of the paper are the same but for rounding", () => {
  const gradients = [0.3, -0.2, 1e-5, 4, 0.1];
  const options = { epsilon: 0, learningRate: 1 };
  const one = runFormulation("float64", gradients, options);
  const other = runFormulation("float64-epsilon-hat", gradients, options);
  // At most six roundings of 2^-53 each in an update; five updates of up to 3.
  one.forEach(({ weight }, i) =>
    assert(Math.abs(weight - other[i]!.weight) <= 5 * 3 * 12 * 2 ** -53)
  );
});

Deno.test("PyTorch's and the paper's formulations store weights and moments in the formats asked for", () => {
  for (const name of ["torch-fused-fma", "torch-single", "float32"] as const) {
    for (const format of [bf16, f16]) {
      const formats = { weights: format, moments: format };
      const options = { ...formats, weight: 0.1, epsilon: 1e-4 };
      for (const record of runFormulation(name, [0.5, 0.1], options)) {
        const { weight, firstMoment, secondMoment } = record;
        for (const value of [weight, firstMoment, secondMoment]) {
          assertStrictEquals(value, format(value));
        }
      }
    }
  }
});

Deno.test("the other formulations refuse another format", () => {
  for (
    const name of [
      "optax-eager",
      "optax-jit",
      "optax-jit-update",
      "keras",
      "tfjs",
    ] as const
  ) {
    for (const format of [{ weights: bf16 }, { moments: bf16 }]) {
      assertThrows(
        () => runFormulation(name, [1], format),
        RangeError,
        `Cannot run ${name} as weights and moments must be left out: it stores binary32 only`,
      );
    }
  }
});

Deno.test("without weight decay Optax has none, not zero times the weight: an infinite weight stays infinite", () => {
  const options = { epsilon: 0, accept: () => true };
  for (
    const name of ["optax-eager", "optax-jit", "optax-jit-update"] as const
  ) {
    // The first square is flushed to zero, the gradient is not.
    const [first, second] = runFormulation(name, [1e-25, 1], options);
    assertEquals([first!.weight, second!.weight], [-Infinity, -Infinity]);
  }
});
