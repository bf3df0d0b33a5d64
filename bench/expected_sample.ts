/**
 * What the first steps of a task must give, computed one number at a time.
 *
 * @module
 */
import { adamSteps } from "adam";
import { gradientNormsAtStart } from "adam/language_model";
import {
  sampleOfMatrix,
  sampleOfParameters,
  settingsOfTraining,
  target,
  wave,
} from "./peers/inputs.ts";
import { stepsBeforeSample } from "./peers/serve.ts";
import type { Task } from "./task.ts";

/** Looks for wrong algorithms; moments in bfloat16 are the least exact of what is right. */
const tolerance = 0.01;

/**
 * The values at the sampled places, in binary64.
 *
 * @throws {RangeError} If the limits are asked for, which compute nothing
 */
export function expectedSample({ work, size }: Pick<Task, "work" | "size">) {
  switch (work) {
    case "adam":
    case "adam-bf16-moments":
      return sampleOfParameters(size[0]!).map(weightAfterSteps);
    case "softmax-gradient":
      return softmaxGradient(size[0]!, size[1]!, size[2]!);
    case "training":
      return firstStep(size);
    case "product":
      return product(size[0]!, size[1]!, size[2]!);
    default:
      throw new RangeError(`Cannot compute a sample of ${work}`);
  }
}

/** Whether a sample is what it must be, within what few bits do to it. */
export function agrees(sample: number[], expected: number[]): boolean {
  return sample.length === expected.length &&
    expected.every((value, i) =>
      Math.abs(sample[i]! - value) <= tolerance * Math.abs(value)
    );
}

/** Weights start at 0, and the gradient stays as it is. */
function weightAfterSteps(index: number): number {
  const gradients = new Array(stepsBeforeSample).fill(wave(index));
  return [...adamSteps(gradients)].reduce((sum, { update }) => sum + update, 0);
}

/** The loss of the first step, and the mean gradient of a dead row. */
function firstStep(size: readonly number[]): number[] {
  const { loss, dead } = gradientNormsAtStart(settingsOfTraining(size));
  return [loss, dead.mean];
}

function product(rows: number, columns: number, width: number): number[] {
  return sampleOfMatrix(rows, columns).map((place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let k = 0; k < width; k++) {
      sum += 2 * wave(row * width + k) * 0.2 * wave(column * width + k);
    }
    return sum;
  });
}

function softmaxGradient(positions: number, vocabulary: number, width: number) {
  const weights = Float64Array.from(
    { length: vocabulary * width },
    (_, i) => 0.2 * wave(i),
  );
  const sample = sampleOfMatrix(vocabulary, width);
  const gradient = sample.map(() => 0);
  for (let position = 0; position < positions; position++) {
    const hidden = Float64Array.from(
      { length: width },
      (_, i) => 2 * wave(position * width + i),
    );
    const errors = probabilities(hidden, weights);
    errors[target(position, vocabulary)]! -= 1;
    sample.forEach((place, i) => {
      const error = errors[Math.floor(place / width)]!;
      gradient[i]! += error * hidden[place % width]! / positions;
    });
  }
  return gradient;
}

function probabilities(hidden: Float64Array, weights: Float64Array) {
  const width = hidden.length;
  const scores = new Float64Array(weights.length / width);
  for (let token = 0; token < scores.length; token++) {
    let score = 0;
    for (let k = 0; k < width; k++) {
      score += weights[token * width + k]! * hidden[k]!;
    }
    scores[token] = score;
  }
  const maximum = scores.reduce((most, score) => Math.max(most, score));
  const exponentials = scores.map((score) => Math.exp(score - maximum));
  const sum = exponentials.reduce((total, value) => total + value);
  return exponentials.map((value) => value / sum);
}
