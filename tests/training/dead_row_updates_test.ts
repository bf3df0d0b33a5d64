import { bf16, ulp } from "adam";
import { deadRowUpdates, trainingRun } from "adam/training";
import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { small } from "./small_model.ts";

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
}

Deno.test("deadRowUpdates() is the step that binary64 takes, in ulps", async () => {
  using run = await trainingRun(small);
  const { weights, gradients } = run.weights.tokens!;
  for (const _ of run.steps(4)) { /* the fifth is looked at */ }
  const before = weights.slice(160);
  run.steps(1).next();
  const after = weights.slice(160);
  const moves = [...after].map((to, i) =>
    Math.abs(to - before[i]!) / ulp(to, (x) => x)
  );
  const updates = deadRowUpdates(run);
  // A step of 1e-3 is rounded by 1e-16.
  assertAlmostEquals(updates.updateInUlps / median(moves), 1, 1e-12);
  const largest = Array.from(
    { length: 10 },
    (_, row) => Math.max(...moves.slice(8 * row, 8 * row + 8)),
  );
  assertAlmostEquals(updates.largestUpdateInUlps / median(largest), 1, 1e-12);
  const sizes = [...gradients.slice(160)].map((g) => Math.abs(g) / 1e-8);
  assertAlmostEquals(updates.gradientPerEpsilon / median(sizes), 1, 1e-15);
});

Deno.test("deadRowUpdates() has moments of one size at step 1, and less where gradients change their signs", async () => {
  using run = await trainingRun({ ...small, epsilon: 0 });
  run.steps(1).next();
  assertAlmostEquals(deadRowUpdates(run).momentPerRoot, 1, 1e-12);
  for (const _ of run.steps(30)) { /* go on */ }
  assert(deadRowUpdates(run).momentPerRoot < 0.9);
});

Deno.test("in bfloat16 a weight takes no update below a quarter of an ulp, and every one above half an ulp", async () => {
  // One number in a row: its update is the largest of the row, and the median
  // over one row is that row's.
  const alone = { ...small, deadTokens: 1, storage: "bf16" as const };
  let [granted, absorbed] = [0, 0];
  for (let seed = 0; seed < 40; seed++) {
    using run = await trainingRun({ ...alone, seed, width: 1, heads: 1 });
    for (let step = 0; step < 6; step++) {
      const before = run.weights.tokens!.weights.at(-1)!;
      run.steps(1).next();
      const after = run.weights.tokens!.weights.at(-1)!;
      // The moments are rounded before they are measured: 1 % is left out.
      const wanted = deadRowUpdates(run).largestUpdateInUlps *
        ulp(after, bf16) / ulp(before, bf16);
      if (wanted > 0.51) {
        assert(after !== before);
        granted++;
      }
      if (wanted < 0.24) {
        assert(after === before);
        absorbed++;
      }
    }
  }
  assert(granted > 10 && absorbed > 10, `${granted} and ${absorbed}`);
});

Deno.test("deadRowUpdates() refuses a training that has taken no step or has no dead tokens", async () => {
  using run = await trainingRun(small);
  const action = "Cannot measure the updates of dead rows as";
  assertThrows(
    () => deadRowUpdates(run),
    RangeError,
    `${action} the training must have taken a step`,
  );
  using alive = await trainingRun({ ...small, deadTokens: 0 });
  assertThrows(() => deadRowUpdates(alive), RangeError, "dead tokens");
  assertThrows(() => deadRowUpdates(null as never), TypeError, "run must be");
});
