import { recordsOfColumns } from "adam/training";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("recordsOfColumns() undoes what JSON.stringify does to columns of numbers", () => {
  const number = fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }).map((x) => x + 0),
    fc.constant(NaN),
  );
  const records = fc.array(fc.record({ step: number, loss: number }), {
    minLength: 1,
  });
  fc.assert(fc.property(records, (records) => {
    const columns = {
      step: records.map(({ step }) => step),
      loss: records.map(({ loss }) => loss),
    };
    const stored = JSON.parse(JSON.stringify(columns));
    assertEquals(recordsOfColumns(stored), records.map((r) => ({ ...r })));
  }));
});

Deno.test("recordsOfColumns() refuses columns of other lengths, and what is none", () => {
  const action = "Cannot make records of columns as columns";
  const refused = (columns: unknown, words: string) =>
    assertThrows(() => recordsOfColumns(columns as never), Error, words);
  refused(
    { step: [1, 2], loss: [1] },
    `${action}.loss.length must be that of columns.step, 2: current value is 1`,
  );
  refused({ step: [] }, `${action}.step`);
  refused({ step: 3 }, `${action}.step must be an array of numbers`);
  refused({ step: null }, `${action}.step must be an array of numbers`);
  refused({ step: ["1"] }, `${action}.step[0] must be a number`);
  refused([[1]], `${action} must be a record`);
});
