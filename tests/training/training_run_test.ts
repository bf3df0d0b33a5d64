import {
  initialModel,
  layerNorm,
  modelGradients,
  rmsNorm,
  startOfTraining,
  zipfBatch,
} from "adam/language_model";
import {
  type SavedRun,
  type Storage,
  type TrainingRecord,
  trainingRun,
  type TrainingSettings,
} from "adam/training";
import { bf16, f32 } from "adam";
import { randomNumbers } from "adam/statistics";
import { assert, assertEquals, assertThrows } from "@std/assert";
import reference from "data/training.json" with { type: "json" };
import { nameInPyTorch, names, settingsOf } from "./reference.ts";
import { assertRejects } from "./assert_rejects.ts";
import { small } from "./small_model.ts";

const storages: Storage[] = ["f64", "f32", "bf16", "mixed"];

async function recordsOf(
  settings: Partial<TrainingSettings>,
  count: number,
): Promise<TrainingRecord[]> {
  using run = await trainingRun(settings);
  return [...run.steps(count)];
}

for (const { settings, records } of reference.float64) {
  const { layers, sigma, tied, weightDecay } = settings;
  const name = `${layers} layers, sigma ${sigma}, ${
    tied ? "tied" : "untied"
  }, ${settings.normalization}, decay ${weightDecay}`;
  Deno.test(`trainingRun() in f64 records what PyTorch's training does: ${name}`, async () => {
    const ours = await recordsOf(settingsOf(settings), 30);
    for (const theirs of records) {
      for (const name of names) {
        const [a, b] = [ours[theirs.step - 1]![name], theirs[name]];
        // Gradients agree to some 1e-15; Adam hands on what is relative, and 30
        // steps of a learning rate of 1e-2 at most double it a few times.
        // Measured: 5e-15.
        assert(
          Math.abs(a - b) <= 1e-12 * Math.abs(b),
          `${name} at step ${theirs.step}: ${a} is not ${b}`,
        );
      }
    }
  });
}

for (
  const [i, { settings, losses, gradients }] of reference.float32.entries()
) {
  Deno.test(`trainingRun() in f32 has PyTorch's gradients for five steps, and its loss for a hundred: ${i}`, async () => {
    using run = await trainingRun({ ...settingsOf(settings), storage: "f32" });
    for (const [i, record] of [...run.steps(5)].entries()) {
      // A sum of some hundred terms errs by some 1e-6 in binary32, and the loss
      // is a mean of such. Measured: 5e-8.
      assert(Math.abs(record.loss / losses[i]! - 1) <= 1e-5);
    }
    using again = await trainingRun({
      ...settingsOf(settings),
      storage: "f32",
    });
    for (const theirs of gradients as Record<string, string>[]) {
      again.steps(1).next();
      assertEquals(
        Object.keys(again.weights).map(nameInPyTorch).sort(),
        Object.keys(theirs).sort(),
      );
      for (const [name, { gradients: ours }] of Object.entries(again.weights)) {
        const bytes = Uint8Array.fromBase64(theirs[nameInPyTorch(name)]!);
        const expected = new Float32Array(bytes.buffer);
        assertEquals(expected.length, ours.length);
        const apart = norm(ours.map((x, i) => x - expected[i]!));
        // Measured: 1.1e-6 of the norm.
        assert(apart <= 1e-5 * norm(expected), name);
      }
    }
    // A rounding of 6e-8 that changes a gradient of 1e-8 by its own size moves a
    // weight by a learning rate, 1e-3 of it; few do, and the loss is flat in
    // those: no chaos within a hundred steps. Measured: 7e-8.
    for (const record of again.steps(95)) {
      assert(Math.abs(record.loss / losses[record.step - 1]! - 1) <= 1e-5);
    }
  });
}

const norm = (values: ArrayLike<number>) =>
  Math.sqrt(Array.from(values).reduce((sum, x) => sum + x * x, 0));

Deno.test("trainingRun() begins with the batch, the loss and the gradients of startOfTraining()", async () => {
  using run = await trainingRun(small);
  const [first] = run.steps(1);
  const start = startOfTraining(small);
  const { loss, gradients } = modelGradients(start, start);
  assertEquals(first!.loss, loss);
  assertEquals(run.weights.tokens!.gradients, gradients.tokens.values);
});

Deno.test("trainingRun() at step 1 moves each number by a learning rate against its gradient", async () => {
  const learningRate = 2 ** -10;
  using run = await trainingRun({ ...small, learningRate, epsilon: 0 });
  run.steps(1).next();
  const before = initialModel(small).weights.tokens.values;
  const { weights, gradients } = run.weights.tokens!;
  weights.forEach((weight, i) => {
    const move = weight - before[i]!;
    // m / (1 - beta1) over the root of v / (1 - beta2): a few roundings, and one
    // of a weight below 4.
    assert(Math.abs(move + learningRate * Math.sign(gradients[i]!)) < 1e-15);
  });
});

Deno.test("trainingRun() has sequences of their own at each step, the same ones for a seed whatever the model", async () => {
  for (const layers of [0, 1]) {
    const settings = { ...small, layers, tied: false, seed: 7 };
    using run = await trainingRun(settings);
    const batches = new Set<string>();
    for (const step of [1, 2, 3]) {
      run.steps(1).next();
      const { gradients, columns } = run.weights.tokens!;
      // Untied, the rows of the tokens that were looked up have a gradient.
      const lookedUp = Array.from({ length: 30 }, (_, i) => i).filter((i) =>
        gradients.subarray(i * columns, (i + 1) * columns).some((x) => x !== 0)
      );
      const seed = (7 + (step - 1) * 0x9e3779b9) % 2 ** 32;
      const { inputs } = zipfBatch(settings, randomNumbers(seed));
      assertEquals(lookedUp, [...new Set(inputs)].sort((a, b) => a - b));
      batches.add(`${inputs}`);
    }
    assertEquals(batches.size, 3);
  }
});

for (const storage of storages) {
  Deno.test(`trainingRun() in ${storage} is the same run for a seed, and goes on from what was saved, to the bit`, async () => {
    const settings = { ...small, storage, seed: 5, normalization: rmsNorm };
    const whole = await recordsOf(settings, 7);
    using run = await trainingRun(settings);
    const begun = [...run.steps(4)];
    const saved: SavedRun = structuredClone(run.save());
    using again = await trainingRun({ from: saved });
    assertEquals(again.stepsTaken, 4);
    assertEquals(again.settings, run.settings);
    assertEquals([...begun, ...again.steps(3)], whole);
    // What was saved does not change with the run.
    assertEquals(
      [...(await trainingRun({ from: saved })).steps(3)],
      whole.slice(4),
    );
  });
}

Deno.test("trainingRun() stores each number in the format that it is told", async () => {
  for (
    const [storage, weights, moments] of [
      ["f32", f32, f32],
      ["bf16", bf16, bf16],
      ["mixed", f32, f32],
    ] as const
  ) {
    using run = await trainingRun({ ...small, storage });
    run.steps(3).next();
    for (const weight of Object.values(run.weights)) {
      assert(weight.weights.every((x) => weights(x) === x));
      assert(weight.firstMoments.every((x) => moments(x) === x));
      assert(weight.secondMoments.every((x) => moments(x) === x));
      // The backward pass of the two is the same.
      if (storage === "f32") continue;
      assert(weight.gradients.every((x) => bf16(x) === x));
    }
    const { weights: tokens, firstMoments } = run.weights.tokens!;
    const isShort = storage === "bf16";
    assertEquals(tokens.every((x) => bf16(x) === x), isShort);
    assertEquals(firstMoments.every((x) => bf16(x) === x), isShort);
  }
});

Deno.test("trainingRun() of one step in mixed storage is that of bf16 but for what is stored", async () => {
  const [low, mixed] = await Promise.all(
    (["bf16", "mixed"] as const).map((storage) =>
      recordsOf({ ...small, storage }, 1)
    ),
  );
  for (
    const name of ["loss", "deadProbability", "deadGradientMean"] as const
  ) assertEquals(low![0]![name], mixed![0]![name]);
  // Half an ulp of a weight of size 1 to 2 in bfloat16, 0.004, is more than the
  // learning rate; in binary32 all rows move.
  assert(low![0]!.deadMoveMean < mixed![0]!.deadMoveMean);
  assertEquals(mixed![0]!.deadStill, 0);
});

Deno.test("trainingRun() counts as still the dead rows of which no number changed", async () => {
  for (const storage of storages) {
    using run = await trainingRun({ ...small, storage, learningRate: 0 });
    const [record] = run.steps(1);
    assertEquals([record!.deadStill, record!.deadMoveMean], [1, 0]);
    // No row has a direction to go.
    assertEquals([record!.deadCoherence, record!.deadAlike], [NaN, NaN]);
  }
});

Deno.test("trainingRun() with a decay and no gradient shrinks a row by the learning rate times the decay", async () => {
  const untied = { ...small, tied: false };
  const settings = { learningRate: 0.5, weightDecay: 0.25 };
  using run = await trainingRun({ ...untied, ...settings });
  const before = initialModel(untied).weights.tokens.values;
  run.steps(1).next();
  // Dead tokens are never looked up: untied, their embedding has no gradient.
  const dead = 20 * small.width;
  assertEquals(
    run.weights.tokens!.weights.subarray(dead),
    before.subarray(dead).map((x) => x * (1 - 0.125)),
  );
});

Deno.test("trainingRun() with a decay moves a dead row by a share of it in f32, and not at all in bf16", async () => {
  // Rows of size 1, which a learning rate times a decay of 1e-5 of them leaves as
  // they are in eight bits; and gradients too small to move them.
  const settings = { ...small, layers: 0, width: 64, sigma: 3 };
  const decays = [0, 0.01];
  const records = async (storage: Storage) =>
    await Promise.all(decays.map(async (weightDecay) => {
      const [record] = await recordsOf(
        { ...settings, storage, weightDecay },
        1,
      );
      return record!;
    }));
  const low = await records("bf16");
  assertEquals(low[1], low[0]);
  const [without, decayed] = await records("f32");
  const { values } = initialModel(settings).weights.tokens;
  const rows = Array.from(
    { length: 10 },
    (_, i) => norm(values.subarray((20 + i) * 64, (21 + i) * 64)),
  );
  const shares = rows.map((size) => 1e-5 * size).sort((a, b) => a - b);
  const median = (shares[4]! + shares[5]!) / 2;
  assert(without!.deadMoveMedian < median / 10);
  // A weight of size 3 rounds by 1e-7 in binary32, its change is 3e-5: 0.4 %.
  assert(Math.abs(decayed!.deadMoveMedian / median - 1) < 0.02);
});

Deno.test("trainingRun() of a model without dead tokens has no number for them", async () => {
  const [record] = await recordsOf({ ...small, deadTokens: 0 }, 1);
  const { deadGradientMean, deadMoveMedian, deadStill, deadProbability } =
    record!;
  assertEquals([deadGradientMean, deadMoveMedian, deadStill], [NaN, NaN, NaN]);
  assertEquals(deadProbability, 0);
  assert(Number.isFinite(record!.liveMoveMean));
});

Deno.test("trainingRun() can be asked for records with for await, and takes a step only as it is asked", async () => {
  using run = await trainingRun(small);
  const steps: number[] = [];
  for await (const record of run.steps(1000)) {
    steps.push(record.step);
    if (steps.length === 3) break;
  }
  assertEquals([steps, run.stepsTaken], [[1, 2, 3], 3]);
});

const refused: [options: object, words: string][] = [
  [{ learningRate: -1 }, "learningRate must be finite and >= 0"],
  [{ beta1: 1 }, "beta1 must be in [0, 1)"],
  [{ beta2: -0.1 }, "beta2 must be in [0, 1)"],
  [{ epsilon: NaN }, "epsilon must be finite and >= 0"],
  [{ weightDecay: Infinity }, "weightDecay must be finite and >= 0"],
  [{ storage: "f16" }, "storage must be f64 or f32 or bf16 or mixed"],
  [
    { stream: "text" },
    "stream must be zipf or the tokens of a text, as textTokens gives them: current value is text",
  ],
  [{ stream: new Uint16Array(8) }, "stream.length must be more than"],
  [{ stream: [...Array(8).keys(), 20] }, "stream[8] must be a whole number"],
  [{ stream: [0.5, ...Array(8).keys()] }, "stream[0] must be a whole number"],
  [{ stream: [1, -1, ...Array(8).keys()] }, "stream[1] must be a whole number"],
  [{ threads: 0 }, "threads must be a positive integer up to 64"],
  [{ heads: 3 }, "width must be a multiple of heads"],
  [{ sigma: -1 }, "sigma must be"],
  [
    { normalization: (x: unknown) => x },
    "normalization must be layerNorm or rmsNorm",
  ],
];
for (const [options, words] of refused) {
  Deno.test(`trainingRun() refuses by name: ${words}`, async () => {
    const settings = { ...small, ...options } as Partial<TrainingSettings>;
    await assertRejects(() => trainingRun(settings), RangeError, words);
  });
}

Deno.test("trainingRun() refuses names that no setting has, and settings beside those that were saved", async () => {
  const typo = { ...small, learningrate: 1 } as Partial<TrainingSettings>;
  await assertRejects(() => trainingRun(typo), TypeError, "learningrate");
  using run = await trainingRun(small);
  const from = run.save();
  const both = { from, seed: 3 } as { from: SavedRun };
  await assertRejects(() => trainingRun(both), TypeError, "seed is no setting");
  // A variable that was never set would else train another model in silence.
  const lost = { from: undefined } as unknown as { from: SavedRun };
  await assertRejects(() => trainingRun(lost), TypeError, "from must be");
});

Deno.test("trainingRun() refuses as a stream what is neither a name nor tokens", async () => {
  for (const given of [null, 1, { tokens: "AAAA" }, () => 0]) {
    const settings = { ...small, stream: given as unknown as "zipf" };
    await assertRejects(
      () => trainingRun(settings),
      TypeError,
      "stream must be zipf or the tokens of a text",
    );
  }
  const words = { ...small, stream: Array(9).fill("the") };
  await assertRejects(
    () => trainingRun(words),
    TypeError,
    "stream[0] must be a number",
  );
});

Deno.test("trainingRun() refuses what was saved of another model", async () => {
  using run = await trainingRun(small);
  const saved = run.save();
  await assertRejects(
    () => trainingRun({ from: { ...saved, weights: new Float64Array(3) } }),
    RangeError,
    "from.weights.length must be that of the model",
  );
  const settings = { ...saved.settings, storage: "f32" as const };
  await assertRejects(
    () => trainingRun({ from: { ...saved, settings } }),
    TypeError,
    "from.weights must be a Float32Array",
  );
});

Deno.test("trainingRun() says at which step a number is no longer finite", async () => {
  for (const storage of storages) {
    using run = await trainingRun({
      ...small,
      storage,
      sigma: 1,
      learningRate: 1e300,
    });
    const error = assertThrows(() => [...run.steps(9)], RangeError);
    assert(/finite/.test(error.message), error.message);
  }
});

Deno.test("trainingRun() takes a whole number of steps", async () => {
  using run = await trainingRun({ ...small, normalization: layerNorm });
  for (const count of [0, 1.5, -1, NaN]) {
    assertThrows(() => run.steps(count), RangeError, "the number of steps");
  }
});
