import * as Plot from "@observablehq/plot";
import type * as ofShow from "adam/show";
import { document, type LiveSettings, type storeTraining } from "adam/show";
import { type Examples, noFunction } from "../example.ts";

export default {
  jupyterDisplay: noFunction,
  document: noFunction,
  displayable: { given: () => ({ bundle: { "text/plain": "words" } }) },
  exponential: { given: () => ({ value: 0.1, digits: 2 }) },
  fixed: { given: () => ({ value: 0.1, digits: 2 }) },
  short: { given: () => ({ value: 0.1, digits: 2 }) },
  markdown: {
    given: () => ({ strings: { raw: ["a ", " b"] }, value: 0.1 }),
  },
  table: {
    given: () => ({
      data: [{ step: 1, update: 0.1 }],
      options: { caption: "Steps" },
    }),
    options: ["options"],
    spreads: "a table shows what it is given",
  },
  figure: {
    given: () => ({
      plot: Plot.lineY([1, 2]).plot({ document }),
      words: { alt: "A line", caption: "It rises." },
    }),
    options: ["words"],
  },
  explorable: {
    given: () => ({
      start: {
        against: "gradient",
        gradients: [0.1],
        step: 1,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
      },
      words: { caption: "Words" },
    }),
    options: ["start", "words"],
  },
  explorableTraining: {
    given: () => ({
      training: {
        layers: 1,
        width: 8,
        vocabulary: 12,
        deadTokens: 4,
        batch: 1,
        sequenceLength: 4,
      },
      words: { caption: "Words", step: 1 },
    }),
    options: ["training", "words"],
  },
  storeTraining: {
    given: () => ({
      settings: {
        layers: 1,
        width: 8,
        vocabulary: 12,
        deadTokens: 4,
        batch: 1,
        sequenceLength: 4,
      },
      steps: 2,
    }),
    options: ["settings"],
    // Of models without dead tokens records have NaN, as null in JSON.
    async call(exported: typeof storeTraining, [settings, steps]: unknown[]) {
      const { records: _, ...others } = await exported(
        settings as LiveSettings,
        steps as number,
      );
      return others;
    },
  },
  line: {
    given: () => ({
      label: "x",
      records: [{ step: 1, loss: 2 }],
      x: "step",
      y: "loss",
    }),
  },
  linePlot: {
    given: () => ({
      lines: [{
        label: "x",
        points: [{ x: 1, y: 1 }, { x: 2, y: 2 }],
      }],
      options: {
        x: "x",
        y: "y",
        verticals: { here: 1 },
        xScale: "linear",
        yScale: "log",
      },
    }),
    options: ["options"],
  },
  logLogPlot: {
    given: () => ({
      lines: [{
        label: "x",
        points: [{ x: 1, y: 1 }, { x: 2, y: 2 }],
      }],
      labels: { x: "x", y: "y", verticals: { here: 1 } },
    }),
    options: ["labels"],
  },
  ledger: {
    given: () => ({
      claims: [{
        id: "S01",
        document: "one",
        place: "here",
        statement: "words",
        verdict: "holds",
        because: "{half}",
        numbers: { half: 0.5 },
      }],
      document: "one",
    }),
  },
  progress: {
    given: () => ({ items: [1, 2], name: "seeds" }),
    // What it hands on, whatever that is, is not its own.
    call: (progress: typeof ofShow.progress, [items, name]) => {
      for (const _ of progress(items as number[], name as string));
    },
  },
  densityPlot: {
    given: () => ({
      density: { x: [0, 2, 2], y: [0, 1, 1], counts: [[0, 0, 9], [1, 0, 1]] },
      points: [{ label: "here", x: 1, y: 0.5 }],
      labels: { x: "norm", y: "distance", counted: "rows" },
    }),
    options: ["labels"],
  },
} satisfies Examples;
