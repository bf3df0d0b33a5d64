import {
  type GradientNorms,
  gradientNorms,
  gradientNormsAtStart,
  startOfTraining,
} from "adam/language_model";
import { rowOf } from "adam/matrix";
import { assert, assertEquals, assertThrows } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };
import { normalizations } from "./reference.ts";

type Numbers = Omit<
  (typeof reference.sameNumbers)[number],
  "settings" | "seed"
>;

/** What a record holds, by name. */
function flat({ dead, live, ...rest }: Numbers | GradientNorms) {
  const of = { dead, live };
  const { loss, inputTokenLogit, meanHiddenNorm, normOfMeanHidden } = rest;
  const numbers: Record<string, number> = {
    loss,
    inputTokenLogit,
    meanHiddenNorm,
    normOfMeanHidden,
  };
  for (const kind of ["dead", "live"] as const) {
    for (const name of ["mean", "median", "max"] as const) {
      numbers[`${kind} ${name}`] = of[kind][name];
    }
  }
  return numbers;
}

/** The models of the usual settings, each computed once. */
const models = new Map<number, GradientNorms>();

function ofSeed(seed: number): GradientNorms {
  const norms = models.get(seed) ?? gradientNormsAtStart({ seed });
  models.set(seed, norms);
  return norms;
}

for (const { settings, seed, ...theirs } of reference.sameNumbers) {
  const { normalization = "layerNorm", ...others } = settings as Record<
    string,
    never
  >;
  Deno.test(`gradientNormsAtStart() is what PyTorch gives for the same numbers: seed ${seed}, ${JSON.stringify(settings)}`, () => {
    const isUsual = Object.keys(settings).length === 0;
    const ours = flat(
      isUsual ? ofSeed(seed) : gradientNormsAtStart({
        ...others,
        seed,
        normalization: normalizations[normalization as "layerNorm" | "rmsNorm"],
      }),
    );
    for (const [name, expected] of Object.entries(flat(theirs))) {
      // A probability is off by the part by which its logit is off, and that
      // is a sum of 128 products whose sizes add up to 256 at most, so 128 u of
      // that, 4e-12; hidden states are off by less. Measured: 8.5e-14,
      // of a median of 1e-63.
      const off = Math.abs(ours[name]! / expected - 1);
      assert(off <= 4e-12, `${name} is off by ${off}`);
    }
  });
}

Deno.test("gradientNormsAtStart() falls among what PyTorch's own starts give", () => {
  const theirs = reference.ownNumbers.map((start) => flat(start.float64));
  for (const seed of [0, 1, 6]) {
    const ours = flat(ofSeed(seed));
    for (const [name, value] of Object.entries(ours)) {
      // Norms of gradients spread over decades, so their logarithms. A normal
      // number is five deviations out once in a million times; that the mean
      // and the deviation are of 20 starts makes it once in 10,000.
      const logs = theirs.map((start) => Math.log(start[name]!));
      const mean = logs.reduce((a, b) => a + b) / logs.length;
      const deviation = Math.sqrt(
        logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) /
          (logs.length - 1),
      );
      assert(
        Math.abs(Math.log(value) - mean) <= 5 * deviation,
        `${name} is ${value}, of seed ${seed}`,
      );
    }
  }
});

const small = {
  layers: 1,
  width: 8,
  feedForward: 12,
  vocabulary: 23,
  deadTokens: 6,
  batch: 2,
  sequenceLength: 6,
};

Deno.test("gradientNorms() tells dead from live rows by their number", () => {
  const start = startOfTraining(small);
  const { dead, live } = gradientNorms(start);
  assertEquals([dead.norms.length, live.norms.length], [6, 17]);
  // A few roundings of a norm below 2.
  [dead.norms[0]!, live.norms[0]!].forEach((norm, i) => {
    const row = rowOf(start.gradient, [17, 0][i]!);
    assert(Math.abs(norm - Math.hypot(...row)) <= 1e-15);
  });
});

Deno.test("gradientNorms() means the logit of a position's own token", () => {
  const start = startOfTraining({ ...small, tied: false });
  const { inputs, hidden, weights } = start;
  const logits = inputs.map((token, t) =>
    rowOf(hidden, t).reduce(
      (sum, h, j) => sum + h * rowOf(weights.output, token)[j]!,
      0,
    )
  );
  const mean = logits.reduce((a, b) => a + b) / logits.length;
  // Twelve logits below 2, in another order.
  assert(Math.abs(gradientNorms(start).inputTokenLogit - mean) <= 1e-14);
});

Deno.test("gradientNormsAtStart() without dead tokens has no norms of them", () => {
  const { dead, live } = gradientNormsAtStart({ ...small, deadTokens: 0 });
  assertEquals([dead.norms.length, live.norms.length], [0, 23]);
  assertEquals([dead.mean, dead.median, dead.max], [NaN, NaN, NaN]);
});

Deno.test("gradientNormsAtStart() without scale has equal tokens: loss ln V, dead norms of one size", () => {
  const { loss, dead, normOfMeanHidden, inputTokenLogit } =
    gradientNormsAtStart({
      ...small,
      sigma: 0,
    });
  assert(Math.abs(loss - Math.log(23)) <= 1e-14);
  assertEquals(inputTokenLogit, 0);
  for (const norm of dead.norms) {
    assert(Math.abs(norm - normOfMeanHidden / 23) <= 1e-15);
  }
});

Deno.test("gradientNormsAtStart() refuses what is out of range", () => {
  assertThrows(() => gradientNormsAtStart({ width: 9 }), RangeError, "heads");
  assertThrows(() => gradientNormsAtStart({ depth: 1 } as never), TypeError);
});
