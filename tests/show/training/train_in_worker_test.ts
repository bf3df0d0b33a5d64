/** A training in a worker, ordered by a page that is a stand-in: what it tells, and when. */
import { trainingRun } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import type { Frame } from "../../../lib/show/explorable/training/frame.ts";
import type {
  LiveSettings,
  Order,
} from "../../../lib/show/explorable/training/messages.ts";
import {
  type Page,
  trainInWorker,
} from "../../../lib/show/explorable/training/train_in_worker.ts";
import { small } from "../../training/small_model.ts";

const settings = { ...small, storage: "f32" } as const;

/** A page that begins a training, and waits for what it is told. */
function page(settings: LiveSettings) {
  const frames: Frame[] = [];
  let failure = "";
  let told = Promise.withResolvers<void>();
  const page: Page = {
    onmessage: null,
    postMessage(message) {
      if ("failure" in message) failure = message.failure;
      else frames.push(message.frame);
      told.resolve();
      told = Promise.withResolvers();
    },
  };
  trainInWorker(page);
  const order = (data: Order) => page.onmessage!({ data });
  order({ settings });
  return {
    order,
    frames,
    failure: () => failure,
    /** Takes in each frame until there is one of a step, or a failure. */
    async until(step: number): Promise<void> {
      while (!failure && !(frames.at(-1)?.step === step)) {
        await told.promise;
        order({ seen: true });
      }
    },
  };
}

/** Time for all that is to be done without a timer of its own. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 50));

Deno.test("the first frame is told at once, and without an order nothing follows", async () => {
  const { frames, until } = page(settings);
  await until(0);
  await aWhile();
  assertEquals(frames.map(({ step }) => step), [0]);
});

Deno.test("a training goes to the step that it is sent to, and stands still there", async () => {
  const { order, frames, until } = page(settings);
  for (const step of [1, 2, 40]) {
    order({ stepsPerSecond: Infinity, until: step });
    await until(step);
    await aWhile();
    assertEquals(frames.at(-1)!.step, step);
  }
  // It does not go back.
  order({ stepsPerSecond: Infinity, until: 7 });
  await aWhile();
  assertEquals(frames.at(-1)!.step, 40);
  using run = await trainingRun(settings);
  const records = frames.flatMap(({ skipped, record }) =>
    record ? [...skipped, record] : []
  );
  assertEquals(records, [...run.steps(40)]);
});

Deno.test("an order to stand still is obeyed while it goes on, and the last step is told", async () => {
  const { order, frames, until } = page(settings);
  await until(0);
  order({ stepsPerSecond: Infinity, until: Infinity });
  await aWhile();
  order({ stepsPerSecond: Infinity, until: 0 });
  order({ seen: true });
  await aWhile();
  const { step } = frames.at(-1)!;
  order({ seen: true });
  order({ stepsPerSecond: Infinity, until: step + 1 });
  await until(step + 1);
  assertEquals(frames.at(-1)!.skipped, []);
});

Deno.test("a page that takes no frame in is told no other, and the training waits for it", async () => {
  const tiny = { ...settings, width: 2, feedForward: 2, vocabulary: 4 };
  const { order, frames, until } = page({
    ...tiny,
    deadTokens: 1,
    batch: 1,
    sequenceLength: 2,
  });
  await until(0);
  order({ seen: true });
  order({ stepsPerSecond: Infinity, until: 3000 });
  while (frames.length < 2) await aWhile();
  for (let i = 0; i < 8; i++) await aWhile();
  assertEquals(frames.length, 2);
  order({ seen: true });
  await until(3000);
  assertEquals(frames.at(-1)!.step, 3000);
  assert(frames.every(({ skipped }) => skipped.length < 1000));
});

Deno.test("steps are not taken faster than they are asked for", async () => {
  const { order, frames, until } = page(settings);
  await until(0);
  const begun = performance.now();
  order({ stepsPerSecond: 100, until: 20 });
  await until(20);
  // 50 ms are made up for at most, here those before the first step.
  assert(performance.now() - begun >= 19 * 10 - 50);
  assertEquals(frames.at(-1)!.step, 20);
});

Deno.test("what cannot be trained, and what fails on the way, is told in words", async () => {
  const wrong = page({ ...settings, beta2: 1 });
  await wrong.until(0);
  assertEquals(
    wrong.failure(),
    "Cannot train as beta2 must be in [0, 1): current value is 1",
  );
  const failing = page({ ...settings, learningRate: 1e38 });
  await failing.until(0);
  failing.order({ stepsPerSecond: Infinity, until: Infinity });
  await failing.until(Infinity);
  assert(failing.failure().includes("must be finite"), failing.failure());
  assert(failing.frames.every(({ points }) => points.every(Number.isFinite)));
});
