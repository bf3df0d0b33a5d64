import {
  deadNormQuantile,
  expectedInputLogit,
  layerVariance,
  predictedDeadNorms,
  startSettings,
} from "adam/language_model";
import { summary } from "adam/statistics";
import { assert, assertEquals, assertThrows } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };

Deno.test("predictedDeadNorms() is the quantiles in the middle of equal parts", () => {
  const settings = startSettings({ deadTokens: 3, sigma: 2, positionSigma: 3 });
  const { norms, inputLogit, logitDeviation, ...numbers } = predictedDeadNorms(
    settings,
  );
  const { width, batch, sequenceLength } = settings;
  const otherVariance = 9 + layerVariance(settings);
  assertEquals(
    inputLogit,
    expectedInputLogit({ width, sigma: 2, otherVariance }),
  );
  assertEquals(logitDeviation, 2 * Math.sqrt(width));
  assertEquals(
    [...norms],
    [1 / 6, 3 / 6, 5 / 6].map((probability) =>
      deadNormQuantile(probability, {
        positions: batch * sequenceLength,
        hiddenNorm: Math.sqrt(width),
        logitDeviation,
        inputLogit,
      })
    ),
  );
  assertEquals(numbers, summary(norms));
});

Deno.test("predictedDeadNorms() has the median and the logit of PyTorch's own starts among it", () => {
  const { median, inputLogit } = predictedDeadNorms();
  const theirs = reference.ownNumbers.map(({ float64 }) => float64);
  const medians = theirs.map(({ dead }) => dead.median).sort((a, b) => a - b);
  const logits = theirs.map((start) => start.inputTokenLogit)
    .sort((a, b) => a - b);
  assert(medians[0]! < median && median < medians.at(-1)!);
  assert(logits[0]! < inputLogit.mean && inputLogit.mean < logits.at(-1)!);
});

Deno.test("predictedDeadNorms() refuses a model that is not sure, and none that is dead", () => {
  assertThrows(
    () => predictedDeadNorms({ tied: false }),
    RangeError,
    "Cannot predict the norms as tied must be true: current value is false",
  );
  assertThrows(() => predictedDeadNorms({ deadTokens: 0 }), RangeError, "dead");
  assertThrows(() => predictedDeadNorms({ sigma: 0 }), RangeError, "sigma");
  assertThrows(() => predictedDeadNorms({ depth: 1 } as never), TypeError);
});
