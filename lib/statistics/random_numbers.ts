/**
 * Seeded random numbers: the same seed gives the same numbers, here and in
 * NumPy.
 *
 * @module
 */
import { requireNumber } from "../_require.ts";

/** How many words the generator remembers, and how far back it looks. */
const [size, middle] = [624, 397];

/**
 * A source of 32 random bits at a time: the Mersenne Twister MT19937 of
 * Matsumoto and Nishimura (1998), seeded with their `init_genrand`. Gives what
 * `numpy.random.RandomState(seed).randint(0, 2**32, dtype=numpy.uint32)` gives.
 *
 * @param seed The seed, a whole number in [0, 2^32)
 * @returns A function that gives the next word, a whole number in [0, 2^32)
 * @throws {RangeError} If the seed is not a whole number in that range
 * @example
 * ```ts
 * import { randomWords } from "adam/statistics";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const next = randomWords(5489);
 * assertStrictEquals(next(), 3499211612);
 * assertStrictEquals(next(), 581869302);
 * ```
 */
export function randomWords(seed: number): () => number {
  requireNumber("make random numbers", "seed", seed, wholeWord);
  const words = new Uint32Array(size);
  words[0] = seed;
  for (let i = 1; i < size; i++) {
    const before = words[i - 1]!;
    words[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
  }
  let at = size;
  return () => {
    if (at === size) {
      twist(words);
      at = 0;
    }
    // Tempering evens out what the recurrence leaves uneven.
    let word = words[at++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  };
}

/** Puts the next words of the recurrence in the place of all that are remembered. */
function twist(words: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    // Comparisons, as a remainder would take twice as long.
    const next = i + 1 < size ? i + 1 : 0;
    const far = i + middle < size ? i + middle : i + middle - size;
    const joined = (words[i]! & 0x80000000) | (words[next]! & 0x7fffffff);
    // All bits of -1 if the last one is set, otherwise none.
    const twisted = (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
    words[i] = words[far]! ^ twisted;
  }
}

/**
 * A source of uniform random numbers: of two words the upper 27 and 26 bits
 * are the digits of a binary64,
 *
 * $$u = (\lfloor a / 2^5 \rfloor \cdot 2^{26} + \lfloor b / 2^6 \rfloor) / 2^{53}$$
 *
 * Gives what `numpy.random.RandomState(seed).random_sample()` gives.
 *
 * @param seed The seed, a whole number in [0, 2^32)
 * @returns A function that gives the next number, in [0, 1)
 * @throws {RangeError} If the seed is not a whole number in that range
 * @example
 * ```ts
 * import { randomNumbers } from "adam/statistics";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const next = randomNumbers(0);
 * assertStrictEquals(next(), 0.5488135039273248);
 * ```
 */
export function randomNumbers(seed: number): () => number {
  const word = randomWords(seed);
  return () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
}

const wholeWord = {
  wanted: "a whole number in [0, 2^32)",
  met: (value: number) => value >>> 0 === value,
};
