/**
 * The arithmetic of XLA and TensorFlow: binary32 without its subnormals.
 *
 * @module
 */
import { fusedMultiplyAdd } from "../fused_multiply_add.ts";
import { f32 } from "../precision.ts";

/** What is smaller than this would round to a subnormal, were there 24 digits there. */
const normal = 2 ** -126 * (1 - 2 ** -25);

/** Rounds to binary32; a result below $2^{-126}$ becomes a zero of its sign. */
export function flushed(x: number): number {
  return Math.abs(x) < normal ? 0 * x : f32(x);
}

/** The fused multiply-add, with a small result flushed likewise. */
export function flushedMultiplyAdd(a: number, b: number, c: number): number {
  return Math.abs(a * b + c) < normal
    ? flushed(a * b + c)
    : fusedMultiplyAdd(a, b, c);
}

/**
 * The correction $1 - \beta^t$ with all of it in binary32. There $\beta^t$ is
 * the C library's `powf`; here it is rounded correctly, which is the same but
 * for a few steps of ten thousand.
 */
export function correctionInBinary32(decay: number, step: number): number {
  return flushed(1 - flushed(flushed(decay) ** step));
}
