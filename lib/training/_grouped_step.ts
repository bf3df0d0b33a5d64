/**
 * A step of all rows, each with its own Adam.
 *
 * @module
 */
import {
  type SoftmaxBatch,
  softmaxOutputGradient,
} from "../vector/softmax_output_gradient.ts";
import { softmaxOutputStep } from "../vector/softmax_output_step.ts";
import type { VectorPool } from "../vector/vector_pool.ts";
import type { GroupedMatrix } from "./_grouped_matrix.ts";

/** Takes a step and returns the loss before it. Without groups the full gradient is never materialised. */
export function groupedStep(
  pool: VectorPool,
  { weights, gradients, groups, ungrouped }: GroupedMatrix,
  batch: SoftmaxBatch,
): number {
  const { adam } = ungrouped;
  if (gradients === undefined) return softmaxOutputStep(adam, batch).loss;
  const output = { ...batch, weights, into: gradients };
  const { loss } = softmaxOutputGradient(pool, output);
  adam.step(gradients.subarray(0, adam.weights.length));
  for (const group of groups) group.adam.step(group.gradients);
  return loss;
}
