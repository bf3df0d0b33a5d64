import { adamSteps, updateMultiplier } from "adam";
import { explorable, type Exploration, jupyterDisplay } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { parseHTML } from "linkedom";
import {
  type Field,
  fields,
  fieldText,
  nearestStop,
  withFieldText,
} from "../../lib/show/explorable/fields.ts";

const caption = "What a gradient is worth";
const firstStep = { against: "gradient", gradients: [-1e-9], step: 1 } as const;
const run = { against: "step", gradients: [1, 2], step: 3 } as const;

/** What the static figure holds. */
function parts(start: Exploration) {
  const bundle = explorable(start, { caption })[jupyterDisplay]();
  const { document } = parseHTML(bundle["text/html"]!);
  const figure = document.querySelector("figure")!;
  const image = figure.querySelector("img")!;
  const base64 = image.getAttribute("src")!.split("base64,")[1]!;
  const svg = new TextDecoder().decode(Uint8Array.fromBase64(base64));
  return {
    plain: bundle["text/plain"],
    settings: JSON.parse(figure.getAttribute("data-explorable")!),
    alt: image.getAttribute("alt")!,
    caption: figure.querySelector("figcaption")!.textContent,
    svg,
    texts: [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!),
  };
}

Deno.test("explorable() is a figure with all settings that it starts from", () => {
  const shown = parts(firstStep);
  assertStrictEquals(shown.caption, caption);
  assertEquals(shown.settings, {
    ...firstStep,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
});

Deno.test("explorable() has a twin in plain text, of caption and alt text", () => {
  const { plain, alt } = parts(run);
  assertStrictEquals(plain, `Figure: ${caption}\n${alt}`);
});

Deno.test("explorable() says the number of the last step, with every digit", () => {
  assertStringIncludes(
    parts(firstStep).alt,
    `At step 1, with the gradient -1e-9, |Δ|/η is ${updateMultiplier(-1e-9)}.`,
  );
  const [, , last] = adamSteps([1, 2, 1], { learningRate: 1 });
  assertStringIncludes(
    parts(run).alt,
    `At step 3, with the gradient 1, |Δ|/η is ${-last!.update}.`,
  );
});

Deno.test("explorable() marks ε and the gradient, and names the shares by their decays", () => {
  const { texts } = parts({ ...firstStep, epsilon: 1e-6 });
  for (const text of ["ε = 0.000001", "g = -1e-9", "↑ |Δ|/η", "|g| →"]) {
    assert(texts.includes(text), `${texts}`);
  }
  const shares = parts({ ...run, beta1: 0.8 }).texts;
  for (const text of ["1 − 0.8ᵗ", "1 − 0.999ᵗ", "Δ/η", "step t →"]) {
    assert(shares.includes(text), `${shares}`);
  }
});

Deno.test("explorable() draws what has no place on a logarithmic axis: no dot for g = 0, no line for ε = 0", () => {
  const count = (start: Exploration, what: string) =>
    parts(start).svg.split(`<${what} `).length - 1;
  assertStrictEquals(count(firstStep, "circle"), 1);
  assertStrictEquals(count({ ...firstStep, gradients: [0] }, "circle"), 0);
  const { svg, alt, texts } = parts({ ...firstStep, epsilon: 0 });
  assert(!texts.some((text) => text.startsWith("ε")));
  assertStringIncludes(alt, "a line that is flat at 1, as ε = 0");
  assert(!/NaN|Infinity/.test(svg));
});

Deno.test("explorable() keeps gradients in the picture that no slider reaches", () => {
  for (const size of [1e-150, 1e-20, 1e100]) {
    const { svg } = parts({ ...firstStep, gradients: [size] });
    const [, x] = svg.match(/<circle [^>]*cx="([^"]+)"/)!;
    assert(Number(x) >= 0 && Number(x) <= 640, svg);
  }
});

Deno.test("explorable() draws the same image for the same settings", () => {
  assertStrictEquals(parts(run).svg, parts(run).svg);
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
    assertThrows(() => parts({ ...run, ...wrong }), RangeError, words);
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
