import {
  initialModel,
  modelGradients,
  rmsNorm,
  startOfTraining,
} from "adam/language_model";
import { rowNorms } from "adam/matrix";
import { frozenBody, trainingRun } from "adam/training";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { assertRejects } from "./assert_rejects.ts";

const small = {
  layers: 2,
  width: 8,
  vocabulary: 40,
  deadTokens: 15,
  batch: 2,
  sequenceLength: 6,
};

Deno.test("frozenBody() gives the model and the hidden states of the start of training, and then goes on", async () => {
  const body = await frozenBody(3, small);
  const start = startOfTraining(small);
  assertEquals(body.settings, start.settings);
  assertEquals(body.weights, start.weights);
  const { rows, values } = start.hidden;
  assertEquals([body.hidden.rows, rows], [36, 12]);
  assertEquals(body.inputs.slice(0, rows), start.inputs);
  assertEquals(body.targets.slice(0, rows), start.targets);
  // Numbers of size 1, each a sum of 8 or 16 products, through two layers.
  values.forEach((exact, i) =>
    assertAlmostEquals(body.hidden.values[i]!, exact, 1e-5)
  );
});

Deno.test("frozenBody() gives the batches that trainingRun() sees", async () => {
  const { hidden, inputs, targets } = await frozenBody(2, small);
  using run = await trainingRun({ ...small, learningRate: 0, storage: "f64" });
  const [, second] = run.steps(2);
  const batch = { inputs: inputs.slice(12), targets: targets.slice(12) };
  const { loss } = modelGradients(initialModel(small), batch);
  assertAlmostEquals(second!.loss, loss, 1e-12);
  const norms = rowNorms(hidden).subarray(12);
  // A state that was normalized has the norm √8, but for ε = 1e-5.
  norms.forEach((norm) => assertAlmostEquals(norm, Math.sqrt(8), 1e-3));
});

Deno.test("frozenBody() never repeats a sequence", async () => {
  const { inputs } = await frozenBody(20, small);
  const sequences = Array.from(
    { length: 40 },
    (_, i) => inputs.slice(6 * i, 6 * i + 6).join(),
  );
  assertEquals(new Set(sequences).size, 40);
});

Deno.test("frozenBody() normalizes as it is told to", async () => {
  const [layer, rms] = await Promise.all(
    [{}, { normalization: rmsNorm }].map((of) =>
      frozenBody(1, { ...small, ...of })
    ),
  );
  const sum = (values: Float64Array) =>
    Math.abs(values.subarray(0, 8).reduce((sum, x) => sum + x));
  assert(sum(layer!.hidden.values) < 1e-5 && sum(rms!.hidden.values) > 1e-2);
});

Deno.test("frozenBody() refuses what is no number of batches and no setting", async () => {
  const refused = (batches: number, settings: object) => () =>
    frozenBody(batches, { ...small, ...settings });
  for (const batches of [0, -1, 1.5, NaN]) {
    await assertRejects(
      refused(batches, {}),
      RangeError,
      "Cannot make a frozen body as batches must be a positive integer",
    );
  }
  const normalization = (states: unknown) => states;
  await assertRejects(
    refused(1, { normalization }),
    RangeError,
    "layerNorm or rmsNorm",
  );
  await assertRejects(refused(1, { storage: "bf16" }), TypeError, "storage");
  await assertRejects(refused(2 ** 40, {}), RangeError, "numbers in batches");
  await assertRejects(
    refused(1, { sigma: 1e300 }),
    RangeError,
    "the largest hidden state must be finite",
  );
});
