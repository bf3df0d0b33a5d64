import {
  initialModel,
  layerNorm,
  rmsNorm,
  startOfTraining,
} from "adam/language_model";
import { assert, assertEquals } from "@std/assert";

const small = {
  layers: 1,
  width: 4,
  feedForward: 4,
  vocabulary: 9,
  deadTokens: 2,
  batch: 2,
  sequenceLength: 5,
};

Deno.test("initialModel() is what startOfTraining() begins with", () => {
  const { settings, inputs, targets, weights } = startOfTraining(small);
  assertEquals(initialModel(small), { settings, inputs, targets, weights });
});

Deno.test("initialModel() has shifts where the normalization has them, as in PyTorch, and the same numbers else", () => {
  const [withShift, without] = [layerNorm, rmsNorm].map((normalization) =>
    initialModel({ ...small, normalization }).weights
  );
  assertEquals(withShift!.normalization.shift, new Float64Array(4));
  for (
    const learned of [
      without!.normalization,
      without!.layers[0]!.attentionNormalization,
      without!.layers[0]!.feedForwardNormalization,
    ]
  ) assertEquals(Object.keys(learned), ["gain"]);
  assertEquals(
    without!.layers[0]!.feedForward,
    withShift!.layers[0]!.feedForward,
  );
});

Deno.test("initialModel() of an untied model has an output matrix of its own", () => {
  const { weights } = initialModel({ ...small, tied: false });
  assert(weights.output.values[0] !== weights.tokens.values[0]);
});
