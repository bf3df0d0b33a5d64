/**
 * What a formulation of Adam is made of.
 *
 * @module
 */
import type { AdamOptions } from "../_adam_options.ts";
import type { Round } from "../precision.ts";

/** The settings of a formulation: those of Adam, and what concerns the weight. */
export interface FormulationOptions extends AdamOptions {
  /** The weight before the first step. Default `0`. */
  weight?: number;
  /** The decoupled weight decay of AdamW, $\lambda \ge 0$. Default `0`. */
  weightDecay?: number;
  /** The format that the weight is stored in, and gradients come in. Default: the formulation's own. */
  weights?: Round;
}

/** The weight and what Adam remembers of it, after a step. */
export interface FormulationStep {
  /** How many steps were taken, $t$. */
  step: number;
  /** The weight, $p_t$. */
  weight: number;
  /** The moving average of the gradients, $m_t$. */
  firstMoment: number;
  /** The moving average of the squared gradients, $v_t$. */
  secondMoment: number;
}

/** What a formulation computes, in its own order and rounding, in words for a table. */
export interface Account {
  /** How the first moment is averaged. */
  firstMoment: string;
  /** How the second moment is averaged. */
  secondMoment: string;
  /** How the corrections $1 - \beta^t$ are computed. */
  correction: string;
  /** How the weight is changed. */
  weight: string;
}

/** Settings with every default filled in. */
export type Settings = Omit<Required<FormulationOptions>, "weight" | "accept">;

/** One way to compute Adam. */
export interface Formulation {
  /** The implementation that it mirrors. */
  mirrors: string;
  /** The $\epsilon$ that it takes if it is told none; here the default is `1e-8` for all. */
  defaultEpsilon: number;
  /** What it computes. Each operation is rounded to `format`; fma rounds once. */
  account: Account;
  /** The format of its arithmetic, and of what is stored unless told otherwise. */
  format: Round;
  /** Whether weights and moments may be stored in another format. */
  storesAnyFormat: boolean;
  /** Rounds the settings as the implementation does, and returns the step. */
  prepare(
    settings: Settings,
  ): (state: FormulationStep, gradient: number) => FormulationStep;
}
