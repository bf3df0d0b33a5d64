/**
 * The first step of a group of rows, and where its closed form leads.
 *
 * @module
 */
import { fractionOfSum } from "../_fraction_of_sum.ts";
import { applyUpdate } from "../adam.ts";
import { type Matrix, matrix } from "../matrix/matrix.ts";
import { f32 } from "../precision.ts";
import type { RowGroup } from "./_grouped_matrix.ts";

/** What is noted of a group at its first step. */
export interface FirstStep {
  /** The gradients of the first step. */
  firstGradients: Matrix;
  /**
   * What the first step adds to the rows by its closed form, without weight
   * decay: $\mathrm{f32}(w - \eta g / (|g| + \epsilon)) - w$.
   */
  predictedFirstStep: Matrix;
}

/** Notes the first step of a group, before its gradients are overwritten. */
export function firstStep(group: RowGroup, width: number): FirstStep {
  const { before, gradients, adam: { settings } } = group;
  const rows = before.length / width;
  const predicted = Float64Array.from(before, (weight, i) => {
    const gradient = gradients[i]!;
    if (gradient === 0) return 0;
    const { learningRate, epsilon } = settings;
    const update = fractionOfSum(-learningRate, gradient, epsilon);
    return applyUpdate(weight, update, f32) - weight;
  });
  return {
    firstGradients: matrix(rows, width, gradients.slice()),
    predictedFirstStep: matrix(rows, width, predicted),
  };
}
