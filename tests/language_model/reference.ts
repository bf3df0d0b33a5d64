/**
 * PyTorch's small cases, as the library takes them.
 *
 * @module
 */
import { layerNorm, type LinearWeights, rmsNorm } from "adam/language_model";
import type { Normalization, NormalizationWeights } from "adam/language_model";
import type { TransformerWeights } from "adam/language_model";
import { type Matrix, matrix } from "adam/matrix";
import { assert } from "@std/assert";
import reference from "data/language_model.json" with { type: "json" };
import { hiddenStates } from "../../lib/language_model/_hidden_states.ts";

/** The functions that the reference data names. */
export const normalizations = { layerNorm, rmsNorm };

/** A small model with all its numbers, and a name for its test. */
export interface Case {
  name: string;
  settings: { heads: number; deadTokens: number; vocabulary: number };
  normalization: Normalization;
  inputs: number[][];
  targets: number[];
  weights: TransformerWeights;
  hidden: Matrix;
  logits: Matrix;
  losses: number[];
  gradient: Matrix;
}

interface Stored {
  rows: number;
  columns: number;
  values: number[];
}

const asMatrix = ({ rows, columns, values }: Stored) =>
  matrix(rows, columns, values);

const asLinear = (
  { weight, bias }: { weight: Stored; bias: number[] },
): LinearWeights => ({
  weight: asMatrix(weight),
  bias: Float64Array.from(bias),
});

const asNormalization = (
  { gain, shift }: { gain: number[]; shift?: number[] },
): NormalizationWeights => ({
  gain: Float64Array.from(gain),
  ...(shift && { shift: Float64Array.from(shift) }),
});

/** The small cases. */
export const cases: Case[] = reference.cases.map((stored) => {
  const { settings, weights } = stored;
  const tokens = asMatrix(weights.tokens);
  const { layers, tied, normalization, width } = settings;
  return {
    ...stored,
    name: `${layers} layers of width ${width}, ${normalization}, ${
      tied ? "tied" : "untied"
    }`,
    normalization: normalizations[normalization as "layerNorm" | "rmsNorm"],
    weights: {
      tokens,
      positions: asMatrix(weights.positions),
      layers: weights.layers.map((layer) => ({
        attentionNormalization: asNormalization(layer.attentionNormalization),
        attention: {
          input: asLinear(layer.attention.input),
          output: asLinear(layer.attention.output),
        },
        feedForwardNormalization: asNormalization(
          layer.feedForwardNormalization,
        ),
        feedForward: {
          inner: asLinear(layer.feedForward.inner),
          outer: asLinear(layer.feedForward.outer),
        },
      })),
      normalization: asNormalization(weights.normalization),
      output: weights.output === null ? tokens : asMatrix(weights.output),
    },
    hidden: asMatrix(stored.hidden),
    logits: asMatrix(stored.logits),
    gradient: asMatrix(stored.gradient),
  };
});

/** The hidden states of a case, by the library. */
export function hiddenOf({ inputs, weights, settings, normalization }: Case) {
  const { heads } = settings;
  return hiddenStates(inputs, weights, { heads, normalization });
}

/** The largest distance between two lists of numbers. */
export function distance(
  ours: ArrayLike<number>,
  theirs: ArrayLike<number>,
): number {
  assert(ours.length === theirs.length, "the lists are not of one length");
  let largest = 0;
  for (let i = 0; i < ours.length; i++) {
    const apart = Math.abs(ours[i]! - theirs[i]!);
    // Not Math.max alone: a NaN is never near.
    largest = Number.isNaN(apart) ? Infinity : Math.max(largest, apart);
  }
  return largest;
}
