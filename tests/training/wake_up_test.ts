import { wakeUp } from "adam/training";
import { assertEquals, assertThrows } from "@std/assert";

const records = [1e-12, 1e-9, 2e-8, 1e-8].map((gradient, i) => ({
  step: 10 * (i + 1),
  epsilon: 1e-8,
  gradient,
  relativeUpdate: gradient / 1e-7,
}));

Deno.test("wakeUp() finds the first step above a tenth of η, and that of a free gradient above ε", () => {
  const wake = wakeUp(
    records,
    records.map((r) => ({ ...r, step: r.step + 1 })),
  );
  assertEquals(wake, { epsilon: 1e-8, predicted: 31, awake: 30 });
});

Deno.test("wakeUp() takes ε from the group and not from the free one", () => {
  const blunt = records.map((record) => ({ ...record, epsilon: 1e-9 }));
  assertEquals(wakeUp(records, blunt).predicted, 30);
  assertEquals(wakeUp(blunt, records).predicted, 30);
  assertEquals(
    wakeUp(records.map((record) => ({ ...record, epsilon: 1e-10 })), records),
    { epsilon: 1e-10, predicted: 20, awake: 30 },
  );
});

Deno.test("wakeUp() is Infinity for rows that sleep on", () => {
  const [sleeping] = records;
  const wake = wakeUp([sleeping!], [sleeping!]);
  assertEquals(wake, { epsilon: 1e-8, predicted: Infinity, awake: Infinity });
});

Deno.test("wakeUp() refuses records without what it reads", () => {
  assertThrows(
    () => wakeUp([{ ...records[0]!, gradient: NaN }], records),
    RangeError,
    "Cannot find when rows wake up as records[0].gradient must be finite",
  );
  assertThrows(() => wakeUp([], records), RangeError, "records.length");
});
