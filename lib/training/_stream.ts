/**
 * The sequences that a training sees.
 *
 * @module
 */
import { inWords, requireNumber, requireNumbers } from "../_require.ts";
import {
  type Batch,
  type StartSettings,
  zipfBatch,
} from "../language_model/mod.ts";
import { randomNumbers } from "../statistics/random_numbers.ts";

/** The source of a training's sequences: Zipf's law, or the tokens of a text in their order. */
export type Stream = "zipf" | ArrayLike<number>;

/**
 * The batch of a step, from a separate seed, $s_t = s + (t - 1) \lfloor 2^{32}
 * / \varphi \rfloor$ mod $2^{32}$: any batch can be made without those before
 * it, and as the factor is odd, no seed repeats within $2^{32}$ steps. By
 * Zipf's law the batch of step 1 is that of `startOfTraining`.
 */
export function batchOfStep(
  stream: Stream,
  settings: StartSettings,
  step: number,
): Batch {
  const seed = (settings.seed + Math.imul(step - 1, 0x9e3779b9)) >>> 0;
  const uniform = randomNumbers(seed);
  return typeof stream === "string"
    ? zipfBatch(settings, uniform)
    : windowsOf(stream, settings, uniform);
}

/** Sequences of a text: each begins at $\lfloor u (n - L) \rfloor$, for $n$ tokens and $L$ positions. */
function windowsOf(
  tokens: ArrayLike<number>,
  { batch, sequenceLength }: StartSettings,
  uniform: () => number,
): Batch {
  const starts = Array.from(
    { length: batch },
    () => Math.floor(uniform() * (tokens.length - sequenceLength)),
  );
  const from = (shift: number) =>
    starts.flatMap((start) =>
      Array.from(
        { length: sequenceLength },
        (_, i) => tokens[start + i + shift]!,
      )
    );
  return { inputs: from(0), targets: from(1) };
}

/** The stream, with a copy of the tokens. Throws unless they have room for a sequence and all are live. */
export function streamOf(
  action: string,
  stream: Stream,
  { vocabulary, deadTokens, sequenceLength }: StartSettings,
): Stream {
  if (stream === "zipf") return stream;
  requireTokens(action, stream);
  requireNumber(action, "stream.length", stream.length, {
    wanted: `more than sequenceLength, ${sequenceLength}`,
    met: (length) => length > sequenceLength,
  });
  const live = vocabulary - deadTokens;
  requireNumbers(action, "stream", stream, {
    wanted: `a whole number in [0, ${live}), a token that is not dead`,
    met: (token) => Number.isInteger(token) && token >= 0 && token < live,
  });
  return Uint32Array.from(stream);
}

function requireTokens(action: string, stream: unknown): void {
  if (typeof stream === "object" && stream && "length" in stream) return;
  const isText = typeof stream === "string";
  const message =
    `Cannot ${action} as stream must be zipf or the tokens of a text, as textTokens gives them: current value is ${
      isText ? stream : inWords(stream)
    }`;
  throw isText ? new RangeError(message) : new TypeError(message);
}
