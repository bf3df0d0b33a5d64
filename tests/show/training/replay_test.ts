/** A stored training, and its replay, beside the training that was stored. */
import { trainingRun } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import type {
  Frame,
  Source,
} from "../../../lib/show/explorable/training/frame.ts";
import {
  keptSteps,
  storedTraining,
} from "../../../lib/show/explorable/training/stored_training.ts";
import { castOf } from "../../../lib/show/explorable/training/cast.ts";
import { replay } from "../../../lib/show/explorable/training/replay.ts";
import {
  placesIn,
  planeOfMoves,
} from "../../../lib/show/explorable/training/plane.ts";
import {
  shownRows,
  watch,
} from "../../../lib/show/explorable/training/watch.ts";
import { once } from "../../once.ts";
import { small } from "../../training/small_model.ts";

const settings = {
  ...small,
  storage: "bf16",
  sigma: 0.1,
  learningRate: 1e-4,
} as const;
const last = 300;

/** A training stored as JSON has it, and read again. */
const stored = once(async () => {
  using run = await trainingRun(settings);
  return JSON.parse(JSON.stringify(storedTraining(run, last)));
});

/** What a source tells while something is done with it. */
async function told(
  source: Source,
  what: (source: Source) => void,
): Promise<Frame[]> {
  const frames: Frame[] = [];
  source.onframe = (frame) => frames.push(frame);
  await Promise.resolve();
  what(source);
  source.end();
  return frames;
}

Deno.test("the steps that are kept begin with each of them, and then lie a twentieth apart", () => {
  assertEquals(keptSteps(3), [0, 1, 2, 3]);
  const steps = keptSteps(1000);
  const first = Array.from({ length: 41 }, (_, i) => i);
  assertEquals(steps.slice(0, 42), [...first, 42]);
  assert(steps.slice(41, -1).every((step, i) => step <= steps[40 + i]! * 1.05));
  assertEquals(steps.at(-1), 1000);
});

Deno.test("a replay shows the places of the rows to half of 1/127 of the largest move, and their last changes exactly", async () => {
  using again = await trainingRun(settings);
  const from = shownRows(again);
  for (const _ of again.steps(last));
  const plane = planeOfMoves(from, shownRows(again));
  using run = await trainingRun(settings);
  const watched = watch(run, plane);
  const start = placesIn(plane, from.values);
  const source = replay(await stored());
  const frames = await told(source, ({ seek }) => {
    for (const step of keptSteps(last).slice(1)) seek(step);
  });
  assertEquals(frames.map(({ step }) => step), keptSteps(last));
  for (const { step, points, lastChange } of frames) {
    while (run.stepsTaken < step) watched.step();
    const expected = watched.frame();
    assertEquals(lastChange, expected.lastChange);
    let most = 0;
    expected.points.forEach((x, i) =>
      most = Math.max(most, Math.abs(x - start[i]!))
    );
    // Also half of 1/32767 of the farthest place, and four digits of the unit.
    const farthest = Math.max(...start.map(Math.abs));
    const error = most / 254 + farthest / 65534 + 1e-3 * most;
    points.forEach((x, i) =>
      assert(Math.abs(x - expected.points[i]!) <= error, `step ${step}`)
    );
  }
});

Deno.test("a replay has the records of the kept steps to five digits, each once as it goes forwards", async () => {
  using run = await trainingRun(settings);
  const kept = new Set(keptSteps(last));
  const expected = [...run.steps(last)].filter(({ step }) => kept.has(step))
    .map((record) =>
      Object.fromEntries(
        Object.entries(record).map((
          [name, x],
        ) => [name, Number(x.toPrecision(5))]),
      )
    );
  const source = replay(await stored());
  const { settings: its, tokens, shares } = await source.cast;
  assertEquals(its, run.settings);
  // All rows, as there are no more of either kind than are kept.
  const whole = castOf(run.settings);
  assertEquals(tokens, whole.tokens);
  shares.forEach((share, i) =>
    assert(Math.abs(share / whole.shares[i]! - 1) < 5e-3)
  );
  const frames = await told(
    source,
    ({ seek }) => [1, 7, 100, last].forEach(seek),
  );
  assertEquals(
    frames.flatMap(({ skipped, record }) => record ? [...skipped, record] : []),
    expected as never,
  );
  const moves = expected.map(({ deadMoveMedian }) => deadMoveMedian!);
  assertEquals(frames.at(-1)!.largestMove, Math.max(...moves));
  assertEquals(frames[0]!.largestMove, moves[0]!);
});

Deno.test("a replay goes back as well, and to the kept step below any other", async () => {
  const source = replay(await stored());
  assertEquals(source.last, last);
  const frames = await told(
    source,
    ({ seek }) => [250, 20, 0, -5, 1e9].forEach(seek),
  );
  const steps = frames.map(({ step }) => step);
  assertEquals(steps, [
    0,
    keptSteps(last).findLast((s) => s <= 250)!,
    20,
    0,
    0,
    last,
  ]);
  assertEquals(frames[2]!.skipped, []);
  // The trail of step 20 is steps 0 to 19.
  assertEquals(frames[2]!.trail.length, 20);
  assertEquals(frames[2]!.trail[0], frames[0]!.points);
});

Deno.test("a replay plays to its end, and stands still there", async () => {
  const source = replay(await stored());
  const steps: number[] = [];
  await new Promise<void>((resolve) => {
    source.onframe = ({ step }) => {
      steps.push(step);
      if (step === last) resolve();
    };
    source.play(1e4);
  });
  assertEquals(steps.at(-1), last);
  assertEquals(steps, steps.toSorted((a, b) => a - b));
  source.end();
});
