import { adamSteps, updateMultiplier } from "adam";
import { explorable, type Exploration, jupyterDisplay } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  type Field,
  fields,
  fieldText,
  nearestStop,
  withFieldText,
} from "../../lib/show/explorable/fields.ts";
import { inJupyter, seeing } from "./in_jupyter.ts";

const caption = "What a gradient is worth";
const firstStep = { against: "gradient", gradients: [-1e-9], step: 1 } as const;
const run = { against: "step", gradients: [1, 2], step: 3 } as const;

/** What the figure is where nobody explores it. */
async function parts(start: Exploration) {
  const { result, shown: [image] } = await inJupyter(() =>
    explorable(start, { caption })[jupyterDisplay]()
  );
  const svg = image!.data["image/svg+xml"]!;
  return {
    caption: result["text/plain"],
    settings: image!.metadata.explorable,
    alt: image!.data["text/plain"]!,
    svg,
    texts: [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!),
    dots: [
      ...svg.matchAll(/<circle [^>]*cx="([^"]+)"[^>]*><title>\|Δ\|\/η = /g),
    ]
      .map(([, x]) => Number(x)),
  };
}

seeing(
  "explorable() is a figure with all settings that it starts from",
  async () => {
    const shown = await parts(firstStep);
    assertStrictEquals(shown.caption, `Figure: ${caption}`);
    assertEquals(shown.settings, {
      ...firstStep,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
    });
  },
);

seeing(
  "explorable() says the number of the last step, with every digit",
  async () => {
    assertStringIncludes(
      (await parts(firstStep)).alt,
      `At step 1, with the gradient -1e-9, |Δ|/η is ${
        updateMultiplier(-1e-9)
      }.`,
    );
    const [, , last] = adamSteps([1, 2, 1], { learningRate: 1 });
    assertStringIncludes(
      (await parts(run)).alt,
      `At step 3, with the gradient 1, |Δ|/η is ${-last!.update}.`,
    );
  },
);

seeing(
  "explorable() marks ε and the gradient, and names the shares by their decays",
  async () => {
    const { texts } = await parts({ ...firstStep, epsilon: 1e-6 });
    for (const text of ["ε = 0.000001", "g = -1e-9", "↑ |Δ|/η", "|g| →"]) {
      assert(texts.includes(text), `${texts}`);
    }
    const shares = (await parts({ ...run, beta1: 0.8 })).texts;
    for (const text of ["1 − 0.8ᵗ", "1 − 0.999ᵗ", "Δ/η", "step t →"]) {
      assert(shares.includes(text), `${shares}`);
    }
  },
);

seeing(
  "explorable() draws what has no place on a logarithmic axis: no dot for g = 0, no line for ε = 0",
  async () => {
    assertStrictEquals((await parts(firstStep)).dots.length, 1);
    const still = await parts({ ...firstStep, gradients: [0] });
    assertEquals(still.dots, []);
    const { svg, alt, texts } = await parts({ ...firstStep, epsilon: 0 });
    assert(!texts.some((text) => text.startsWith("ε")));
    assertStringIncludes(alt, "a line that is flat at 1, as ε = 0");
    assert(!/NaN|Infinity/.test(svg));
  },
);

seeing(
  "explorable() keeps gradients in the picture that no slider reaches",
  async () => {
    for (const size of [1e-150, 1e-20, 1e100]) {
      const { dots: [x] } = await parts({ ...firstStep, gradients: [size] });
      assert(x! >= 0 && x! <= 420, `${x}`);
    }
  },
);

seeing("explorable() draws the same image for the same settings", async () => {
  assertStrictEquals((await parts(run)).svg, (await parts(run)).svg);
});

const refusals: [Partial<Exploration>, string][] = [
  [{ beta2: 1 }, "beta2 must be in [0, 1): current value is 1"],
  [{ beta1: NaN }, "beta1 must be in [0, 1): current value is NaN"],
  [{ epsilon: -1 }, "epsilon must be finite and >= 0: current value is -1"],
  [{ gradients: [] }, "gradients must hold at least one number"],
  [
    { gradients: [1, NaN] },
    "gradients[1] must be finite: current value is NaN",
  ],
  [
    { step: 0 },
    "step must be a whole number from 1 to 10000: current value is 0",
  ],
  [{ step: 10_001 }, "from 1 to 10000: current value is 10001"],
  [
    { against: "time" as "step" },
    `against must be "gradient" or "step": current value is time`,
  ],
  [
    { gradients: [0], epsilon: 0 },
    "update must be finite: current value is NaN",
  ],
  [{ gradients: [1e200] }, "secondMoment must be finite"],
];

for (const [wrong, words] of refusals) {
  Deno.test(`explorable() refuses: ${words}`, () => {
    assertThrows(
      () => explorable({ ...run, ...wrong }, { caption }),
      RangeError,
      words,
    );
  });
}

Deno.test("explorable() refuses to have no caption", () => {
  for (const words of ["", " ", undefined]) {
    assertThrows(
      () => explorable(run, { caption: words as string }),
      TypeError,
      "Cannot show the explorable figure as caption must say something",
    );
  }
});

const field = (name: Field["name"]) =>
  fields.find((field) => field.name === name)!;

Deno.test("the sliders stop at decimal numbers, in order, and at the usual settings", () => {
  for (const { stops } of fields) {
    assertEquals([...stops], [...new Set(stops)].sort((a, b) => a - b));
  }
  const ends = fields.map(({ stops }) => [stops[0], stops.at(-1)]);
  assertEquals(ends, [[-100, 100], [0, 0.9999], [0, 0.9999], [0, 1], [
    1,
    10_000,
  ]]);
  assert(field("gradients").stops.includes(1e-14));
  assert(field("beta1").stops.includes(0.9));
  assert(field("beta2").stops.includes(0.999));
  assert(field("epsilon").stops.includes(1e-8));
});

Deno.test("nearestStop() finds a stop, and the nearest one to what lies between", () => {
  const { stops } = field("gradients");
  const nearest = (value: number) =>
    stops[nearestStop(field("gradients"), value)];
  for (const stop of stops) assertStrictEquals(nearest(stop), stop);
  assertStrictEquals(nearest(1.79e-10), 2e-10);
  assertStrictEquals(nearest(1e9), 100);
});

Deno.test("what a field shows reads back as the setting, to the last digit", () => {
  const settings = {
    ...run,
    ...{ gradients: [1 / 3, -1.79e-10], step: 12 },
    ...{ beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
  for (const field of fields) {
    const text = fieldText(field, settings);
    assertEquals(withFieldText(field, settings, text), settings);
  }
  assertEquals(
    withFieldText(field("gradients"), settings, " 1;2,\n-3e0 ").gradients,
    [1, 2, -3],
  );
});

Deno.test("a field that holds no number, or not one, is refused", () => {
  for (const text of ["x", "1, x", "0,9x"]) {
    assertThrows(
      () => withFieldText(field("gradients"), run, text),
      TypeError,
      "Cannot read the field as a number must look like -1.79e-10",
    );
  }
  for (const text of ["", "0.9 0.8"]) {
    assertThrows(
      () => withFieldText(field("beta1"), run, text),
      TypeError,
      "Cannot read the field as beta1 must be one number: current count is",
    );
  }
});
