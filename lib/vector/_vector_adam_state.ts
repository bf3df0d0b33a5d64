/**
 * What an Adam over an array is made of, as the files that step it see it.
 *
 * @module
 */
import type { AdamOptions } from "../_adam_options.ts";
import type { Round } from "../precision.ts";
import type { VectorPool } from "./_pool.ts";

/** The settings of `VectorAdam`. The defaults are PyTorch's for Adam. */
export interface VectorAdamOptions
  extends Omit<AdamOptions, "moments" | "accept"> {
  /** The decoupled weight decay of AdamW, $\lambda \ge 0$. Default `0`: Adam. */
  weightDecay?: number;
  /** The format that both moments are stored in: `f32`, or `bf16`. Default `f32`. */
  moments?: Round;
}

/** The arrays, the settings and the step of a `VectorAdam`. */
export interface VectorAdamState {
  readonly pool: VectorPool;
  readonly weights: Float32Array;
  readonly firstMoment: Float32Array | Uint16Array;
  readonly secondMoment: Float32Array | Uint16Array;
  readonly settings: Required<Omit<VectorAdamOptions, "moments">>;
  readonly stepsTaken: number;
}
