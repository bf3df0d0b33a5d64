/** What a training is fed with when it is fed with a text. */
import { initialModel, startSettings } from "adam/language_model";
import { randomNumbers } from "adam/statistics";
import {
  type Storage,
  type Stream,
  type TrainingRecord,
  trainingRun,
} from "adam/training";
import { assert, assertEquals } from "@std/assert";
import { batchOfStep } from "../../lib/training/_stream.ts";
import { small } from "./small_model.ts";

/** Fifty tokens, of which 10 to 19 never come. */
const text = Array.from({ length: 50 }, (_, i) => (i * i) % 7 + (i % 4));

const seedOf = (seed: number, step: number) =>
  (seed + (step - 1) * 0x9e3779b9) % 2 ** 32;

Deno.test("a batch of a text is windows of it, and the targets are the tokens after", () => {
  // Tokens that say where they stand.
  const places = Array.from({ length: 20 }, (_, i) => i);
  const settings = startSettings({ ...small, seed: 11 });
  const starts = new Set<number>();
  for (let step = 1; step <= 200; step++) {
    const { inputs, targets } = batchOfStep(places, settings, step);
    const uniform = randomNumbers(seedOf(11, step));
    const begun = [uniform(), uniform()].map((u) => Math.floor(u * 12));
    assertEquals(
      inputs,
      begun.flatMap((start) => places.slice(start, start + 8)),
    );
    assertEquals(targets, inputs.map((place) => place + 1));
    begun.forEach((start) => starts.add(start));
  }
  // From the first to the last one that leaves a target.
  assertEquals([...starts].sort((a, b) => a - b), places.slice(0, 12));
});

Deno.test("a text of one sequence and its target is that sequence at each step", () => {
  const settings = startSettings({ ...small, batch: 1 });
  for (const step of [1, 2, 3]) {
    const { inputs, targets } = batchOfStep(text.slice(0, 9), settings, step);
    assertEquals([inputs, targets], [text.slice(0, 8), text.slice(1, 9)]);
  }
});

Deno.test("trainingRun() of a text takes the windows of its step, whether there were steps before or not", async () => {
  // Without learning all steps have the same model, and only the batch differs.
  const start = { ...small, tied: false, seed: 7 };
  const settings = { ...start, learningRate: 0, stream: text };
  using run = await trainingRun(settings);
  const losses: number[] = [];
  for (const step of [1, 2, 3]) {
    const [record] = run.steps(1);
    losses.push(record!.loss);
    const { gradients, columns } = run.weights.tokens!;
    // Untied, the rows of the tokens that were looked up have a gradient.
    const lookedUp = Array.from({ length: 30 }, (_, i) => i).filter((i) =>
      gradients.subarray(i * columns, (i + 1) * columns).some((x) => x !== 0)
    );
    const { inputs } = batchOfStep(text, startSettings(start), step);
    assertEquals(lookedUp, [...new Set(inputs)].sort((a, b) => a - b));
  }
  for (const step of [2, 3]) {
    using first = await trainingRun(settings);
    using at = await trainingRun({ from: { ...first.save(), step: step - 1 } });
    const [record] = at.steps(1);
    assertEquals([record!.step, record!.loss], [step, losses[step - 1]]);
  }
  assertEquals(new Set(losses).size, 3);
});

Deno.test("trainingRun() begins with the weights of the seed whatever the stream", async () => {
  const start = initialModel({ ...small, seed: 3 }).weights.tokens.values;
  for (const stream of ["zipf", text] as Stream[]) {
    using run = await trainingRun({ ...small, seed: 3, stream });
    assertEquals(run.weights.tokens!.weights, start);
  }
});

const storages: Storage[] = ["f64", "f32", "bf16", "mixed"];
for (const storage of storages) {
  Deno.test(`trainingRun() of a text in ${storage} goes on from what was saved, to the bit`, async () => {
    const settings = { ...small, storage, seed: 5, stream: text };
    const whole = await recordsOf(settings, 7);
    using run = await trainingRun(settings);
    const begun = [...run.steps(4)];
    using again = await trainingRun({ from: structuredClone(run.save()) });
    assertEquals(again.settings, run.settings);
    assertEquals([...begun, ...again.steps(3)], whole);
    const zipf = await recordsOf({ ...settings, stream: "zipf" }, 7);
    assert(whole.every(({ loss }, i) => loss !== zipf[i]!.loss));
  });
}

Deno.test("trainingRun() takes tokens from any array of numbers, and keeps them when it changes", async () => {
  const settings = { ...small, seed: 5 };
  const whole = await recordsOf({ ...settings, stream: text }, 3);
  const own = Uint16Array.from(text);
  using run = await trainingRun({ ...settings, stream: own });
  own.fill(0);
  assertEquals([...run.steps(3)], whole);
});

async function recordsOf(
  settings: Parameters<typeof trainingRun>[0],
  count: number,
): Promise<TrainingRecord[]> {
  using run = await trainingRun(settings);
  return [...run.steps(count)];
}
