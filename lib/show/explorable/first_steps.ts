/**
 * What the explorable figure of four libraries computes: the first step that
 * each takes from one gradient.
 *
 * @module
 */
import {
  firstStep,
  formulationAccount,
  type FormulationName,
} from "../../formulations/mod.ts";

/** The first step of a library. */
export interface LibraryStep {
  /** The name of the library. */
  readonly library: string;
  /** Its own default, $\epsilon$. */
  readonly epsilon: number;
  /** How far the weight moves, in units of the learning rate, $|\Delta_1|/\eta$. */
  readonly share: number;
}

/** The libraries, by the formulation that has their bits. */
export const libraries: Readonly<Record<string, FormulationName>> = {
  "PyTorch": "torch-fused-fma",
  "Optax": "optax-eager",
  "TF.js": "tfjs",
  "Keras": "keras",
};

/** Takes the first step of each library, with its own default of ε. */
export function firstSteps(gradient: number): LibraryStep[] {
  return Object.entries(libraries).map(([library, name]) => {
    const { defaultEpsilon: epsilon } = formulationAccount(name);
    const { relativeUpdate } = firstStep(name, gradient, { epsilon });
    return { library, epsilon, share: relativeUpdate };
  });
}

/** A share of the learning rate, as a percentage of three digits. */
export function percent(share: number): string {
  return `${(100 * share).toPrecision(3)} %`;
}

/** How far PyTorch moves the weight compared with Keras, in a sentence. */
export function comparison(steps: readonly LibraryStep[]): string {
  const of = (name: string) =>
    steps.find(({ library }) => library === name)!.share;
  const ratio = of("PyTorch") / of("Keras");
  const times = ratio.toFixed(ratio < 10 ? 2 : 0);
  return `PyTorch moves ${times} times as far as Keras.`;
}

/** What the figure shows, for those who do not see it. */
export function describeFirstSteps(
  gradient: number,
  steps: readonly LibraryStep[],
): string {
  const each = steps.map(({ library, share }) =>
    `${library} ${percent(share)} of η`
  );
  return `The first step from a gradient of ${gradient}: ${each.join(", ")}. ` +
    comparison(steps);
}
