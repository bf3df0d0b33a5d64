/**
 * The dead rows of a training.
 *
 * @module
 */
import { binade } from "../_binade.ts";
import { bf16, f32, f64, type Round } from "../precision.ts";
import { ulp } from "../spacing.ts";
import { inWords } from "../_require.ts";
import type { Numbers } from "./_parameters.ts";
import { Run, type TrainingRun } from "./_run.ts";

/** The format of the weights that the optimizer moves: in `mixed`, binary32. */
const formats: Record<string, Round> = { f64, f32, bf16, mixed: f32 };

/** The dead rows of a training: parts of its arrays, in place. */
export interface DeadRows {
  /** How many there are. */
  count: number;
  /** How many numbers a row has. */
  width: number;
  /** Their weights in the output matrix. */
  weights: Numbers;
  /** The gradients of the last step. */
  gradients: Numbers;
  /** Their first moments. */
  firstMoments: Numbers;
  /** Their second moments. */
  secondMoments: Numbers;
  /** The spacing of the format that the weights are stored in, at one of them. */
  spacing(weight: number): number;
}

/** The rows of the output matrix whose tokens never occur, which are its last ones; throws if there is none. */
export function deadRowsOf(action: string, run: TrainingRun): DeadRows {
  if (!(run instanceof Run)) {
    throw new TypeError(
      `Cannot ${action} as run must be a training: current value is ${
        inWords(run)
      }`,
    );
  }
  const { tied, deadTokens, width, vocabulary, storage } = run.settings;
  if (deadTokens === 0) {
    throw new RangeError(
      `Cannot ${action} as the training must have dead tokens: current value is 0`,
    );
  }
  const output = run.weights[tied ? "tokens" : "output"]!;
  const part = (values: Numbers) =>
    values.subarray((vocabulary - deadTokens) * width);
  const format = formats[storage]!;
  const [atOne, least] = [ulp(1, format), ulp(0, format)];
  return {
    count: deadTokens,
    width,
    weights: part(output.weights),
    gradients: part(output.gradients),
    firstMoments: part(output.firstMoments),
    secondMoments: part(output.secondMoments),
    spacing: (weight) =>
      weight === 0 ? least : Math.max(binade(Math.abs(weight)) * atOne, least),
  };
}
