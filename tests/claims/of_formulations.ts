/**
 * What the notebook where_epsilon_stands decides its claims by, of gradients
 * drawn from one seed.
 *
 * @module
 */
import { f32 } from "adam";
import {
  type FormulationName,
  partings,
  runDistances,
  runFormulation,
} from "adam/formulations";
import { logUniformNumbers, randomNumbers } from "adam/statistics";

const options = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** The numbers, by the ids of the claims. */
export function ofFormulations(
  seed: number,
): Record<string, Record<string, number>> {
  const random = randomNumbers(seed);
  const size = logUniformNumbers(random, { least: 1e-8, most: 1 });
  const gradients = Array.from(
    { length: 1000 },
    () => f32(Math.sign(random() - 0.5) * size()),
  );
  const run = (name: FormulationName) => ({
    name,
    steps: runFormulation(name, gradients, options),
  });
  const exact = run("float64");
  const end = (name: FormulationName) =>
    runDistances(run(name), exact, options.learningRate).at(-1)!
      .largestDistance;
  const [parting] = partings(run("torch-fused-fma"), [run("torch-fused")]);
  return {
    E04: { step: parting!.step },
    E05: { order: end("float32"), optax: end("optax-eager") },
  };
}
