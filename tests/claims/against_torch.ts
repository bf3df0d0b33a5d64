/**
 * The equations of Adam, and what PyTorch's Adam computed in binary64.
 *
 * @module
 */
import { adamSteps, biasCorrection } from "adam";
import reference from "data/adam_float64.json" with { type: "json" };
import stamp from "data/stamp_04.json" with { type: "json" };
import type { Numbers } from "./first_step.ts";

/** The largest ratio of ours to PyTorch's, over all runs: 1 and the relative departure. */
export function equationsOfAdam(): Numbers {
  const departure = { firstMoment: 0, secondMoment: 0, weight: 0 };
  for (const { options, gradients, torch } of reference.runs) {
    // m is compared with the largest gradient so far, the weight with its path.
    const scale = { firstMoment: 0, secondMoment: 0, weight: 0 };
    let weight = 0;
    for (const [i, record] of [...adamSteps(gradients, options)].entries()) {
      weight += record.update;
      const size = Math.abs(record.gradient);
      scale.firstMoment = Math.max(scale.firstMoment, size);
      scale.secondMoment = record.secondMoment;
      scale.weight += Math.abs(record.update);
      const ours = { ...record, weight };
      for (const name of ["firstMoment", "secondMoment", "weight"] as const) {
        const theirs = torch[name][i]!;
        if (ours[name] === theirs) continue;
        const relative = Math.abs(ours[name] - theirs) / scale[name];
        departure[name] = Math.max(departure[name], relative);
      }
    }
  }
  return {
    ratioOfM: 1 + departure.firstMoment,
    ratioOfV: 1 + departure.secondMoment,
    ratioOfWeight: 1 + departure.weight,
  };
}

/** The expanded update of PyTorch's own averages, and how its weights moved. */
export function expandedUpdate(): Numbers {
  let departure = 0;
  for (const { options, torch } of reference.runs) {
    const { learningRate, beta1, beta2, epsilon } = {
      ...stamp.settings,
      ...options,
    };
    let [weight, path] = [0, 0];
    for (const [i, v] of torch.secondMoment.entries()) {
      const m = torch.firstMoment[i]!;
      const root = Math.sqrt(v / biasCorrection(beta2, i + 1));
      const update = -learningRate * (m / biasCorrection(beta1, i + 1)) /
        (root + epsilon);
      // Where g and ε are zero there is no quotient, and nothing moves.
      weight += Number.isNaN(update) ? 0 : update;
      path += Math.abs(Number.isNaN(update) ? 0 : update);
      if (path === 0) continue;
      const relative = Math.abs(weight - torch.weight[i]!) / path;
      departure = Math.max(departure, relative);
    }
  }
  return { runs: reference.runs.length, ratio: 1 + departure };
}
