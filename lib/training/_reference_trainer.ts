/**
 * Training in binary64, by the library's own functions: the reference.
 *
 * @module
 */
import {
  type Batch,
  type Model,
  modelGradients,
} from "../language_model/mod.ts";
import { takeAdamwStep } from "./_adamw.ts";
import { flatWeights, layoutOf, partOf, weightsByName } from "./_parameters.ts";
import type { TrainingSettings } from "./training_settings.ts";
import type { Pass, Trainer, TrainingState } from "./_trainer.ts";

/** Trains by `modelGradients` and the equation of AdamW. */
export class ReferenceTrainer implements Trainer {
  readonly kernels = "portable";
  readonly state: TrainingState;
  readonly #settings: TrainingSettings;
  /** The model, whose weights are parts of the state. */
  readonly #model: Model;

  constructor(settings: TrainingSettings, model: Model) {
    this.#settings = settings;
    // A tied output matrix stays the same object.
    const weights = structuredClone(model.weights);
    this.#model = { settings: model.settings, weights };
    const layout = layoutOf(model.weights);
    const numbers = () => new Float64Array(layout.length);
    this.state = {
      layout,
      weights: numbers(),
      gradients: numbers(),
      firstMoments: numbers(),
      secondMoments: numbers(),
    };
    this.state.weights.set(this.initialWeights(model));
  }

  initialWeights({ weights }: Model): Float64Array {
    const { layout } = this.state;
    return flatWeights(weights, layout, new Float64Array(layout.length));
  }

  backpropagate(batch: Batch): Pass {
    const { vocabulary, deadTokens } = this.#settings;
    const { layout, weights, gradients } = this.state;
    weightsByName(this.#model.weights).forEach(([, own], i) =>
      own.values.set(partOf(weights, layout.places[i]!))
    );
    let [dead, own] = [0, 0];
    const observe = (position: number, probabilities: Float64Array) => {
      own += probabilities[batch.inputs[position]!]!;
      dead += probabilities.subarray(vocabulary - deadTokens)
        .reduce((sum, p) => sum + p, 0);
    };
    const found = modelGradients(this.#model, batch, { observe });
    weightsByName(found.gradients).forEach(([, own], i) =>
      partOf(gradients, layout.places[i]!).set(own.values)
    );
    const positions = batch.inputs.length;
    return {
      loss: found.loss,
      hidden: found.hidden.values,
      deadProbability: dead / positions,
      ownTokenProbability: own / positions,
    };
  }

  update(step: number): void {
    takeAdamwStep(this.state, this.#settings, step);
  }

  [Symbol.dispose](): void {}
}
