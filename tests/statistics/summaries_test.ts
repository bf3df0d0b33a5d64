import { summaries, summary } from "adam/statistics";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("summaries() is the summary of each column, a record for each statistic", () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  const record = fc.record({ a: numbers, b: numbers });
  fc.assert(fc.property(fc.array(record, { minLength: 1 }), (records) => {
    const [a, b] = (["a", "b"] as const).map((name) =>
      summary(records.map((record) => record[name]))
    );
    assertEquals(
      summaries(records, ["a", "b"]),
      (["min", "median", "mean", "max"] as const).map((statistic) => ({
        statistic,
        a: a![statistic],
        b: b![statistic],
      })),
    );
  }));
});

Deno.test("summaries() takes the columns that are named, in that order, whatever else there is", () => {
  const records = [{ name: "x", size: 2, loss: 1 }];
  const [min] = summaries(records, ["loss", "size"]);
  assertEquals(Object.keys(min!), ["statistic", "loss", "size"]);
});

Deno.test("summaries() refuses no records, and a column that a record has not", () => {
  assertThrows(() => summaries([], ["a"]), RangeError, "number of records");
  assertThrows(
    () => summaries([{ a: 1 }, {}] as { a: number }[], ["a"]),
    TypeError,
    "Cannot sum up the columns as records[1].a must be a number",
  );
  assertThrows(
    () => summaries([1] as never, ["a"]),
    TypeError,
    "records[0] must be a record",
  );
});
