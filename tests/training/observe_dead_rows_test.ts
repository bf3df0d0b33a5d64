import { bf16, f32, f64, ulp } from "adam";
import {
  type DeadRowCensus,
  observeDeadRows,
  trainingRun,
} from "adam/training";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { small } from "./small_model.ts";

const formats = { f64, f32, bf16, mixed: f32 };

for (const storage of ["f64", "f32", "bf16", "mixed"] as const) {
  Deno.test(`observeDeadRows() sees which rows each step changed, and by how many ulps: ${storage}`, async () => {
    using run = await trainingRun({ ...small, storage });
    const rows = () => run.weights.tokens!.weights.slice(20 * 8);
    const observer = observeDeadRows(run);
    const lastChange = Array(10).fill(0);
    const ulps = Array(10).fill(0);
    for (let step = 1; step <= 20; step++) {
      const before = rows();
      const [record] = run.steps(1);
      const numbersStill = observer.look();
      const after = rows();
      before.forEach((from, i) => {
        if (after[i] === from) return;
        const row = Math.floor(i / 8);
        lastChange[row] = step;
        ulps[row] += Math.abs(after[i]! - from) / ulp(from, formats[storage]);
      });
      const moved = lastChange.filter((last) => last === step).length;
      assertEquals(Math.round(record!.deadStill * 10), 10 - moved);
      const still = before.filter((from, i) => after[i] === from).length;
      assertEquals(Math.round(numbersStill * 80), still);
    }
    assertEquals(observer.census(), { lastChange, ulps });
    assert(ulps.every((sum) => sum > 0));
  });
}

Deno.test("observeDeadRows() looks at the output matrix, which an untied model has apart", async () => {
  using run = await trainingRun({ ...small, tied: false });
  const observer = observeDeadRows(run);
  run.steps(1).next();
  assert(observer.look() < 1);
});

Deno.test("observeDeadRows() goes on from a census, to the bit", async () => {
  const settings = { ...small, storage: "bf16" as const };
  using whole = await trainingRun(settings);
  const observer = observeDeadRows(whole);
  for (const _ of whole.steps(12)) observer.look();

  using first = await trainingRun(settings);
  const begun = observeDeadRows(first);
  for (const _ of first.steps(7)) begun.look();
  using second = await trainingRun({ from: first.save() });
  const goneOn = observeDeadRows(second, begun.census());
  for (const _ of second.steps(5)) goneOn.look();
  assertEquals(goneOn.census(), observer.census());
});

Deno.test("observeDeadRows() hands out copies", async () => {
  using run = await trainingRun(small);
  const observer = observeDeadRows(run);
  observer.census().lastChange.fill(7);
  assertEquals(observer.census().lastChange, Array(10).fill(0));
});

Deno.test("observeDeadRows() refuses what is no training, a training without dead tokens, and a census that does not fit", async () => {
  const action = "Cannot observe dead rows as";
  using run = await trainingRun(small);
  using alive = await trainingRun({ ...small, deadTokens: 0 });
  assertThrows(
    () => observeDeadRows({ ...run }),
    TypeError,
    `${action} run must be a training`,
  );
  assertThrows(
    () => observeDeadRows(alive),
    RangeError,
    `${action} the training must have dead tokens`,
  );
  const refused = (before: Partial<DeadRowCensus>, words: string) =>
    assertThrows(() => observeDeadRows(run, before as never), Error, words);
  const zeros = Array<number>(10).fill(0);
  refused({ ulps: zeros }, `${action} before.lastChange must be an array`);
  refused(
    { lastChange: [0], ulps: zeros },
    `${action} before.lastChange.length must be that of the dead rows, 10`,
  );
  refused(
    { lastChange: zeros, ulps: zeros.with(3, -1) },
    `${action} before.ulps[3] must be finite and >= 0`,
  );
});
