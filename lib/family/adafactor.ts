/**
 * Adafactor for a matrix of weights.
 *
 * @module
 */
import { averaged } from "../_averaged.ts";
import {
  mapped,
  matrices,
  type Matrix,
  mean,
  rootMeanSquare,
  transposed,
} from "./_matrix.ts";
import { member } from "./_member.ts";
import type { Member, Step } from "./_rule.ts";

export type { Matrix };

/** The settings of {@linkcode adafactor}. A setting that is left out has PyTorch's default. */
export interface AdafactorOptions {
  /** The largest relative step, $\eta \ge 0$, a share of the weights. Default `1e-2`. */
  learningRate?: number;
  /** The power of $t$ that is $1 - \beta_2$, the weight of a new gradient, at most 0. Default `-0.8`. */
  beta2Decay?: number;
  /** The least root of a second moment, and the least mean of the row moments, $\epsilon_1 \ge 0$. Default $2^{-52}$, the machine epsilon of binary64. */
  epsilon1?: number;
  /** The least size of the weights that a step is a share of, $\epsilon_2 \ge 0$. Default `1e-3`. */
  epsilon2?: number;
  /** The largest root mean square of a direction, $d \ge 1$. Default `1`. */
  clippingThreshold?: number;
  /** The share of the weight that a step takes off, per learning rate, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
}

/** The record of a step of {@linkcode adafactor}, which is also the next state. */
export interface AdafactorStep extends Step<Matrix> {
  /** Of each row the moving average of the mean squared gradient, $R_t$: PyTorch's `row_var`. */
  rowMoment: readonly number[];
  /** Of each column the moving average of the mean squared gradient, $C_t$: PyTorch's `col_var`. */
  columnMoment: readonly number[];
}

/**
 * Takes one step of Adafactor, which remembers a number for each row and each
 * column in place of one for each weight:
 *
 * ```text
 * t <- t + 1
 * oneMinusBeta2 = t^beta2Decay
 * R[i] <- (1 - oneMinusBeta2) * R[i] + oneMinusBeta2 * mean of g[i][j]^2 over j
 * C[j] <- (1 - oneMinusBeta2) * C[j] + oneMinusBeta2 * mean of g[i][j]^2 over i
 * v[i][j] = max(R[i] / max(mean of R, epsilon1) * C[j], epsilon1^2)
 * d[i][j] = g[i][j] / sqrt(v[i][j])
 * size = max(epsilon2, rms(w)) * min(learningRate, 1 / sqrt(t))
 * update = -size * d / max(1, rms(d) / clippingThreshold)
 *          - learningRate * weightDecay * w
 * w <- w + update
 * ```
 *
 * `rowMoment` is $R$, `columnMoment` $C$, `weight` $w$, `update` $\Delta$, both
 * of its parts; rms is the root of the mean of the squares. $\epsilon_2$ lets
 * weights that are zero move. $\epsilon_1$ is a floor, twice, not a summand. The
 * first floor only makes all directions longer, which the clipping takes back.
 * The second one, at gradients around $\epsilon_1^{3/4}$ (1.8e-12) and below,
 * gives all weights one divisor, so that small gradients make small steps again.
 *
 * At step 1 it is 1, so $R$ and $C$ are the means of $g^2$, with no bias to
 * correct. For a matrix of rank 1 it is $-\eta \max(\epsilon_2, rms(w))
 * \text{sign}(g)$: sign descent.
 *
 * A vector is a matrix of one row: there $v = C$, which is what PyTorch keeps
 * for vectors, except for the floor $\epsilon_1$ of the mean of $R$.
 *
 * Mirrors `torch.optim.Adafactor`, except for the order of $R C / mean$: PyTorch
 * multiplies first, which overflows for gradients above 1e77 (in float32, 4e9)
 * and then moves nothing. Keras and Optax, like the paper, add $\epsilon_1$, 1e-30
 * by default, to $g^2$ in place of the two floors: where gradients are far above
 * $\epsilon_1^{3/4}$ all take the same steps. Optax has no $1 / \sqrt t$ and by
 * default factors only matrices of at least 128 by 128.
 *
 * Shazeer and Stern, "Adafactor" (2018), Algorithm 4.
 *
 * @example Four weights, all of size 1, of which a step changes one percent
 * ```ts
 * import { adafactor } from "adam/family";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const weight = [[1, 1], [1, 1]];
 * const { update } = adafactor({ weight }, [[1, -2], [3, -6]]);
 * assertAlmostEquals(update[0]![0]!, -0.01, 1e-16);
 * assertAlmostEquals(update[1]![1]!, 0.01, 1e-16);
 * ```
 */
export const adafactor: Member<Matrix, AdafactorOptions, AdafactorStep> =
  member(matrices, {
    action: "take a step of Adafactor",
    defaults: {
      learningRate: 1e-2,
      beta2Decay: -0.8,
      epsilon1: 2 ** -52,
      epsilon2: 1e-3,
      clippingThreshold: 1,
      weightDecay: 0,
    },
    start: (gradient) => ({
      rowMoment: gradient.map(() => 0),
      columnMoment: gradient[0]!.map(() => 0),
    }),
    equation: (
      { step, gradient, weight, rowMoment, columnMoment },
      { learningRate, epsilon1, epsilon2, weightDecay, ...settings },
    ) => {
      const oneMinusBeta2 = step ** settings.beta2Decay;
      const moments = (averages: readonly number[], lines: Matrix) =>
        averages.map((average, i) =>
          averaged(
            average,
            mean(lines[i]!.map((g) => g * g)),
            1 - oneMinusBeta2,
          )
        );
      const rows = moments(rowMoment, gradient);
      const columns = moments(columnMoment, transposed(gradient));
      const rowMean = Math.max(mean(rows), epsilon1);
      const direction = mapped(gradient, (g, i, j) => {
        const v = rows[i]! / rowMean * columns[j]!;
        return g / Math.sqrt(Math.max(v, epsilon1 ** 2));
      });
      const size = Math.max(epsilon2, rootMeanSquare(weight)) *
        Math.min(learningRate, 1 / Math.sqrt(step));
      const clip = Math.max(
        1,
        rootMeanSquare(direction) / settings.clippingThreshold,
      );
      const update = mapped(
        weight,
        (w, i, j) =>
          -size / clip * direction[i]![j]! - learningRate * weightDecay * w,
      );
      return { update, rowMoment: rows, columnMoment: columns };
    },
  });
