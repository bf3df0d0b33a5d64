/**
 * The rows of the result, the same in the table, in `bench/README.md` and in
 * `deno task bench --json`.
 *
 * @module
 */
import type { Measurement } from "./measurement.ts";
import { median, spread } from "./statistics.ts";
import {
  bytesPerParameter,
  limitsOf,
  operations,
  sizeName,
  type Workload,
} from "./workloads.ts";

/** One implementation at one work, size and number of threads. */
export interface Row {
  work: Workload;
  implementation: string;
  threads: number;
  /** The number of parameters; of the softmax gradient, N, V and d as in `1024x3988x128`. */
  n: number | string;
  /** Of workloads on parameters. */
  nanosecondsPerParameter?: number;
  /** The same by the bytes that a step reads and writes. */
  gigabytesPerSecond?: number;
  /** Of the other workloads. */
  gigaflops?: number;
  /** Of one step. */
  medianMilliseconds: number;
  /** How far apart the middle half of the times lies, as a part of the median. */
  spread: number;
  /** By how much the process grew at most, if that could be had. */
  peakMemoryBytes: number | null;
  /** The median over the best median of a peer at the same work, n and threads; null if there is none. */
  ratioToBestPeer: number | null;
  /** The median over the time that the limits take, at the same n and threads; null if there are none. */
  ratioToLimit: number | null;
}

/** The rows of what was measured, in the order in which it was. */
export function rowsOf(measured: readonly Measurement[]): Row[] {
  return measured.map((one) => {
    const { work, implementation, threads, size } = one.task;
    const milliseconds = median(one.milliseconds);
    return {
      ...{ work, implementation, threads, n: sizeName(size) },
      ...speed(one, milliseconds),
      medianMilliseconds: milliseconds,
      spread: spread(one.milliseconds),
      peakMemoryBytes: one.peakMemoryBytes,
      ratioToBestPeer: ratio(milliseconds, bestPeer(one, measured)),
      ratioToLimit: ratio(milliseconds, limit(one, measured)),
    };
  });
}

function speed({ task: { work, size } }: Measurement, milliseconds: number) {
  if (size.length > 1) {
    return { gigaflops: operations(work, size) / milliseconds / 1e6 };
  }
  const nanosecondsPerParameter = milliseconds * 1e6 / size[0]!;
  const bytes = bytesPerParameter[work];
  if (bytes === undefined) return { nanosecondsPerParameter };
  const gigabytesPerSecond = bytes / nanosecondsPerParameter;
  return { nanosecondsPerParameter, gigabytesPerSecond };
}

function ratio(milliseconds: number, other: number | undefined) {
  return other === undefined ? null : milliseconds / other;
}

function bestPeer(one: Measurement, measured: readonly Measurement[]) {
  const peers = measured.filter((other) =>
    other.role === "peer" && isComparable(one, other) &&
    other.task.work === one.task.work
  );
  if (peers.length === 0) return undefined;
  return Math.min(...peers.map((peer) => median(peer.milliseconds)));
}

/** Of each work that bounds it the fastest way counts, and of these works the slowest. */
function limit(one: Measurement, measured: readonly Measurement[]) {
  const limits = measured.filter((other) =>
    other.role === "limit" && isComparable(one, other)
  );
  const times = limitsOf[one.task.work].flatMap((work) => {
    const ways = limits.filter(({ task }) => task.work === work)
      .map(({ milliseconds }) => median(milliseconds));
    return ways.length === 0 ? [] : [Math.min(...ways)];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

function isComparable(
  { task: one }: Measurement,
  { task: other }: Measurement,
) {
  return one.threads === other.threads &&
    sizeName(one.size) === sizeName(other.size);
}
