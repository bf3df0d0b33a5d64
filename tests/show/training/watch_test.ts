import { observeDeadRows, trainingRun, trainingSettings } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import type { Frame } from "../../../lib/show/explorable/training/frame.ts";
import {
  leastMove,
  markChanges,
  movesOf,
  trailLength,
  watchedTraining,
} from "../../../lib/show/explorable/training/watch.ts";
import { small } from "../../training/small_model.ts";

const settings = { ...small, storage: "bf16", sigma: 0.02 } as const;

Deno.test("a watched training takes the steps of trainingRun, and its frames have each record once", async () => {
  const { step, frame } = await watchedTraining(settings);
  using run = await trainingRun(settings);
  const first = frame();
  assertEquals([first.step, first.record, first.skipped], [0, undefined, []]);
  assertEquals(first.trail, []);
  const moves: number[] = [];
  for (const steps of [1, 3, 1, 40]) {
    for (let i = 0; i < steps; i++) step();
    const { record, skipped, largestMove } = frame();
    const records = [...run.steps(steps)];
    assertEquals([...skipped, record], records);
    moves.push(...records.map(({ deadMoveMedian }) => deadMoveMedian));
    assertEquals(largestMove, Math.max(...moves));
  }
});

Deno.test("a trail is where the rows were, and arrays of a frame are its own", async () => {
  const { step, frame } = await watchedTraining(settings);
  const points = [frame().points];
  for (let i = 1; i < 30; i++) {
    step();
    const { points: now, trail } = frame();
    assertEquals(trail, points.slice(-trailLength));
    points.push(now);
  }
  assertEquals(points[0]!.length, 2 * settings.vocabulary);
  // A frame is sent away with its arrays: another one has its own.
  const [one, other] = [frame(), frame()];
  const arrays = ({ points, trail, lastChange, moves }: Frame) =>
    [points, ...trail, lastChange, moves!].map(({ buffer }) => buffer);
  assertEquals(new Set([...arrays(one), ...arrays(other)]).size, 2 * 23);
});

Deno.test("the last change of a row is that of observeDeadRows, also where rows stand still", async () => {
  const still = { ...settings, learningRate: 1e-5, sigma: 0.1 };
  const { step, frame, run } = await watchedTraining(still);
  const observer = observeDeadRows(run);
  const seen = new Set<number>();
  for (let i = 0; i < 100; i++) {
    step();
    observer.look();
    const { lastChange, moves } = frame();
    const dead = lastChange.slice(-settings.deadTokens);
    assertEquals([...dead], observer.census().lastChange);
    dead.forEach((last, i) =>
      assertEquals(last === run.stepsTaken, moves!.at(i - dead.length)! > 0)
    );
    dead.forEach((last) => seen.add(last));
  }
  assert(seen.size > 10 && seen.has(0));
});

Deno.test("a row that moves by less than a thousandth of a full step counts as one that stands still", () => {
  const run = trainingSettings({ width: 4, heads: 1, learningRate: 0.5 });
  const least = leastMove(run);
  assertEquals(least, 1e-3);
  const after = [0, 0, 0, 2e-4, 0, 1e-3, 0, 0, -1e-3, 1e-3, 0, 0];
  const moves = movesOf(Array(12).fill(0), after, 3);
  // A root of a sum of two squares, to its last digits.
  const inDigits = [...moves].map((move) => Number(move.toPrecision(15)));
  assertEquals(inDigits, [2e-4, 1e-3, 1.41421356237310e-3]);
  const lastChange = new Int32Array(3);
  markChanges(lastChange, moves, 7, least);
  assertEquals([...lastChange], [0, 7, 7]);
  markChanges(lastChange, moves, 8);
  assertEquals([...lastChange], [8, 8, 8]);
});

Deno.test("the plane is fixed: rows that stand still stay where they are, and a move is seen in its first direction", async () => {
  const { step, frame, run } = await watchedTraining({
    ...settings,
    storage: "f32",
    sigma: 0.5,
  });
  const weights = run.weights.tokens!.weights;
  const before = weights.slice();
  const from = frame().points;
  for (let i = 0; i < 100; i++) step();
  const to = frame().points;
  let [all, along, across] = [0, 0, 0];
  weights.forEach((weight, i) => all += (weight - before[i]!) ** 2);
  to.forEach((place, i) => {
    if (i % 2 === 0) along += (place - from[i]!) ** 2;
    else across += (place - from[i]!) ** 2;
  });
  // In the plane of the places it would be 0.15 of the move.
  assert(along > 0.5 * all && along + across < all);
});

Deno.test("a training that fails ahead begins all the same, and fails when it comes there", async () => {
  const { step, frame } = await watchedTraining({
    ...settings,
    learningRate: 1e38,
  });
  assertEquals(frame().step, 0);
  let failure = "";
  try {
    for (let i = 0; i < 100; i++) step();
  } catch (error) {
    failure = (error as Error).message;
  }
  assert(failure.includes("must be finite"), failure);
});
