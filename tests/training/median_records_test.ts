import { medianRecords } from "adam/training";
import { assertEquals, assertThrows } from "@std/assert";

const of = (...losses: number[]) =>
  losses.map((loss, i) => ({ step: i + 1, loss }));

Deno.test("medianRecords() is the middle at each step, or the mean of the two in the middle", () => {
  const three = [of(1, 50), of(3, 20), of(2, 40)];
  assertEquals(medianRecords(three), of(2, 40));
  assertEquals(medianRecords(three.slice(1)), of(2.5, 30));
  assertEquals(medianRecords(three.slice(2)), of(2, 40));
});

Deno.test("medianRecords() is NaN where one of them is", () => {
  assertEquals(medianRecords([of(1, NaN), of(3, 4)]), of(2, NaN));
});

Deno.test("medianRecords() refuses trainings of other steps, and what is none", () => {
  const action = "Cannot take the median of records as";
  const refused = (runs: unknown, words: string) =>
    assertThrows(() => medianRecords(runs as never), Error, words);
  refused([], `${action} the number of runs must be 1 or more`);
  refused(
    [of(1, 2), of(1)],
    `${action} runs[1].length must be that of runs[0], 2: current value is 1`,
  );
  refused(
    [of(1), [{ step: 7, loss: 1 }]],
    `${action} runs[1][0].step must be that of runs[0], 1: current value is 7`,
  );
  refused([of(1), [{ step: 1 }]], `${action} runs[1][0].loss must be a number`);
  refused([of(1), [null]], `${action} runs[1][0] must be a record`);
  refused(3, `${action} runs must be iterable`);
});
