import {
  explorableTraining,
  jupyterDisplay,
  type LiveSettings,
  storeTraining,
} from "adam/show";
import { trainingRun, trainingSettings } from "adam/training";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { parseHTML } from "linkedom";
import {
  addressed,
  addressOf,
} from "../../lib/show/explorable/training/address.ts";
import {
  charts,
  DrawnChart,
} from "../../lib/show/explorable/training/chart.ts";
import {
  changed,
  choiceOf,
  difference,
  slides,
  withChoice,
} from "../../lib/show/explorable/training/choice.ts";
import { castOf } from "../../lib/show/explorable/training/cast.ts";
import type { Frame } from "../../lib/show/explorable/training/frame.ts";
import { History } from "../../lib/show/explorable/training/history.ts";
import { Milestones } from "../../lib/show/explorable/training/milestones.ts";
import { trainingPresets } from "../../lib/show/explorable/training/presets.ts";
import { reachOf } from "../../lib/show/explorable/training/rows_canvas.ts";
import { rowInWords } from "../../lib/show/explorable/training/row_in_words.ts";
import { rowsNow } from "../../lib/show/explorable/training/rows_now.ts";
import { sizeInWords } from "../../lib/show/explorable/training/size_in_words.ts";
import {
  about,
  percent,
  storyOf,
} from "../../lib/show/explorable/training/story.ts";
import { inJupyter, seeing } from "./in_jupyter.ts";

const small: LiveSettings = {
  ...{ layers: 1, width: 16, feedForward: 16, vocabulary: 30, deadTokens: 10 },
  ...{ batch: 1, sequenceLength: 8, storage: "f32" },
};
using run = await trainingRun(small);
const record = [...run.steps(3)].at(-1)!;

const all = trainingSettings(small);
const cast = castOf(all);

/** A step at which the dead rows' median gradient and move, per number, are these. */
function frameOf(
  {
    gradient = 0,
    move = 0,
    largestMove = move,
    step = 30,
    lastChange = 30,
    ...others
  }: {
    gradient?: number;
    move?: number;
    largestMove?: number;
    step?: number;
    lastChange?: number;
    deadAlike?: number;
    deadRootV?: number;
  },
): Frame {
  const norm = Math.sqrt(all.width);
  const numbers = {
    deadGradientMedian: gradient * norm,
    deadGradientMean: gradient * norm,
    deadMoveMedian: move * norm,
    deadRootV: gradient,
  };
  return {
    step,
    record: { ...record, ...numbers, step, ...others },
    skipped: [],
    points: new Float32Array(60),
    trail: [],
    lastChange: new Int32Array(30).fill(lastChange),
    largestMove: largestMove * norm,
  };
}

Deno.test("the story of a step: what the dead rows do, and the numbers that say why", () => {
  const full = all.learningRate;
  const told = (frame: Frame, settings: LiveSettings = {}) =>
    storyOf({ ...cast, settings: { ...all, ...settings } }, frame);

  const asleep = told(frameOf({ gradient: 5e-19 }));
  assertStrictEquals(asleep.kind, "asleep");
  assertStringIncludes(asleep.because, "5e-19 per number against ε = 1e-8");
  assertStringIncludes(asleep.because, "2e10 times too small");

  const waking = told(frameOf({ gradient: 2e-9, move: 0.05 * full }));
  assertStrictEquals(waking.kind, "wake");
  assertStringIncludes(waking.because, "5\u00a0% of η");

  const again = told(
    frameOf({ gradient: 2e-9, move: 0.05 * full, largestMove: 0.4 * full }),
  );
  assertStrictEquals(again.kind, "again");
  assertStringIncludes(again.because, "up to 40\u00a0% of η");
  assertStringIncludes(again.because, "a step is 5\u00a0% of η");

  const march = frameOf({ gradient: 1e-4, move: 0.9 * full, deadAlike: 0.97 });
  assertStrictEquals(told(march).kind, "march");
  assertStrictEquals(told(march).verdict, "The dead rows march, all one way.");
  assertStringIncludes(told(march).because, "10000 times ε");

  const slow = frameOf({ gradient: 1e-6, move: 0.1 * full, deadRootV: 1e-4 });
  assertStrictEquals(told(slow).kind, "slow");
  assertStringIncludes(told(slow).because, "√v̂ is 1e-4");

  const still = frameOf({ gradient: 1e-6, step: 30, lastChange: 10 });
  const updates = {
    ...{ gradientPerEpsilon: 100, momentPerRoot: 0.11, updateInUlps: 0.2 },
    largestUpdateInUlps: 0.31,
  };
  const frozen = told({ ...still, updates }, { storage: "bf16" });
  assertStrictEquals(frozen.kind, "frozen");
  assertStringIncludes(frozen.because, "down to 11\u00a0% of η: up to 0.31 of");
  const walked = { ...still, updates: { ...updates, momentPerRoot: Infinity } };
  const parked = told(walked, { storage: "bf16" }).because;
  assertStringIncludes(parked, "still 100\u00a0% of η, but beside the weights");
  // Not measured in a stored training: the gradient over the root, here both 1e-6.
  const stored = told(still, { storage: "bf16" }).because;
  assertStringIncludes(stored, "still 100\u00a0% of η");

  const decay = frameOf({ gradient: 1e-12, move: 0.4 * full });
  assertStrictEquals(told(decay, { weightDecay: 0.5 }).kind, "decay");
  assertStrictEquals(told(decay).kind, "march");
});

Deno.test("the numbers of a story have two digits, and no share is 0 or 100 % that is not", () => {
  assertEquals([5.749e-19, 0.4321, 99_999, 123_456, 0].map(about), [
    ...["5.7e-19", "0.43", "1e5", "1.2e5", "0"],
  ]);
  assertEquals([0, 1e-9, 0.5, 1 - 1e-9, 1].map(percent), [
    ...["0", "below 1", "50", "over 99", "100"].map((n) => `${n}\u00a0%`),
  ]);
});

Deno.test("each dead row never moved, moves or stands still again; a live one counts for nothing", () => {
  const lastChange = new Int32Array(30).fill(100);
  lastChange.set([0, 0, 1, 80, 81, 100, 100, 100, 100, 100], 20);
  assertEquals(rowsNow(cast, { ...frameOf({ step: 100 }), lastChange }), {
    ...{ asleep: 0.2, moving: 0.6, stopped: 0.2 },
  });
});

Deno.test("a row is read: its token, how often that occurs, how the last step moved it, and when it moved last", () => {
  const full = all.learningRate * Math.sqrt(all.width);
  const moves = new Float64Array(30);
  moves[0] = 0.25 * full;
  const lastChange = new Int32Array(30);
  lastChange.set([9, 7]);
  const frame = { ...frameOf({ step: 9 }), moves, lastChange };
  // By Zipf's law token 1 has half of what token 0 has; the sum of 1/k up to 20 is 3.6.
  assertEquals([0, 1, 29].map((row) => rowInWords(cast, frame, row)), [
    "Token 0, live: one position in 3.6 has it. Step 9 moved its row by 0.25 of a full step, η√d. It moves.",
    "Token 1, live: one position in 7.2 has it. Step 9 moved its row by 0 of a full step, η√d. It moved last at step 7.",
    "Token 29, dead: it never occurs. Step 9 moved its row by 0 of a full step, η√d. No step has moved it to be seen.",
  ]);
  const text = castOf({ ...all, stream: Uint32Array.of(3, 3, 0, 3) });
  const stored = { ...frameOf({ step: 9 }), lastChange };
  assertStrictEquals(
    rowInWords(text, stored, 3),
    "Token 3, live: one position in 1.3 has it. No step has moved it to be seen.",
  );
  const { record: _, ...atStart } = { ...frameOf({ step: 0 }), lastChange };
  assertStringIncludes(rowInWords(cast, atStart, 0), "No step has been taken");
});

Deno.test("a model is said to be as large as it is, beside the measured one, and which rows are shown", () => {
  assertStrictEquals(
    sizeInWords(cast),
    "A small model: 1 layer of width 16, 30 tokens, 10 of them dead. The measured one of the notebooks has 4 layers of width 128, 3988 tokens, 1914 of them dead.",
  );
  const measured = { ...castOf(trainingSettings()), rows: 200, live: 100 };
  assertStrictEquals(
    sizeInWords(measured),
    "The measured model of the notebooks: 4 layers of width 128, 3988 tokens, 1914 of them dead. Shown are 100 of its 2074 live rows and 100 of its 1914 dead ones.",
  );
});

Deno.test("a milestone is said once, when it has lasted ten steps", () => {
  const milestones = new Milestones();
  const asleep = (step: number) =>
    milestones.at(cast, frameOf({ gradient: 1e-19, step, lastChange: 0 }));
  const said = Array.from({ length: 40 }, (_, i) => asleep(i + 1));
  assertEquals(said.filter((words) => words !== ""), [
    "Step 11: The dead rows sleep.",
  ]);
});

Deno.test("a history of a million steps is no longer than one of a thousand needs, and ends with the newest", () => {
  const history = new History();
  for (let step = 1; step <= 1000; step++) history.add({ ...record, step });
  const short = history.records.length;
  for (let step = 1001; step < 1e6; step += 7) {
    history.add({ ...record, step });
  }
  assert(short < 240 && history.records.length < 480);
  const steps = history.records.map(({ step }) => step);
  assertEquals(steps.slice(0, 10), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assertEquals(steps, [...steps].sort((a, b) => a - b));
  history.add({ ...record, step: 5 });
  assertEquals(history.records.map(({ step }) => step), [1, 2, 3, 4, 5]);
});

Deno.test("what is chosen stands in an address, and is read from it to the last digit", () => {
  const first = changed(choiceOf(small), { epsilon: 1 / 3e9, tied: false });
  const second = changed(first, { storage: "bf16", seed: 7 });
  for (const choices of [[first], [first, second]]) {
    const view = { choices, step: 812 };
    assertEquals(addressed("f-0", addressOf("f-0", view)), view);
  }
  assertStrictEquals(addressed("f-1", "#f-0?sigma=1"), undefined);
  assertEquals(addressed("f-0", "#f-0?step=-1.5"), { choices: [{}], step: 0 });
});

Deno.test("the sliders stop at what can be trained, in order, and at all that presets set", () => {
  for (const { name, stops } of slides) {
    assertEquals([...stops], [...new Set(stops)].sort((a, b) => a - b));
    for (const stop of stops) withChoice(small, { [name]: stop });
    for (const { settings } of trainingPresets) {
      const { [name]: value } = choiceOf(settings);
      const [least, most] = [stops[0]!, stops.at(-1)!];
      assert(value >= least && value <= most, `${name} ${value}`);
    }
  }
});

Deno.test("a choice changes the start of positions and hidden layers with it, and says what differs", () => {
  const choice = choiceOf(small);
  const wide = changed(choice, { width: 32, sigma: 0.02 });
  assertEquals([wide.feedForward, wide.width], [32, 32]);
  assertStrictEquals(withChoice(small, wide).positionSigma, 0.02);
  assertStrictEquals(
    difference(wide, choice),
    "σ = 0.02, d = 32, hidden layers of 32",
  );
  assertStrictEquals(difference(choice, choice), "");
});

Deno.test("what is shown reaches to the farthest row, in round numbers that change only when they must", () => {
  const reach = (farthest: number, current: number) =>
    reachOf(Float32Array.of(0.01, -farthest), current);
  assertStrictEquals(reach(1, 0), 1.25);
  for (const farthest of [1.4, 1, 0.7]) {
    assertStrictEquals(reach(farthest, 1.5), 1.5);
  }
  assertStrictEquals(reach(1.5, 1.5), 2);
  assert(Math.abs(reach(0.03, 1.5) - 0.04) < 1e-9);
});

Deno.test("a chart has its rule and three labels at least, and a place for zero below all that has a logarithm", () => {
  const { document } = parseHTML("<html><body><svg></svg></body></html>");
  const svg = document.querySelector("svg") as unknown as SVGSVGElement;
  const moves = charts.find(({ hasZero }) => hasZero)!;
  const chart = new DrawnChart(svg, moves);
  const records = [0, 1e-6, 1e-4].map((move, i) =>
    frameOf({ move, step: i + 1 }).record!
  );
  chart.draw(cast, records, 300);
  const points = svg.querySelector(".dead")!.getAttribute("d")!
    .split(/[ML]/).slice(1).map((point) => Number(point.split(",")[1]));
  assertEquals(points, [...points].sort((a, b) => b - a));
  const labels = [...svg.querySelectorAll(".grid text")]
    .map(({ textContent }) => textContent);
  assert(labels.length > 6 && labels.includes("0"), `${labels}`);
  assertStrictEquals(svg.querySelector(".rule text")!.textContent, "η");
});

/** What is shown of a training: an image that brings it along, and says what is to be seen at step 3. */
async function shownOf(...given: Parameters<typeof explorableTraining>) {
  const { result, shown: [image] } = await inJupyter(() =>
    explorableTraining(...given)[jupyterDisplay]()
  );
  const { data, metadata } = image!;
  assertEquals(metadata.training, given[0]);
  const words = `Step 3. Loss ${record.loss.toPrecision(3)}.`;
  assertStringIncludes(data["text/plain"]!, words);
  return { result, svg: data["image/svg+xml"]! };
}

seeing(
  "explorableTraining() is an image of a step in words, with the settings to train with",
  async () => {
    const { result, svg } = await shownOf(small, { caption: "Rows", step: 3 });
    assertStrictEquals(result["text/plain"], "Figure: Rows");
    const marks = svg.match(/<(circle|path)[^>]* transform=|<circle/g)!;
    assertStrictEquals(marks.length, 30);
    assertStringIncludes(svg, "step 3");
  },
);

seeing(
  "explorableTraining() of a stored training shows its last step, and brings it along",
  async () =>
    void await shownOf(await storeTraining(small, 3), { caption: "Rows" }),
);

Deno.test("explorableTraining() refuses what cannot be trained in a page", () => {
  const words = { caption: "Rows" };
  const refusals: [unknown, unknown, string][] = [
    [small, {}, "caption must say something"],
    [small, { ...words, step: 0.5 }, "step must be"],
    [null, words, "training must be a record"],
    [{}, words, "vocabulary * width must be at most 131072"],
    [{ ...small, threads: 2 }, words, "threads is no setting"],
    [{ ...small, beta2: 1 }, words, "beta2 must be in [0, 1)"],
  ];
  for (const [settings, said, message] of refusals) {
    assertThrows(
      () => explorableTraining(settings as LiveSettings, said as typeof words),
      Error,
      message,
    );
  }
});
