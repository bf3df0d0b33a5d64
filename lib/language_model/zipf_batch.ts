/**
 * A batch of tokens by Zipf's law.
 *
 * @module
 */
import { randomNumbers } from "../statistics/random_numbers.ts";
import { zipfNumbers } from "../statistics/zipf_numbers.ts";
import { type StartSettings, startSettings } from "./start_settings.ts";

/** Sequences of tokens, one after the other, and the token that comes after each of them. */
export interface Batch {
  /** The token at each position. */
  inputs: number[];
  /** The token after each position. */
  targets: number[];
}

/**
 * Draws sequences by Zipf's law over the live tokens, which come first; each
 * position is to predict the token after it.
 *
 * @param settings The settings that differ from those of the measured model
 * @param uniform The source of uniform random numbers in [0, 1). By default
 * that of the seed, which makes it the batch of `startOfTraining`
 * @returns The tokens
 * @throws {RangeError} If a setting is out of range, or `uniform` gives a
 * number outside [0, 1)
 * @throws {TypeError} If a setting is of the wrong type, there is none of its
 * name, or `uniform` is no function
 * @example
 * ```ts
 * import { zipfBatch } from "adam/language_model";
 * import { assertEquals } from "@std/assert";
 *
 * const { inputs, targets } = zipfBatch({ batch: 1, sequenceLength: 5 });
 * assertEquals(inputs.slice(1), targets.slice(0, 4));
 * ```
 */
export function zipfBatch(
  settings: Partial<StartSettings> = {},
  uniform?: () => number,
): Batch {
  const all = startSettings(settings);
  const { vocabulary, deadTokens, batch, sequenceLength } = all;
  const token = zipfNumbers(vocabulary - deadTokens, {
    exponent: all.zipfExponent,
    uniform: uniform ?? randomNumbers(all.seed),
  });
  const sequences = Array.from(
    { length: batch },
    () => Array.from({ length: sequenceLength + 1 }, token),
  );
  return {
    inputs: sequences.flatMap((sequence) => sequence.slice(0, -1)),
    targets: sequences.flatMap((sequence) => sequence.slice(1)),
  };
}
