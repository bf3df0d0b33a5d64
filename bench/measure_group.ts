/**
 * Measures all implementations of a group in turns.
 *
 * @module
 */
import { type Child, type CommandLine, Missing, startChild } from "./child.ts";
import { agrees, expectedSample } from "./expected_sample.ts";
import type { Implementation } from "./implementations.ts";
import { interleave } from "./interleave.ts";
import type { Measurement, NotMeasured, Results } from "./measurement.ts";
import type { Task } from "./task.ts";
import type { Group, Size, Workload } from "./workloads.ts";

/** What takes longer than that to get ready, or for a repetition, is not measured. */
const patienceSeconds = 120;

/** A task that has its child. */
interface Started {
  implementation: Implementation;
  task: Task;
  child: Child;
}

/** How a measurement is made. */
export interface Settings {
  implementations: readonly Implementation[];
  rounds: number;
  /** What starts an implementation. */
  commandLine: (implementation: Implementation, threads: number) => CommandLine;
  /** Is told what happens. */
  say: (line: string) => void;
}

/** Measures a group: one child for each task, and only one of them runs at a time. */
export async function measureGroup(
  { size, workloads }: Group,
  { implementations, rounds, commandLine, say }: Settings,
): Promise<Results> {
  const results: Results = { measured: [], notMeasured: [] };
  const leaveOut = (task: Task, error: unknown) => {
    const entry = notMeasured(task, error);
    say(`  not measured: ${taskName(task)}: ${entry.why}`);
    results.notMeasured.push(entry);
  };

  const started: Started[] = [];
  const expected = expectedSamples(size);
  for (
    const { implementation, task } of tasks(workloads, size, implementations)
  ) {
    try {
      const start = commandLine(implementation, task.threads);
      const child = await startChild(start, task, patienceSeconds);
      if (!isLimit(implementation)) {
        await requireAgreement(child, expected(task.work));
      }
      started.push({ implementation, task, child });
    } catch (error) {
      leaveOut(task, error);
    }
  }

  say(`  ${rounds} rounds of ${started.length}`);
  const times = await interleave(
    started.map(({ child }) => () => child.run()),
    rounds,
  );
  for (const [i, { implementation, task, child }] of started.entries()) {
    const milliseconds = times[i]!;
    if (milliseconds instanceof Error) {
      leaveOut(task, milliseconds);
      continue;
    }
    const { role } = implementation;
    const { versions } = child;
    const peak = await child.end();
    const peakMemoryBytes = isLimit(implementation) ? null : peak;
    const all = { task, role, milliseconds, peakMemoryBytes, versions };
    results.measured.push(all satisfies Measurement);
  }
  return results;
}

/** Whether it only takes time, and computes nothing. */
function isLimit({ role }: Implementation): boolean {
  return role === "limit" || role === "native limit";
}

function tasks(
  workloads: readonly Workload[],
  size: Size,
  implementations: readonly Implementation[],
) {
  return workloads.flatMap((work) =>
    implementations.filter((one) => one.workloads.includes(work)).flatMap((
      implementation,
    ) =>
      implementation.threads.map((threads) => ({
        implementation,
        task: {
          work,
          size,
          implementation: implementation.name,
          threads,
        } satisfies Task,
      }))
    )
  );
}

/** Each is computed once. */
function expectedSamples(size: Size): (work: Workload) => number[] {
  const known = new Map<Workload, number[]>();
  return (work) =>
    known.getOrInsertComputed(work, () => expectedSample({ work, size }));
}

async function requireAgreement(child: Child, expected: number[]) {
  if (agrees(child.sample, expected)) return;
  await child.end();
  throw new Error(`its numbers are wrong: ${child.sample}, not ${expected}`);
}

function notMeasured(task: Task, error: unknown): NotMeasured {
  const missing = error instanceof Missing;
  return { task, why: (error as Error).message, missing };
}

function taskName({ work, implementation, threads }: Task): string {
  return `${work}, ${implementation}, threads: ${threads}`;
}
