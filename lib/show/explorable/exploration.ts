/**
 * What the explorable figure computes: some steps of Adam, in units of η.
 *
 * @module
 */
import { adamSettings } from "../../_adam_options.ts";
import { finite } from "../../_demands.ts";
import { inWords, requireNumber, requireNumbers } from "../../_require.ts";
import { type AdamStep, adamSteps, biasCorrection } from "../../mod.ts";

/** The settings that a reader can change. */
export interface Exploration {
  /** What is drawn: $|\Delta|/\eta$ against $|g|$, or the run, step by step. */
  readonly against: "gradient" | "step";
  /** The gradients, repeated in turn: one number is a constant gradient. */
  readonly gradients: readonly number[];
  /** How many steps are taken, $t$, from 1 to 10000. */
  readonly step: number;
  /** The decay of the first moment, $\beta_1$. Default `0.9`. */
  readonly beta1?: number;
  /** The decay of the second moment, $\beta_2$. Default `0.999`. */
  readonly beta2?: number;
  /** The constant $\epsilon$. Default `1e-8`. */
  readonly epsilon?: number;
}

/** The settings, complete, and what the library computes from them. */
export interface Explored extends Required<Exploration> {
  /** The steps with a learning rate of 1, so that an update is $\Delta/\eta$. */
  readonly run: readonly AdamStep[];
  /** The last of them. */
  readonly last: AdamStep;
  /** $|\Delta_t|/\eta$ of the last step. */
  readonly share: number;
  /** $1/(1 - \beta_1^t)$, which corrects $m$. */
  readonly firstFactor: number;
  /** $1/(1 - \beta_2^t)$, which corrects $v$. */
  readonly secondFactor: number;
}

/** More steps than this would keep a reader waiting. */
const mostSteps = 10_000;

/** Takes the steps; refuses what Adam refuses. */
export function explore(exploration: Exploration): Explored {
  const action = "take the steps";
  const { against, gradients, step, ...adam } = exploration;
  const { beta1, beta2, epsilon } = adamSettings(action, adam);
  requireNumbers(action, "gradients", gradients, finite);
  requireNumber(action, "step", step, {
    wanted: `a whole number from 1 to ${mostSteps}`,
    met: (count) => Number.isInteger(count) && count >= 1 && count <= mostSteps,
  });
  if (against !== "gradient" && against !== "step") {
    throw new RangeError(
      `Cannot ${action} as against must be "gradient" or "step": ` +
        `current value is ${
          typeof against === "string" ? against : inWords(against)
        }`,
    );
  }
  const settings = { beta1, beta2, epsilon };
  const repeated = Array.from(
    { length: step },
    (_, i) => gradients[i % gradients.length]!,
  );
  const run = [...adamSteps(repeated, { ...settings, learningRate: 1 })];
  const last = run.at(-1)!;
  return {
    ...{ against, gradients, step, ...settings, run, last },
    share: Math.abs(last.update),
    firstFactor: 1 / biasCorrection(beta1, step),
    secondFactor: 1 / biasCorrection(beta2, step),
  };
}

/** What the figure shows, for those who do not see it. */
export function describe(explored: Explored): string {
  const { against, beta1, beta2, epsilon, step, last, share } = explored;
  const bend = epsilon > 0
    ? `rises in proportion to |g| up to ε = ${epsilon} and is flat at 1 beyond`
    : "is flat at 1, as ε = 0";
  const drawn = against === "gradient"
    ? `The first step's |Δ|/η against |g|, on logarithmic axes: a line that ${bend}.`
    : `Δ/η over ${step} steps, and the shares 1 − ${beta1}ᵗ and 1 − ${beta2}ᵗ, ` +
      "which rise toward 1.";
  return `${drawn} At step ${step}, with the gradient ${last.gradient}, ` +
    `|Δ|/η is ${share}. The factors are ${explored.firstFactor} to m and ` +
    `${explored.secondFactor} to v.`;
}
