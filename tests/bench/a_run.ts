/**
 * Made-up measurements, for the tests of what is made of them.
 *
 * @module
 */
import type { Measurement, Results } from "../../bench/measurement.ts";
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

/** Adam at 1000 parameters (and without limit at 10000), the softmax at 10x20x30. */
export const results: Results = {
  measured: [
    measurement(own, "adam", [1000], 1, [3, 1, 2]),
    measurement(torch, "adam", [1000], 1, [4, 4, 5]),
    measurement(numpy, "adam", [1000], 1, [8, 8, 8]),
    measurement(own, "adam", [1000], 2, [1.5]),
    measurement(own, "adam-bf16-moments", [1000], 1, [2]),
    measurement(limit, "memory-bandwidth", [1000], 1, [1.4]),
    measurement(own, "adam", [10000], 1, [20]),
    measurement(torch, "softmax-gradient", shape, 1, [0.5]),
    measurement(limit, "multiply-add-peak", shape, 1, [0.25]),
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
