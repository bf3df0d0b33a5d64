/**
 * A child process that measures one task.
 *
 * It is started with the task as its one argument, in JSON, and then answers in
 * lines of JSON. The first is `{"ready": {versions, sample}}`, or
 * `{"missing": why}` if it is not installed. Then to each line `run` it answers
 * `{"milliseconds": of one step}`. To `end` it answers
 * `{"peakMemoryBytes": number or null}` and ends.
 *
 * @module
 */
import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Task } from "./task.ts";

/** Such a child, ready to run. */
export interface Child {
  /** Of all that it runs on. */
  versions: Record<string, string>;
  /** Some of the numbers that its first steps gave. */
  sample: number[];
  /** Makes one repetition, and answers the milliseconds of one step. */
  run(): Promise<number>;
  /** Ends it, and answers the most memory that the task took, or null. */
  end(): Promise<number | null>;
}

/** The implementation is not installed; the message says what would install it. */
export class Missing extends Error {}

/** A program, its arguments, and what is added to its environment. */
export interface CommandLine {
  program: string;
  args: readonly string[];
  env?: Record<string, string>;
}

/** What a child may answer. */
interface Answer {
  ready?: { versions: Record<string, string>; sample: number[] };
  missing?: string;
  milliseconds?: number;
  peakMemoryBytes?: number | null;
}

/**
 * Starts a child, and waits until it is ready.
 *
 * @param commandLine The program, to which the task is added as an argument
 * @param task What it is to do
 * @param seconds How long each of its answers may take
 * @throws {Missing} If it is not installed
 */
export async function startChild(
  commandLine: CommandLine,
  task: Task,
  seconds: number,
): Promise<Child> {
  const ask = start(commandLine, task, seconds);
  const { ready, missing } = await ask();
  if (missing !== undefined) throw new Missing(missing);
  if (!ready) throw new Error("it did not say that it is ready");
  return {
    ...ready,
    async run() {
      const { milliseconds } = await ask("run");
      if (milliseconds === undefined) throw new Error("it answered no time");
      return milliseconds;
    },
    async end() {
      const { peakMemoryBytes } = await ask("end");
      return peakMemoryBytes ?? null;
    },
  };
}

/** Starts it, and answers how to say a line to it and read the next of its own. */
function start(
  { program, args, env = {} }: CommandLine,
  task: Task,
  seconds: number,
): (line?: string) => Promise<Answer> {
  const child = spawn(program, [...args, JSON.stringify(task)], {
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
  child.stdin.on("error", () => {}); // It has ended, which is told by its output.
  let complaint = "";
  child.stderr.on("data", (bytes) => complaint += bytes);
  const failed = new Promise<never>((_, reject) => {
    child.on("error", () => reject(new Missing(`there is no ${program}`)));
    child.on("close", () => reject(new Error(`it ended: ${gist(complaint)}`)));
  });
  failed.catch(() => {});
  const lines = createInterface({ input: child.stdout })
    [Symbol.asyncIterator]();

  return async (line) => {
    if (line !== undefined) child.stdin.write(line + "\n");
    let timer;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`it took longer than ${seconds} s`));
      }, seconds * 1000);
    });
    const answer = lines.next().then(({ value, done }) => {
      return done ? failed : JSON.parse(value) as Answer;
    });
    try {
      return await Promise.race([answer, failed, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The last line of a traceback, or the one that says what the error is. */
function gist(complaint: string): string {
  const lines = complaint.trim().split("\n");
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1)!;
}
