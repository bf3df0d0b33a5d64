/**
 * The protocol of `child.ts`, as a peer in Deno speaks it.
 *
 * @module
 */
import { createInterface } from "node:readline";
import process from "node:process";
import type { Task } from "../task.ts";
import {
  forgetPeakMemory,
  peakMemoryAbove,
  residentMemory,
} from "./memory_meter.ts";

/** A task that can be run. */
export interface Prepared {
  /** Makes so many steps, and waits for them. */
  steps(count: number): void | Promise<void>;
  /** The values at the sampled places. */
  sample(): number[] | Promise<number[]>;
}

/** In milliseconds; it is made twice, and first to wake up threads and caches. */
const shortestRepetition = 10;
const warmUpMilliseconds = 200;

/** Steps before the sample is taken. */
export const stepsBeforeSample = 3;

/**
 * Prepares the task of the command line, and runs it when asked to.
 *
 * @param versions Of what it runs on
 * @param prepare Makes the arrays of a task
 */
export async function serve(
  versions: Record<string, string>,
  prepare: (task: Task) => Prepared | Promise<Prepared>,
): Promise<void> {
  const task: Task = JSON.parse(Deno.args[0]!);
  const before = residentMemory();
  const prepared = await prepare(task);
  await prepared.steps(stepsBeforeSample);
  const sample = [...await prepared.sample()];
  const count = await stepsOfRepetition(prepared);
  forgetPeakMemory();
  say({
    ready: { versions: { deno: Deno.version.deno, ...versions }, sample },
  });

  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "end") break;
    await prepared.steps(count);
    say({ milliseconds: await time(prepared, count) / count });
  }
  say({ peakMemoryBytes: peakMemoryAbove(before) });
  Deno.exit();
}

/** Warms up, and answers how many steps make a repetition long enough. */
async function stepsOfRepetition(prepared: Prepared): Promise<number> {
  const times: number[] = [];
  const end = performance.now() + warmUpMilliseconds;
  while (performance.now() < end || times.length < 2) {
    times.push(await time(prepared, 1));
  }
  return Math.ceil(shortestRepetition / Math.min(...times));
}

async function time(prepared: Prepared, count: number): Promise<number> {
  const start = performance.now();
  await prepared.steps(count);
  return performance.now() - start;
}

function say(answer: unknown) {
  console.log(JSON.stringify(answer));
}

/** A {@linkcode Prepared.steps} of a step. */
export function repeat(step: () => void): (count: number) => void {
  return (count) => {
    for (let i = 0; i < count; i++) step();
  };
}
