/**
 * Made-up measurements, for the tests of what is made of them.
 *
 * @module
 */
import {
  type Measurement,
  type Results,
  versionsOf,
} from "../../bench/measurement.ts";
import { rowsOf } from "../../bench/rows.ts";
import type { StoredRun } from "../../bench/stored_runs.ts";
import type { Size, Workload } from "../../bench/workloads.ts";

const shape = [10, 20, 30];

function measurement(
  [implementation, role]: [string, Measurement["role"]],
  work: Workload,
  size: Size,
  threads: number,
  milliseconds: number[],
): Measurement {
  return {
    task: { work, size, implementation, threads },
    role,
    milliseconds,
    peakMemoryBytes: role === "limit" ? null : 12e6,
    versions: { deno: "2.9.6", [implementation.replace(" ", "")]: "1.0.0" },
  };
}

const own: [string, "own"] = ["this project", "own"];
const torch: [string, "peer"] = ["torch", "peer"];
const numpy: [string, "peer"] = ["numpy", "peer"];
const limit: [string, "limit"] = ["wasm simd", "limit"];
const slower: [string, "limit"] = ["wasm simd, places: 8", "limit"];
const native: [string, "native limit"] = ["torch product", "native limit"];

/** Adam at 1000 parameters (and without limit at 10000), the softmax at 10x20x30. */
export const results: Results = {
  measured: [
    measurement(own, "adam", [1000], 1, [3, 1, 2]),
    measurement(torch, "adam", [1000], 1, [4, 4, 5]),
    measurement(numpy, "adam", [1000], 1, [8, 8, 8]),
    measurement(own, "adam", [1000], 2, [1.5]),
    measurement(own, "adam-bf16-moments", [1000], 1, [2]),
    measurement(slower, "memory-bandwidth", [1000], 1, [4.2]),
    measurement(limit, "memory-bandwidth", [1000], 1, [1.4]),
    measurement(limit, "root-and-division", [1000], 1, [1.25]),
    measurement(limit, "memory-bandwidth-bf16-moments", [1000], 1, [1]),
    measurement(own, "adam", [10000], 1, [20]),
    measurement(torch, "softmax-gradient", shape, 1, [0.5]),
    measurement(limit, "multiply-add-peak", shape, 1, [0.25]),
    measurement(native, "multiply-add-peak", shape, 1, [0.125]),
  ],
  notMeasured: [1000, 10000].map((n) => ({
    task: {
      work: "adam" as const,
      size: [n],
      implementation: "optax jit",
      threads: 1,
    },
    why: "jax is not installed",
    missing: true,
  })).concat([{
    task: {
      work: "adam",
      size: [10000],
      implementation: "tfjs wasm",
      threads: 1,
    },
    why: "it took longer than 120 s",
    missing: false,
  }]),
};

/** The same as it is stored. */
export const storedRun: StoredRun = {
  date: "2026-01-02",
  machine: {
    processor: "A Processor, x64",
    cores: 2,
    caches: ["L1d 32K", "L2 1024K"],
    flags: ["sse2", "avx2"],
    memoryBytes: 4 * 2 ** 30,
    system: "Linux 6.1",
  },
  rounds: 3,
  versions: versionsOf(results.measured),
  rows: rowsOf(results.measured),
  notMeasured: results.notMeasured,
};
