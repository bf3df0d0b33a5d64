/**
 * What the members of the family have in common: the record of a step, and how
 * one is taken.
 *
 * @module
 */

/**
 * The record of one step, a row of a table. Members add what they remember, so
 * that it is also the state for the next step.
 */
export interface Step<Weight = number> {
  /** How many steps were taken, this one included, $t$. */
  step: number;
  /** The gradient that was given, $g_t$. */
  gradient: Weight;
  /** The weight after the step, $w_t$. */
  weight: Weight;
  /** All that was added to the weight, $\Delta_t$, weight decay included. */
  update: Weight;
}

/**
 * A member of the family: from a state, a gradient and its settings to the
 * record of a step. What the state lacks has its start value, so `{}` and
 * `{ weight: 1 }` are the states before the first step.
 */
export type Rule<Weight, Options, Taken extends Step<Weight>> = (
  state: Partial<Taken>,
  gradient: Weight,
  options?: Options,
) => Taken;

/** A member of the family: a rule that knows its settings and refuses what it is not defined for. */
export interface Member<Weight, Options, Taken extends Step<Weight>> {
  /**
   * Takes one step.
   *
   * @param state The record of the step before; what it lacks has its start
   * value, 0 where nothing else is said
   * @param gradient The gradient of the loss, $g_t$
   * @param options The settings
   * @returns The record of the step
   * @throws {RangeError} If a setting is out of range, if state and gradient do
   * not fit together, or if a number that enters or leaves the step is not
   * finite: the 0 / 0 of a zero gradient with $\epsilon$ 0
   * @throws {TypeError} If something that must be a number, a matrix or a
   * record is none, or an option is unknown
   */
  (state: Partial<Taken>, gradient: Weight, options?: Options): Taken;
  /** What each of its settings is when it is not given. */
  readonly defaults: Readonly<Required<Options>>;
}
