/**
 * The softmax gradient where there is no SIMD: in binary64, rounded at the end.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { matrix } from "../matrix/matrix.ts";
import { outputGradient } from "../output_gradient.ts";
import type { SoftmaxOutput } from "./_softmax_batch.ts";

/** Writes the requested rows of the gradient. Returns the mean loss. */
export function portableSoftmaxGradient(
  action: string,
  { weights, hidden, targets, width, into, tokens }: Required<SoftmaxOutput>,
): number {
  const { gradient, losses } = outputGradient(
    matrix(targets.length, width, Float64Array.from(hidden)),
    matrix(weights.length / width, width, Float64Array.from(weights)),
    targets,
  );
  const loss = losses.reduce((sum, own) => sum + own) / losses.length;
  requireNumber(action, "the loss", loss, finite);
  for (let row = 0; row < tokens.length; row++) {
    const start = tokens[row]! * width;
    into.set(gradient.values.subarray(start, start + width), row * width);
  }
  return loss;
}
