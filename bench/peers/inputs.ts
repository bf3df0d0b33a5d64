/**
 * The numbers that all implementations work on.
 *
 * @module
 */

/** Spread evenly in [-0.5, 0.5), none of them 0, the same in `inputs.py`. */
export function wave(index: number): number {
  return index * 7919 % 10007 / 10007 - 0.5;
}

/** Fills an array with them. */
export function fillWithWave(array: Float32Array, scale: number) {
  for (let i = 0; i < array.length; i++) array[i] = scale * wave(i);
}

/** The token that came at a position. */
export function target(position: number, vocabulary: number): number {
  return position * 37 % vocabulary;
}

/** The settings of a training: the measured model's, with sequences of 128. */
export function settingsOfTraining(
  [positions, vocabulary, width, layers]: readonly number[],
) {
  return {
    batch: positions! / 128,
    sequenceLength: 128,
    vocabulary: vocabulary!,
    deadTokens: Math.floor(0.48 * vocabulary!),
    width: width!,
    feedForward: 2 * width!,
    layers: layers!,
  };
}

/** The first two and the last two indices of a list of parameters. */
export function sampleOfParameters(count: number): number[] {
  return [0, 1, count - 2, count - 1];
}

/** The ends of the first and of the last row of a vocabulary × width matrix. */
export function sampleOfMatrix(vocabulary: number, width: number): number[] {
  const last = (vocabulary - 1) * width;
  return [0, width - 1, last, last + width - 1];
}
