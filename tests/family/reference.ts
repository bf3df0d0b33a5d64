/**
 * How far a member of the family is from the implementation that it mirrors,
 * in roundings: in units of $2^{-53}$ of what a number would be had no term
 * cancelled another.
 *
 * @module
 */
import { f64, ulp } from "adam";
import { type Step, steps } from "adam/family";
import { assert } from "@std/assert";
import reference from "data/family.json" with { type: "json" };

type Numbers = Record<string, number>;

/** A run of the reference: its options and its columns, a number for each step. */
export interface Run {
  options: Numbers;
  columns: Record<string, number[]>;
}

/** A member for one coordinate, whatever it remembers and is set by. */
export interface Member {
  name: string;
  // deno-lint-ignore no-explicit-any
  rule: (state: any, gradient: number, options?: any) => Step;
  /** How many roundings, here and there, a column may have gone through in one step. */
  allowed: Numbers;
  /** By how many units in the last place a sum with the weight may differ. Default 1. */
  ulps?: number;
  /** Whether the weight decays on its own, and not through the gradient. Default no. */
  decoupled?: boolean;
}

const { gradients, start } = reference;

/** The runs of a member by PyTorch. */
export function torchRuns(name: string): Run[] {
  return reference.runs.filter(({ member }) => member === name).map((run) => ({
    options: run.options as unknown as Numbers,
    columns: run.torch as unknown as Run["columns"],
  }));
}

/** Registers the tests of a member against all runs of PyTorch. */
export function mirrorsTorch(member: Member): void {
  for (const run of torchRuns(member.name)) {
    const name = `${member.name}() ${JSON.stringify(run.options)}`;
    Deno.test(`${name} takes the steps that PyTorch takes`, () => {
      for (
        const { column, step, roundings, decay } of stepErrors(member, run)
      ) {
        assert(
          roundings <= member.allowed[column]! + decay,
          `${column} is ${roundings} roundings away at step ${step}`,
        );
      }
    });
    // In a decay through the gradient the last bits of a weight would come back.
    if (run.options.weightDecay && !member.decoupled) continue;
    Deno.test(`${name} walks where PyTorch walks`, () => {
      const share = driftOverAllowed(member, run);
      assert(share <= 1, `${share} of what is allowed`);
    });
  }
}

/**
 * Of each step and column, how far it is away. Each step sets out from
 * PyTorch's state, so nothing adds up. Between the two weights stands also a
 * sum that rounds. `decay`: the four roundings of g + weightDecay * w, here and
 * there, enter v twice, and weigh as much more as the two terms cancel.
 */
export function* stepErrors(
  { rule, ulps = 1, decoupled = false }: Member,
  { options, columns }: Run,
) {
  const remembered = Object.entries(columns).filter(([n]) => n !== "update");
  const { weightDecay = 0 } = options;
  for (const [i, gradient] of gradients.entries()) {
    const state: Numbers = i === 0
      ? { step: 0, weight: start }
      : Object.fromEntries(remembered.map(([name, c]) => [name, c[i - 1]!]));
    state.step = i;
    const here = { ...rule(state, gradient, options) } as unknown as Numbers;

    const before = state.weight!;
    const through = decoupled ? 0 : weightDecay;
    const whole = Math.abs(gradient + through * before);
    const decay = through === 0
      ? 0
      : 8 * (Math.abs(gradient) + through * Math.abs(before)) / whole;
    const positive = Object.fromEntries(
      Object.entries(state).map(([name, value]) => [name, Math.abs(value)]),
    );
    const sizes = {
      ...rule(
        positive,
        whole,
        decoupled ? options : {
          ...options,
          weightDecay: 0,
        },
      ),
    } as unknown as Numbers;

    for (const [column, theirs] of Object.entries(columns)) {
      const ofWeight = column === "weight";
      const sum = ofWeight ? ulps * lastPlace(before, here.weight!) : 0;
      const size = Math.abs(sizes[ofWeight ? "update" : column]!);
      const away = Math.max(0, Math.abs(here[column]! - theirs[i]!) - sum);
      const roundings = away === 0 ? 0 : away / size * 2 ** 53;
      yield { column, step: i + 1, roundings, decay };
    }
  }
}

/**
 * How far a free walk parts from PyTorch's, as a share of what is allowed. What
 * a step rounds stays in the averages: after t steps an update may be off by t
 * times what one step may round. Each sum with the weight rounds as well.
 */
export function driftOverAllowed(
  { rule, allowed, ulps = 1 }: Member,
  { options, columns }: Run,
): number {
  const walk = [...steps(rule, gradients, { ...options, weight: start })];
  const undecayed = { ...options, weightDecay: 0 };
  const sizes = [...steps(rule, gradients.map(Math.abs), undecayed)];
  let [room, share] = [0, 0];
  walk.forEach(({ step, weight }, i) => {
    const before = i === 0 ? start : columns.weight![i - 1]!;
    const decay = rule({ weight: before }, 0, options).update;
    const size = Math.abs(sizes[i]!.update) + Math.abs(decay);
    room += step * allowed.update! * 2 ** -53 * size +
      ulps * lastPlace(before, weight);
    share = Math.max(share, Math.abs(weight - columns.weight![i]!) / room);
  });
  return share;
}

/** The unit in the last place of the larger of two weights. */
function lastPlace(a: number, b: number): number {
  return ulp(Math.max(Math.abs(a), Math.abs(b)), f64);
}
