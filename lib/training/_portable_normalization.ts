/**
 * The normalizations of the rows of a matrix of binary32, summed in binary64.
 *
 * @module
 */
import type {
  NormalizationKind,
  NormalizationPart,
  Tensor,
} from "./_operations.ts";

/** $y = \gamma s \, c(x) + \beta$; keeps the mean and $s$ of each row. */
export function normalize(
  to: Tensor,
  scales: Float32Array,
  { rows, columns, values }: Tensor,
  { gain, shift }: NormalizationPart,
  { isCentered, epsilon }: NormalizationKind,
): void {
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let [mean, squares] = [0, 0];
    if (isCentered) {
      for (let j = 0; j < columns; j++) mean += values[start + j]!;
      mean /= columns;
    }
    for (let j = 0; j < columns; j++) {
      squares += (values[start + j]! - mean) ** 2;
    }
    const scale = 1 / Math.sqrt(squares / columns + epsilon);
    scales[2 * i] = mean;
    scales[2 * i + 1] = scale;
    for (let j = 0; j < columns; j++) {
      to.values[start + j] = gain[j]! * ((values[start + j]! - mean) * scale) +
        (shift?.[j] ?? 0);
    }
  }
}

/** The gradients of the input, and of the learned parameters. */
export function normalizeBackward(
  to: Tensor & NormalizationPart,
  gradient: Tensor,
  scales: Float32Array,
  { rows, columns, values }: Tensor,
  { gain }: NormalizationPart,
  { isCentered }: NormalizationKind,
): void {
  const ofGain = new Float64Array(columns);
  const ofShift = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    const [mean, scale] = [scales[2 * i]!, scales[2 * i + 1]!];
    let [sum, along] = [0, 0];
    for (let j = 0; j < columns; j++) {
      const given = gradient.values[start + j]!;
      const normal = (values[start + j]! - mean) * scale;
      ofGain[j]! += given * normal;
      ofShift[j]! += given;
      sum += gain[j]! * given;
      along += gain[j]! * given * normal;
    }
    const center = isCentered ? sum / columns : 0;
    for (let j = 0; j < columns; j++) {
      const own = gain[j]! * gradient.values[start + j]!;
      const normal = (values[start + j]! - mean) * scale;
      to.values[start + j] = scale * (own - center - normal * along / columns);
    }
  }
  to.gain.set(ofGain);
  to.shift?.set(ofShift);
}
