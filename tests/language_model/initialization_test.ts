import { randomNumbers } from "adam/statistics";
import {
  initialAttention,
  initialEmbedding,
  initialLinear,
  initialNormalization,
} from "../../lib/language_model/_initialization.ts";
import { layerNorm } from "adam/language_model";
import { assert, assertEquals } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };

const uniform = randomNumbers(20);
const sigma = 1;
const attention = initialAttention(128, uniform);
const [inner, outer] = [[256, 128], [128, 256]].map(([outputs, inputs]) =>
  initialLinear(outputs!, inputs!, uniform)
);
const { gain, shift } = initialNormalization({
  width: 128,
  normalization: layerNorm,
});

/** Ours, by PyTorch's names. */
const ours: Record<string, Float64Array> = {
  "tokens.weight": initialEmbedding(3988, 128, { sigma, uniform }).values,
  "positions.weight": initialEmbedding(128, 128, { sigma, uniform }).values,
  "layers.0.self_attn.in_proj_weight": attention.input.weight.values,
  "layers.0.self_attn.in_proj_bias": attention.input.bias,
  "layers.0.self_attn.out_proj.weight": attention.output.weight.values,
  "layers.0.self_attn.out_proj.bias": attention.output.bias,
  "layers.0.linear1.weight": inner!.weight.values,
  "layers.0.linear1.bias": inner!.bias,
  "layers.0.linear2.weight": outer!.weight.values,
  "layers.0.linear2.bias": outer!.bias,
  "layers.0.norm1.weight": gain,
  "layers.0.norm1.bias": shift!,
  "layers.0.norm2.weight": gain,
  "layers.0.norm2.bias": shift!,
  "normalization.weight": gain,
  "normalization.bias": shift!,
  "output.weight": initialLinear(3988, 128, uniform).weight.values,
};

for (const { name, shape, ...theirs } of reference.initializations) {
  Deno.test(`the initial ${name} spreads like PyTorch's`, () => {
    const values = ours[name]!;
    const count = shape.reduce((a, b) => a * b);
    assertEquals(values.length, count);
    const mean = values.reduce((sum, x) => sum + x) / count;
    const deviation = Math.sqrt(
      values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count,
    );
    // A standard deviation of n numbers has a standard error of at most
    // 1 / sqrt(2 n) of itself, less if they are uniform. Five, for two samples.
    const allowed = 5 * theirs.standardDeviation / Math.sqrt(count);
    assert(Math.abs(deviation - theirs.standardDeviation) <= allowed);
    if (/tokens|positions/.test(name)) return;
    // The ends of n uniform numbers are some 1 / n of the width from the bound;
    // 15 times that is exceeded once in e^15. Float32 rounds the bound.
    const sorted = values.toSorted();
    const [low, high] = [sorted[0]!, sorted.at(-1)!];
    const near = (theirs.max - theirs.min) * (15 / count + 2 ** -23);
    assert(Math.abs(low - theirs.min) <= near, `${low}`);
    assert(Math.abs(high - theirs.max) <= near, `${high}`);
  });
}

Deno.test("initialEmbedding() scales the same numbers with sigma", () => {
  const [one, half, none] = [1, 0.5, 0].map((sigma) =>
    initialEmbedding(5, 3, { sigma, uniform: randomNumbers(1) }).values
  );
  assertEquals([...half!], [...one!].map((x) => x / 2));
  assertEquals([...none!].map(Math.abs), Array(15).fill(0));
});
