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
  constants: ["CHUNK", "COLUMNS", "GROUP", "POSITIONS", "ROWS"],
  sizes: ["attentionScratch", "scratchFor", "turnedStride"],
  action: "train",
  refusal: ({ size, within }) =>
    `Cannot train as the model and its states must stay within ${
      within / 2 ** 30
    } GiB: current size is ${size} bytes`,
} as const satisfies KernelSet;

/** The engine of a training. */
export type TrainingEngine = Engine<typeof kernels>;
