/**
 * The kernels of this folder, as an engine takes them.
 *
 * @module
 */
import type { Engine, KernelSet } from "../threads/mod.ts";
import { relaxedSimd, simd } from "./_kernel_bytes.ts";
import { plans } from "./_plans.ts";

/** The kernels of `assembly/kernels.ts`. */
export const kernels = {
  builds: { "relaxed-simd": relaxedSimd, simd },
  plans,
  constants: ["BLOCK", "TILE", "OWN_BYTES"],
  sizes: [],
  action: "start a pool",
  refusal: ({ bytes, used, within }) =>
    `Cannot allocate ${bytes} bytes as a pool must stay within ${
      within / 2 ** 30
    } GiB: current use is ${used} bytes`,
} as const satisfies KernelSet;

/** The engine of a pool. */
export type VectorEngine = Engine<typeof kernels>;
