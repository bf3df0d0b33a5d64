/**
 * Training in binary32 and bfloat16.
 *
 * @module
 */
import { finite } from "../_demands.ts";
import { requireNumber } from "../_require.ts";
import { torchScalars } from "../_torch_scalars.ts";
import { f32 } from "../precision.ts";
import type { Batch, Model } from "../language_model/mod.ts";
import { backward } from "./_float_backward.ts";
import { forward } from "./_float_forward.ts";
import { type FloatModel, forwardModel } from "./_float_model.ts";
import { modelIn } from "./_float_weights.ts";
import type { KernelKind, Operations, SoftmaxMeasures } from "./_operations.ts";
import { flatWeights, layoutOf } from "./_parameters.ts";
import { roundToBf16 } from "./_round_to_bf16.ts";
import { average, largestOf } from "./_rows.ts";
import type { TrainingSettings } from "./training_settings.ts";
import type { Pass, Trainer, TrainingState } from "./_trainer.ts";

/** Trains with operations on arrays of binary32, whose values may all be bfloat16. */
export class FloatTrainer implements Trainer {
  readonly state:
    & TrainingState
    & Record<
      "weights" | "gradients" | "firstMoments" | "secondMoments",
      Float32Array
    >;
  readonly #settings: TrainingSettings;
  readonly #operations: Operations;
  /** The weights that the model is applied with: in mixed storage a copy in bfloat16. */
  readonly #applied: Float32Array;
  readonly #model: FloatModel;
  readonly #measures: SoftmaxMeasures;

  constructor(
    settings: TrainingSettings,
    model: Model,
    operations: Operations,
  ) {
    const layout = layoutOf(model.weights);
    const numbers = () => operations.allocate(layout.length);
    this.#settings = settings;
    this.#operations = operations;
    this.state = {
      layout,
      weights: numbers(),
      gradients: numbers(),
      firstMoments: numbers(),
      secondMoments: numbers(),
    };
    const { weights, gradients } = this.state;
    weights.set(this.initialWeights(model));
    this.#applied = settings.storage === "mixed" ? numbers() : weights;
    const applied = modelIn(this.#applied, layout, settings.layers);
    this.#model = {
      ...forwardModel(settings, operations, applied),
      gradients: modelIn(gradients, layout, settings.layers),
    };
    const positions = settings.batch * settings.sequenceLength;
    const each = () => new Float64Array(positions);
    this.#measures = { losses: each(), dead: each(), own: each() };
  }

  get kernels(): KernelKind {
    return this.#operations.kernels;
  }

  initialWeights({ weights }: Model): Float32Array {
    const { layout } = this.state;
    const stored = flatWeights(
      weights,
      layout,
      new Float32Array(layout.length),
    );
    if (this.#settings.storage === "bf16") roundToBf16(stored);
    const name = `the largest initial weight in ${this.#settings.storage}`;
    requireNumber("train", name, largestOf(stored), finite);
    return stored;
  }

  backpropagate(batch: Batch): Pass {
    if (this.#applied !== this.state.weights) {
      this.#applied.set(this.state.weights);
      this.#operations.round(this.#applied);
    }
    const { vocabulary, deadTokens } = this.#settings;
    const { hidden, logits } = this.#model.states;
    const { losses, dead, own } = this.#measures;
    const live = vocabulary - deadTokens;
    forward(this.#model, batch.inputs);
    this.#operations.crossEntropy(logits, batch, live, this.#measures);
    backward(this.#model, batch.inputs);
    return {
      hidden: hidden.values,
      loss: average(losses),
      deadProbability: average(dead),
      ownTokenProbability: average(own),
    };
  }

  update(step: number): void {
    const scalars = torchScalars(f32, this.#settings);
    this.#operations.adamw(this.state, {
      ...scalars,
      ...scalars.corrected(step),
    });
  }

  [Symbol.dispose](): void {
    this.#operations[Symbol.dispose]();
  }
}
