import {
  initialModel,
  layerNorm,
  modelGradients,
  rmsNorm,
  startOfTraining,
  startSettings,
  type TransformerWeights,
} from "adam/language_model";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import stored from "data/model_gradients.json" with { type: "json" };
import { cases } from "./reference.ts";

/** The numbers of the reference data: the bytes of binary64, in base64. */
const numbersOf = (text: string) =>
  new Float64Array(Uint8Array.fromBase64(text).buffer);

const norm = (values: Float64Array) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));

/** The norm of the difference. */
function apart(ours: Float64Array, theirs: Float64Array): number {
  assertEquals(ours.length, theirs.length);
  return norm(ours.map((x, i) => x - theirs[i]!));
}

/** All weights that are apart, by the names that PyTorch gives them. */
function byName(weights: TransformerWeights): [string, Float64Array][] {
  const { tokens, positions, layers, normalization, output } = weights;
  const all: [string, Float64Array | undefined][] = [
    ["tokens.weight", tokens.values],
    ["positions.weight", positions.values],
    ["normalization.weight", normalization.gain],
    ["normalization.bias", normalization.shift],
    ["output.weight", output === tokens ? undefined : output.values],
    ...layers.flatMap((layer, i): [string, Float64Array | undefined][] => [
      [`layers.${i}.norm1.weight`, layer.attentionNormalization.gain],
      [`layers.${i}.norm1.bias`, layer.attentionNormalization.shift],
      [
        `layers.${i}.self_attn.in_proj_weight`,
        layer.attention.input.weight.values,
      ],
      [`layers.${i}.self_attn.in_proj_bias`, layer.attention.input.bias],
      [
        `layers.${i}.self_attn.out_proj.weight`,
        layer.attention.output.weight.values,
      ],
      [`layers.${i}.self_attn.out_proj.bias`, layer.attention.output.bias],
      [`layers.${i}.norm2.weight`, layer.feedForwardNormalization.gain],
      [`layers.${i}.norm2.bias`, layer.feedForwardNormalization.shift],
      [`layers.${i}.linear1.weight`, layer.feedForward.inner.weight.values],
      [`layers.${i}.linear1.bias`, layer.feedForward.inner.bias],
      [`layers.${i}.linear2.weight`, layer.feedForward.outer.weight.values],
      [`layers.${i}.linear2.bias`, layer.feedForward.outer.bias],
    ]),
  ];
  return all.filter((entry): entry is [string, Float64Array] =>
    entry[1] !== undefined
  );
}

for (
  const [i, { name, settings, normalization, weights, ...rest }] of cases
    .entries()
) {
  const expected = stored.cases[i]!;
  Deno.test(`modelGradients() is what PyTorch's autograd gives: ${name}`, () => {
    const model = {
      settings: startSettings({ ...settings, normalization }),
      weights,
    };
    const found = modelGradients(model, {
      inputs: rest.inputs.flat(),
      targets: rest.targets,
    });
    // Sums of some ten terms through a dozen matrices: some tens of roundings
    // of 1.1e-16 in either. Measured: 2e-15 of the norm at most.
    const near = (ours: Float64Array, theirs: Float64Array, what: string) =>
      assert(apart(ours, theirs) <= 1e-12 * norm(theirs), what);
    assert(Math.abs(found.loss - expected.loss) <= 1e-14 * expected.loss);
    near(found.inputSide.values, numbersOf(expected.inputSide), "input side");
    near(
      found.outputSide.values,
      numbersOf(expected.outputSide),
      "output side",
    );
    const all = byName(found.gradients);
    assertEquals(
      all.map(([name]) => name).sort(),
      Object.keys(expected.gradients).sort(),
    );
    for (const [name, ours] of all) {
      const theirs: Record<string, string | undefined> = expected.gradients;
      near(ours, numbersOf(theirs[name]!), name);
    }
  });
}

const small = {
  width: 6,
  heads: 3,
  feedForward: 5,
  vocabulary: 9,
  deadTokens: 3,
  batch: 2,
  sequenceLength: 4,
};

Deno.test("modelGradients() is the slope of the loss along any weight, by central differences", () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.nat(1000),
        layers: fc.nat(2),
        tied: fc.boolean(),
        sigma: fc.constantFrom(0.1, 1),
        normalization: fc.constantFrom(layerNorm, rmsNorm),
      }),
      fc.nat(),
      (settings, pick) => {
        const start = initialModel({ ...small, ...settings });
        const { gradients } = modelGradients(start, start);
        const [weights, slopes] = [start.weights, gradients].map(byName);
        const which = pick % weights!.length;
        const [name, values] = weights![which]!;
        const [sameName, slope] = slopes![which]!;
        assertEquals(name, sameName);
        const at = pick % values.length;
        const weight = values[at]!;
        const lossAt = (value: number) => {
          values[at] = value;
          return modelGradients(start, start).loss;
        };
        const step = 2 ** -16;
        const difference = (lossAt(weight + step) - lossAt(weight - step)) /
          (2 * step);
        values[at] = weight;
        // Third derivatives, up to some thousands where a normalization divides
        // by a small spread, times step²/6 = 4e-11; the loss errs by some
        // 1e-15, over 2 steps 3e-11.
        assert(
          Math.abs(difference - slope[at]!) <= 1e-6 * (1 + norm(slope)),
          `${name}[${at}]: ${difference} is not ${slope[at]}`,
        );
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("modelGradients() has the output's side that startOfTraining() has, the very same loss and hidden states", () => {
  const start = startOfTraining({ ...small, layers: 2, sequenceLength: 80 });
  const found = modelGradients(start, start);
  assertEquals(found.hidden, start.hidden);
  assertEquals(
    found.loss,
    start.losses.reduce((a, b) => a + b) / start.losses.length,
  );
  // (p - y) h in one sum, or push and pull apart: 160 roundings of 1.1e-16.
  const largest = norm(start.gradient.values);
  assert(
    apart(found.outputSide.values, start.gradient.values) < 2e-14 * largest,
  );
});

Deno.test("modelGradients() of a tied matrix is the sum of both sides, of an untied one they are apart", () => {
  for (const tied of [true, false]) {
    const start = initialModel({ ...small, layers: 1, tied });
    const found = modelGradients(start, start);
    const { gradients: { tokens, output }, inputSide, outputSide } = found;
    if (tied) {
      assert(tokens === output);
      const sums = inputSide.values.map((x, i) => x + outputSide.values[i]!);
      assertEquals(tokens.values, sums);
    } else {
      assertEquals([tokens, output], [inputSide, outputSide]);
    }
  }
});

Deno.test("modelGradients() leaves the input's side of a token that does not occur at zero, and pushes each from the output's side", () => {
  const start = initialModel({ ...small, layers: 1 });
  const { inputSide, outputSide } = modelGradients(start, start);
  const dead = 6 * small.width;
  assert(inputSide.values.subarray(dead).every((value) => value === 0));
  assert(outputSide.values.subarray(dead).every((value) => value !== 0));
});

Deno.test("modelGradients() shows the probabilities at each position, once and in order", () => {
  const start = initialModel({ ...small, layers: 1, sequenceLength: 100 });
  const positions: number[] = [];
  let logs = 0;
  const { loss } = modelGradients(start, start, {
    observe(position, probabilities) {
      positions.push(position);
      logs -= Math.log(probabilities[start.targets[position]!]!);
    },
  });
  assertEquals(positions, Array.from({ length: 200 }, (_, i) => i));
  // A logarithm of a quotient against a difference of logarithms.
  assert(Math.abs(logs / 200 - loss) < 1e-13 * loss);
});

Deno.test("modelGradients() refuses a normalization whose backward pass it does not know", () => {
  const identity = (states: typeof cases[0]["hidden"]) => states;
  const start = initialModel({ ...small, normalization: identity });
  assertThrows(
    () => modelGradients(start, start),
    RangeError,
    "normalization must be layerNorm or rmsNorm: current value is identity",
  );
});

Deno.test("modelGradients() refuses weights and tokens that do not fit the settings", () => {
  const start = initialModel(small);
  const settings = { ...start.settings, vocabulary: 10 };
  assertThrows(
    () => modelGradients({ ...start, settings }, start),
    RangeError,
    "tokens.rows must be that of vocabulary, 10: current value is 9",
  );
  assertThrows(
    () => modelGradients(start, { ...start, inputs: [1, 2], targets: [1, 2] }),
    RangeError,
    "inputs.length must be a multiple of sequenceLength, 4",
  );
  assertThrows(
    () =>
      modelGradients(start, { ...start, targets: start.targets.map(() => 9) }),
    RangeError,
    "targets[0] must be a token",
  );
});
