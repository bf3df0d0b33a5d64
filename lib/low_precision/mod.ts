/**
 * What low precision does to Adam: moments, updates and weights stored in
 * formats of few bits, and the points at which they stall or freeze.
 *
 * ```ts
 * import { adamSteps, bf16 } from "adam";
 * import { parkingPoint, plateau } from "adam/low_precision";
 * import { assertStrictEquals } from "@std/assert";
 *
 * // With a gradient of 1 the second moment stalls at 0.25, and never gets to 1.
 * const ones = Array(1000).fill(1);
 * const { secondMoment } = [...adamSteps(ones, { moments: bf16 })].at(-1)!;
 * assertStrictEquals(secondMoment, 0.25);
 * assertStrictEquals(plateau(1, { decay: 0.999, round: bf16 }), 0.25);
 *
 * // Updates of a thousandth leave a weight where it is from 0.5 on.
 * assertStrictEquals(parkingPoint(0, 0.001, bf16), 0.5);
 * ```
 *
 * @module
 */
export * from "./neighbours.ts";
export * from "./toward_zero.ts";
export * from "./stochastically.ts";
export * from "./stored_weight.ts";
export * from "./apply_updates.ts";
export * from "./low_precision_steps.ts";
export * from "./smallest_move.ts";
export * from "./parking_point.ts";
export * from "./parking_staircase.ts";
export * from "./plateau.ts";
export * from "./steady_state.ts";
export * from "./stored_decay.ts";
export * from "./underflow.ts";
export * from "./stored_blocks.ts";
export * from "./stored_row.ts";
export * from "./ulps_apart.ts";
