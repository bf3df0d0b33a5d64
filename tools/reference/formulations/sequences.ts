/**
 * The sequences of `sequences.py`, bit for bit: what every implementation was
 * run on. Each file of reference data repeats the digests of its gradients.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { randomWords } from "../../../lib/statistics/random_numbers.ts";

/** How many coordinates there are, and how many steps they take. */
export const [parameters, steps] = [4096, 50];

/** The coordinates of which every bit is kept, one of each kind. */
export const sample = Array.from({ length: 16 }, (_, i) => 257 * i);

const words = (() => {
  const next = randomWords(20141222);
  return Array.from(
    { length: steps + 1 },
    () => Uint32Array.from({ length: parameters }, next),
  );
})();

/** The weights before the first step. */
export function startingWeights(): Float32Array {
  return withExponent((word) => 123 + ((word >>> 23) & 7), words[0]!);
}

/** The gradients of a step, counted from 1, in the run of that name. */
export function gradientsAt(step: number, run: string): Float32Array {
  const larger = run === "overflow" ? 62 : 0;
  const kindOf = (coordinate: number) =>
    run === "no epsilon" ? 0 : coordinate % 16;
  const exponent = (word: number, coordinate: number) => {
    const [kind, upper] = [kindOf(coordinate), (word >>> 23) & 255];
    if (kind === 10) return Math.min(upper, 190 + larger);
    if (kind === 13) return 0;
    if (kind === 14) return 159 + larger + (upper & 31);
    if (run === "halves") return (kind < 5 ? 0 : 62) + (upper & 3);
    return 87 + (coordinate >>> 4) % 44 + (upper & 3);
  };
  const now = words[step]!;
  const made = now.map((word, i) => kindOf(i) === 15 ? words[1]![i]! : word);
  return withExponent(exponent, made).map((gradient, i) => {
    const isZero = kindOf(i) === 11 && (now[i]! >>> 23) & 1 ||
      kindOf(i) === 12 && step <= 25;
    return isZero ? 0 : gradient;
  });
}

/** The gradients of a step in the run "extremes", which is in binary64. */
export function extremeGradientsAt(step: number): Float64Array {
  return Float64Array.from(
    gradientsAt(step, "extremes"),
    (gradient, i) => gradient * 2 ** (37 * i % 1861 - 960),
  );
}

/** Sign and digits of each word, with an exponent made from it. */
function withExponent(
  exponent: (word: number, coordinate: number) => number,
  from: Uint32Array,
): Float32Array {
  const bits = from.map((word, i) =>
    (word & 0x807fffff) | (exponent(word, i) << 23)
  );
  return new Float32Array(bits.buffer);
}

/** The first 16 hexadecimal digits of the SHA-256 of some numbers. */
export function digest(values: Float32Array | Float64Array): string {
  return createHash("sha256").update(new Uint8Array(values.buffer))
    .digest("hex").slice(0, 16);
}
