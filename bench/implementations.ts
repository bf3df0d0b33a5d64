/**
 * Who is measured: this project, its peers, and the limits.
 *
 * @module
 */
import type { Workload } from "./workloads.ts";

/** Something that does some of the workloads. */
export interface Implementation {
  name: string;
  /** Only what is a limit in SIMD of 128 bits bounds others; native code has wider registers. */
  role: "own" | "peer" | "limit" | "native limit";
  workloads: readonly Workload[];
  /** With how many threads it is measured. */
  threads: readonly number[];
  /** The file in `bench/peers/` that runs it. */
  program: string;
}

/** All of them, in the order of the tables. */
export const implementations: readonly Implementation[] = [
  {
    name: "this project",
    role: "own",
    workloads: ["adam", "adam-bf16-moments", "softmax-gradient", "training"],
    threads: [1, 2],
    program: "own_peer.ts",
  },
  {
    name: "this project",
    role: "own",
    workloads: ["product"],
    threads: [1],
    program: "own_peer.ts",
  },
  ...["torch", "numpy"].map((library): Implementation => ({
    name: library,
    role: "peer",
    workloads: ["product"],
    threads: [1],
    program: `${library}_peer.py`,
  })),
  ...["torch single", "torch foreach", "torch fused"].map((
    name,
  ): Implementation => ({
    name,
    role: "peer",
    workloads: ["adam"],
    threads: [1, 2],
    program: "torch_peer.py",
  })),
  {
    name: "torch",
    role: "peer",
    workloads: ["softmax-gradient", "training"],
    threads: [1, 2],
    program: "torch_peer.py",
  },
  {
    name: "optax jit",
    role: "peer",
    workloads: ["adam"],
    threads: [1, 2],
    program: "optax_peer.py",
  },
  // NumPy's ufuncs have one thread; its products of matrices have more.
  {
    name: "numpy",
    role: "peer",
    workloads: ["adam"],
    threads: [1],
    program: "numpy_peer.py",
  },
  {
    name: "numpy",
    role: "peer",
    workloads: ["softmax-gradient"],
    threads: [1, 2],
    program: "numpy_peer.py",
  },
  // Outside browsers TF.js turns threads off: tensorflow/tfjs issue 3830.
  {
    name: "tfjs wasm",
    role: "peer",
    workloads: ["adam", "softmax-gradient"],
    threads: [1],
    program: "tfjs_peer.ts",
  },
  {
    name: "jax-js wasm",
    role: "peer",
    workloads: ["adam", "softmax-gradient"],
    threads: [1, 2],
    program: "jax_js_peer.ts",
  },
  // Which order memory is passed through in decides: the best is the limit.
  ...[1, 2, 8].map((places): Implementation => ({
    name: `wasm simd, places: ${places}`,
    role: "limit",
    workloads: ["memory-bandwidth", "memory-bandwidth-bf16-moments"],
    threads: [1, 2],
    program: "limits_peer.ts",
  })),
  {
    name: "wasm simd",
    role: "limit",
    workloads: ["root-and-division", "multiply-add-peak"],
    threads: [1, 2],
    program: "limits_peer.ts",
  },
  ...["torch", "numpy"].map((library): Implementation => ({
    name: `${library} product`,
    role: "native limit",
    workloads: ["multiply-add-peak"],
    threads: [1, 2],
    program: `${library}_peer.py`,
  })),
];
