/**
 * The tokens of the first batch.
 *
 * @module
 */
import { zipfNumbers } from "../statistics/zipf_numbers.ts";
import type { StartSettings } from "./start_settings.ts";

/** Sequences of tokens, and the token that comes after each of them. */
export interface Batch {
  /** The token at each position, a list for each sequence. */
  inputs: number[][];
  /** The token after each position. */
  targets: number[][];
}

/** Draws sequences by Zipf's law over the live tokens, which come first. */
export function firstBatch(
  settings: StartSettings,
  uniform: () => number,
): Batch {
  const { vocabulary, deadTokens, batch, sequenceLength } = settings;
  const token = zipfNumbers(vocabulary - deadTokens, {
    exponent: settings.zipfExponent,
    uniform,
  });
  const sequences = Array.from(
    { length: batch },
    () => Array.from({ length: sequenceLength + 1 }, token),
  );
  return {
    inputs: sequences.map((sequence) => sequence.slice(0, -1)),
    targets: sequences.map((sequence) => sequence.slice(1)),
  };
}
