/**
 * The operations in plain TypeScript: slow, the same everywhere, on one thread.
 *
 * @module
 */
import type { Operations } from "./_operations.ts";
import { adamw } from "./_portable_adamw.ts";
import { attend, attendBackward } from "./_portable_attention.ts";
import { crossEntropy } from "./_portable_cross_entropy.ts";
import { embed, embedBackward } from "./_portable_embedding.ts";
import { gelu, geluBackward } from "./_portable_gelu.ts";
import { normalize, normalizeBackward } from "./_portable_normalization.ts";
import { multiplyTransposed, transposed } from "./_portable_products.ts";
import { roundToBf16 } from "./_round_to_bf16.ts";
import type { Storage } from "./training_settings.ts";

/** The operations for a format. */
export function portableOperations(storage: Storage): Operations {
  const round = storage === "f32" ? () => {} : roundToBf16;
  return {
    kernels: "portable",
    allocate: (length) => new Float32Array(length),
    round,
    embed(to, ...rest) {
      embed(to, ...rest);
      round(to.values);
    },
    embedBackward: (...all) => embedBackward(...all, round),
    add(to, a, b) {
      for (let i = 0; i < to.length; i++) to[i] = a[i]! + b[i]!;
      round(to);
    },
    normalize(to, ...rest) {
      normalize(to, ...rest);
      round(to.values);
    },
    normalizeBackward(to, ...rest) {
      normalizeBackward(to, ...rest);
      round(to.values);
      round(to.gain);
      if (to.shift) round(to.shift);
    },
    linear(to, ...rest) {
      multiplyTransposed(to, ...rest);
      round(to.values);
    },
    product(to, a, b) {
      multiplyTransposed(to, a, transposed(b));
      round(to.values);
    },
    transposedProduct(to, a, b) {
      multiplyTransposed(to, transposed(a), transposed(b));
      round(to.values);
    },
    sumOfRows(to, { rows, columns, values }) {
      const sums = new Float64Array(columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) sums[j]! += values[i * columns + j]!;
      }
      to.set(sums);
      round(to);
    },
    attend(to, ...rest) {
      attend(to, ...rest, round);
      round(to.values);
    },
    attendBackward(to, ...rest) {
      attendBackward(to, ...rest, round);
      round(to.values);
    },
    gelu(to, x) {
      gelu(to, x);
      round(to);
    },
    geluBackward(gradient, x) {
      geluBackward(gradient, x);
      round(gradient);
    },
    crossEntropy(logits, ...rest) {
      crossEntropy(logits, ...rest, round);
      round(logits.values);
    },
    adamw(state, scalars) {
      adamw(state, scalars);
      if (storage !== "bf16") return;
      roundToBf16(state.weights);
      roundToBf16(state.firstMoments);
      roundToBf16(state.secondMoments);
    },
    [Symbol.dispose]() {},
  };
}
