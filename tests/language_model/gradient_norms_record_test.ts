import { gradientNormsAtStart, gradientNormsRecord } from "adam/language_model";
import { assertEquals, assertThrows } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };

const small = {
  layers: 1,
  width: 8,
  feedForward: 12,
  vocabulary: 16,
  deadTokens: 6,
  batch: 2,
  sequenceLength: 6,
};

Deno.test("gradientNormsRecord() has the numbers of the norms, and no lists", () => {
  const norms = gradientNormsAtStart(small);
  const { dead, live, ...numbers } = norms;
  const uniform = norms.meanHiddenNorm / 16;
  const uniformOfMean = norms.normOfMeanHidden / 16;
  assertEquals(gradientNormsRecord(norms, 16), {
    ...numbers,
    deadMean: dead.mean,
    deadMedian: dead.median,
    deadMax: dead.max,
    liveMean: live.mean,
    liveMedian: live.median,
    liveMax: live.max,
    uniform,
    uniformOfMean,
    deadOverUniform: dead.mean / uniform,
    deadOverUniformOfMean: dead.mean / uniformOfMean,
  });
});

Deno.test("gradientNormsRecord() takes the numbers of PyTorch", () => {
  const { float32 } = reference.ownNumbers[0]!;
  const { deadMedian, liveMax } = gradientNormsRecord(float32, 3988);
  assertEquals([deadMedian, liveMax], [float32.dead.median, float32.live.max]);
});

Deno.test("gradientNormsRecord() refuses what is missing, and no tokens", () => {
  const norms = gradientNormsAtStart(small);
  const { loss: _, ...others } = norms;
  assertThrows(
    () => gradientNormsRecord(others as never, 16),
    TypeError,
    "Cannot make the record as loss must be a number: current value is undefined",
  );
  assertThrows(() => gradientNormsRecord(norms, 0), RangeError, "vocabulary");
});
