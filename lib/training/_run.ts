/**
 * A training that is under way.
 *
 * @module
 */
import { finite, positiveInteger } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import type { Model, StartSettings } from "../language_model/mod.ts";
import type { KernelKind } from "./_operations.ts";
import { type Numbers, partOf, type Place } from "./_parameters.ts";
import { largestOf } from "./_rows.ts";
import { recordOf, type TrainingRecord } from "./_record.ts";
import { type SavedRun, savedRun } from "./_saved_run.ts";
import { batchOfStep } from "./_stream.ts";
import type { Trainer } from "./_trainer.ts";
import { startOf, type TrainingSettings } from "./training_settings.ts";

/** A weight of a training: arrays that change in place with each step. */
export interface TrainedWeight {
  /** How many rows it has; of a vector, one. */
  rows: number;
  /** How many numbers a row has. */
  columns: number;
  /** Its numbers. */
  weights: Numbers;
  /** The gradients of the last step; zeros before the first one. */
  gradients: Numbers;
  /** The moving averages of the gradients, $m$. */
  firstMoments: Numbers;
  /** The moving averages of the squared gradients, $v$. */
  secondMoments: Numbers;
}

/** A training that can be continued, step by step. */
export interface TrainingRun extends Disposable {
  /** The settings, all of them. */
  readonly settings: Readonly<TrainingSettings>;
  /** What does the work: WebAssembly that rounds a multiply-add once or twice, or plain TypeScript. Between them only the last bits of numbers differ. */
  readonly kernels: KernelKind;
  /** How many steps were taken. */
  readonly stepsTaken: number;
  /** Every weight by its name, such as `tokens` or `layers.0.attention.input.weight`, to be read only. */
  readonly weights: Readonly<Record<string, TrainedWeight>>;
  /** Takes this many more steps, each when its record is asked for. */
  steps(count: number): Generator<TrainingRecord, void, undefined>;
  /** A copy of all that is needed to continue the training, to the bit. */
  save(): SavedRun;
  /** Ends the threads, if there is more than one. No more steps can be taken; the result can still be read and saved. */
  [Symbol.dispose](): void;
}

/** A training with the trainer that computes it. */
export class Run implements TrainingRun {
  readonly settings: Readonly<TrainingSettings>;
  readonly weights: Readonly<Record<string, TrainedWeight>>;
  readonly #start: StartSettings;
  readonly #trainer: Trainer;
  /** Where the numbers of the output matrix are, which may be the token embedding. */
  readonly #output: Place;
  /** The output matrix before training. */
  readonly #atStart: Numbers;
  /** The output matrix before the current step. */
  readonly #before: Numbers;
  #stepsTaken: number;
  #isOpen = true;

  constructor(
    settings: TrainingSettings,
    model: Model,
    trainer: Trainer,
    stepsTaken = 0,
  ) {
    this.settings = settings;
    this.#start = startOf(settings);
    this.#trainer = trainer;
    this.#stepsTaken = stepsTaken;
    const { layout: { places }, ...numbers } = trainer.state;
    this.weights = Object.fromEntries(
      places.map((place) => [place.name, {
        rows: place.rows,
        columns: place.columns,
        weights: partOf(numbers.weights, place),
        gradients: partOf(numbers.gradients, place),
        firstMoments: partOf(numbers.firstMoments, place),
        secondMoments: partOf(numbers.secondMoments, place),
      }]),
    );
    const name = settings.tied ? "tokens" : "output";
    this.#output = places.find((place) => place.name === name)!;
    this.#atStart = partOf(trainer.initialWeights(model), this.#output);
    this.#before = this.#atStart.slice();
  }

  get kernels(): KernelKind {
    return this.#trainer.kernels;
  }

  get stepsTaken(): number {
    return this.#stepsTaken;
  }

  steps(count: number): Generator<TrainingRecord, void, undefined> {
    requireNumber("train", "the number of steps", count, positiveInteger);
    this.#requireOpen();
    return this.#steps(count);
  }

  save(): SavedRun {
    return savedRun(this.settings, this.#stepsTaken, this.#trainer.state);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#trainer[Symbol.dispose]();
    this.#isOpen = false;
  }

  #requireOpen(): void {
    if (this.#isOpen) return;
    throw new RangeError(
      "Cannot train as the run must be open: it was disposed of",
    );
  }

  *#steps(count: number): Generator<TrainingRecord, void, undefined> {
    for (let i = 0; i < count; i++) yield this.#step();
  }

  #step(): TrainingRecord {
    this.#requireOpen();
    const { vocabulary, deadTokens, width, beta2, stream } = this.settings;
    const step = this.#stepsTaken + 1;
    const action = `take step ${step} of the training`;
    const batch = batchOfStep(stream, this.#start, step);
    const pass = this.#trainer.backpropagate(batch);
    requireNumber(action, "the loss", pass.loss, finite);
    const { weights, gradients, secondMoments } = this.#trainer.state;
    const before = this.#before;
    before.set(partOf(weights, this.#output));
    this.#trainer.update(step);
    this.#stepsTaken = step;
    requireNumber(action, "the largest weight", largestOf(weights), finite);
    return recordOf(step, pass, {
      width,
      live: vocabulary - deadTokens,
      atStart: this.#atStart,
      before,
      after: partOf(weights, this.#output),
      gradients: partOf(gradients, this.#output),
      secondMoments: partOf(secondMoments, this.#output),
    }, beta2);
  }
}
