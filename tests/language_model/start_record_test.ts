import {
  gradientNormsAtStart,
  gradientNormsRecord,
  startRecord,
  startSettings,
} from "adam/language_model";
import { assertEquals, assertThrows } from "@std/assert";

const small = {
  layers: 1,
  width: 8,
  feedForward: 12,
  vocabulary: 16,
  deadTokens: 6,
  batch: 2,
  sequenceLength: 6,
};

Deno.test("startRecord() has all settings but the function, and the norms", () => {
  const { normalization: _, ...settings } = startSettings(small);
  assertEquals(startRecord(small), {
    ...settings,
    ...gradientNormsRecord(gradientNormsAtStart(small), 16),
  });
});

Deno.test("startRecord() without dead tokens has no numbers of them", () => {
  const record = startRecord({ ...small, deadTokens: 0 });
  assertEquals(
    [
      record.deadMean,
      record.deadMedian,
      record.deadMax,
      record.deadOverUniform,
    ],
    [NaN, NaN, NaN, NaN],
  );
});

Deno.test("startRecord() refuses what is out of range", () => {
  assertThrows(() => startRecord({ width: 9 }), RangeError, "heads");
  assertThrows(() => startRecord({ depth: 1 } as never), TypeError);
});
