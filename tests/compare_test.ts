import { f32, f64, ulpDistance } from "adam";
import {
  firstParting,
  formulationNames,
  runFormulation,
} from "adam/formulations";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { zipSync } from "fflate";
import { dump } from "npyjs";
import { compareFormulations } from "../tools/compare/compare_formulations.ts";
import { comparisonText, pairsText } from "../tools/compare/comparison_text.ts";
import { endOf, isHarmless } from "../tools/compare/end.ts";
import { groupsOf } from "../tools/compare/groups.ts";
import { readGradients } from "../tools/compare/gradient_file.ts";
import {
  gradientsAt,
  steps,
} from "../tools/reference/formulations/sequences.ts";
import { Obstacle } from "../tools/shared/task.ts";
import { granted } from "./granted.ts";
import { task } from "./task.ts";

const rows = Array.from(
  { length: steps },
  (_, i) => [...gradientsAt(i + 1, "defaults").subarray(32, 44)],
);
const sequences = rows[0]!.map((_, i) => rows.map((row) => row[i]!));

Deno.test("compareFormulations() finds for each pair the earliest step, and of its parameters the first", () => {
  const { differences, equal, refused } = compareFormulations(
    formulationNames,
    sequences,
    {},
  );
  const count = formulationNames.length;
  assertEquals(differences.length + equal.length, count * (count - 1) / 2);
  assertEquals(refused.size, 0);
  for (const { formulations: [one, other], step, parameter } of differences) {
    const partings = sequences.map((gradients) => {
      const run = (name: typeof one) => ({
        name,
        steps: runFormulation(name, gradients),
      });
      return firstParting(run(one), run(other))?.step ?? Infinity;
    });
    const earliest = Math.min(...partings);
    assertEquals([step, parameter], [earliest, partings.indexOf(earliest)]);
  }
});

Deno.test("compareFormulations() orders the differences by step and parameter", () => {
  const { differences } = compareFormulations(formulationNames, sequences, {});
  const order = differences.map(({ step, parameter }) =>
    step * sequences.length + parameter
  );
  assertEquals(order, order.toSorted((a, b) => a - b));
});

Deno.test("PyTorch's fused and single-tensor forms are equal in every number", () => {
  const names = ["torch-fused-fma", "torch-single"] as const;
  const comparison = compareFormulations(names, sequences, {});
  assertEquals(comparison.differences, []);
  assertStrictEquals(
    comparisonText(comparison),
    "Equal in every number:\n  torch-fused-fma = torch-single",
  );
});

Deno.test("gradients are rounded to binary32, unless all formulations are in binary64", () => {
  const gradients = [0.1, 0.7, -0.3, 0.9];
  for (
    const [other, round] of [["float32", f32], ["torch-float64", f64]] as const
  ) {
    const names = ["float64", other] as const;
    const { differences } = compareFormulations(names, [gradients], {});
    const { step, quantity, values } = differences[0]!;
    const here = runFormulation("float64", gradients.map(round))[step - 1]!;
    assertStrictEquals(values[0], round(here[quantity]));
  }
});

Deno.test("a formulation that cannot run is left out, and says why", () => {
  const comparison = compareFormulations(
    ["torch-fused", "keras", "optax-eager"],
    [[1], [1e25, 1e25]],
    {},
  );
  assertEquals([...comparison.refused.keys()], ["keras"]);
  assert(
    comparisonText(comparison).endsWith(
      "Left out:\n  keras, parameter 1: Cannot run keras as secondMoment must be a number: current value is NaN",
    ),
  );
});

Deno.test("of two formulations the formulas are shown, and how far apart they end", () => {
  const names = ["torch-fused", "torch-fused-fma"] as const;
  const text = comparisonText(compareFormulations(names, sequences, {}));
  for (
    const part of [
      "torch-fused and torch-fused-fma part at step 2, parameter ",
      "  torch-fused: m + (1−β₁)·(g − m)",
      "  torch-fused-fma: fma(1−β₁, g − m, m)",
      "They end ",
      ": harmless.",
    ]
  ) assert(text.includes(part), text);
});

Deno.test("for each pair the end is that of the parameter where it is the farthest", () => {
  const options = { weight: 0.5, learningRate: 0.01 };
  const { ends } = compareFormulations(formulationNames, sequences, options);
  assertEquals(
    ends.length,
    formulationNames.length * (formulationNames.length - 1) / 2,
  );
  for (
    const { formulations, ofTheWay, parameter, learningRates, ulps } of ends
  ) {
    const in64 = formulations.every((name) =>
      ["float64", "float64-epsilon-hat", "torch-float64"].includes(name)
    );
    const round = in64 ? f64 : f32;
    const shares = sequences.map((gradients) => {
      const [a, b] = formulations.map((name) =>
        runFormulation(name, gradients.map(f32), options).map(({ weight }) =>
          round(weight)
        )
      );
      const apart = Math.abs(a!.at(-1)! - b!.at(-1)!);
      const way = Math.max(...[...a!, ...b!].map((w) => Math.abs(w - 0.5)));
      return {
        apart,
        share: apart === 0 ? 0 : apart / way,
        ends: [a!.at(-1)!, b!.at(-1)!] as const,
      };
    });
    assertStrictEquals(ofTheWay, Math.max(...shares.map(({ share }) => share)));
    const worst = shares[parameter]!;
    assertStrictEquals(ofTheWay, worst.share);
    assertStrictEquals(learningRates, worst.apart / 0.01);
    assertStrictEquals(ulps, ulpDistance(...worst.ends, round));
  }
});

Deno.test("harmless is what a learning rate that is 1 % larger does, and no more", () => {
  const gradients = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
    minLength: 1,
    maxLength: 30,
  });
  const run = (gradients: number[], learningRate: number) => ({
    name: "float64" as const,
    steps: runFormulation("float64", gradients, { learningRate }),
  });
  fc.assert(
    fc.property(gradients, (gradients) => {
      const [one, other] = [1e-3, 1e-3 * 1.0099].map((rate) =>
        run(gradients, rate)
      );
      assert(isHarmless(endOf(one!, other!, 0, {})));
    }),
    { seed: 1 },
  );
  // All gradients of one sign: the end is the farthest, so all of the 2 % counts.
  const [one, other] = [1e-3, 1e-3 * 1.02].map((rate) => run([1, 2, 3], rate));
  assert(!isHarmless(endOf(one!, other!, 0, {})));
});

Deno.test("formulations that agree in every number stand in one group, others never", () => {
  for (const count of [1, 3, 12]) {
    const comparison = compareFormulations(
      formulationNames,
      sequences.slice(0, count).map((gradients) => gradients.slice(0, count)),
      {},
    );
    const groups = groupsOf(comparison);
    assertEquals(groups.flat().sort(), [...formulationNames].sort());
    const groupOf = (name: string) =>
      groups.find((group) => group.some((member) => member === name));
    for (const { formulations: [one, other] } of comparison.differences) {
      assert(
        groupOf(one) !== groupOf(other),
        `${one} is in the group of ${other}`,
      );
    }
    assert(groups.length < formulationNames.length || count === 12);
  }
});

Deno.test("of all formulations a summary is shown that fits into 100 columns, pairs do too", () => {
  const wild = [[1e-9, 3e-7, 1e-12], [1e3, -1e18, 1e-30]];
  for (const given of [sequences, wild]) {
    const comparison = compareFormulations(formulationNames, given, {});
    const [text, pairs] = [comparisonText(comparison), pairsText(comparison)];
    for (const line of `${text}\n${pairs}`.split("\n")) {
      assert(line.length <= 100, line);
    }
    assert(text.split("\n").length < 60, text);
    const groups = groupsOf(comparison);
    assert(
      text.startsWith(
        `Agree in every number: ${groups.length} groups\n  A  torch-fused-fma`,
      ),
    );
    const farthest = comparison.ends.toSorted((a, b) =>
      b.ofTheWay - a.ofTheWay
    )[0]!;
    assert(
      text.includes(
        `Of all, ${farthest.formulations.join(" and ")} end the farthest`,
      ),
      text,
    );
    assert(text.includes("Below 1 % is\nharmless"), text);
    for (const { formulations: [one, other] } of comparison.differences) {
      assert(RegExp(`│ ${one} +│ ${other} +│`).test(pairs), `${one} ${other}`);
    }
  }
});

Deno.test("at a dead gradient where epsilon stands matters, rounding does not", () => {
  const verdict = (other: "keras" | "torch-fused") => {
    const names = ["torch-fused-fma", other] as const;
    return comparisonText(
      compareFormulations(names, [[1.79e-10, 1.7e-10]], {}),
    );
  };
  assert(verdict("keras").includes(": it matters."));
  assert(!verdict("torch-fused").includes("it matters"));
});

/** Reads gradients from a file of that content. */
async function reading(name: string, content: string | Uint8Array) {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/${name}`;
    const bytes = typeof content === "string"
      ? new TextEncoder().encode(content)
      : content;
    await Deno.writeFile(path, bytes);
    return await readGradients(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const ignore = !granted("read", "write");

Deno.test({
  name: "readGradients() takes a list of numbers, a list of steps, and .npy",
  ignore,
  async fn() {
    assertEquals(await reading("a.json", "[1, 2, 3]"), [[1, 2, 3]]);
    assertEquals(await reading("a.json", "[[1, 2], [3, 4]]"), [[1, 3], [2, 4]]);
    for (const Numbers of [Float32Array, Float64Array]) {
      const npy = dump(Numbers.from([1, 2, 3, 4, 5, 6, 7, 8]), [2, 2, 2]);
      assertEquals(await reading("a.npy", new Uint8Array(npy)), [
        [1, 5],
        [2, 6],
        [3, 7],
        [4, 8],
      ]);
    }
  },
});

Deno.test({
  name:
    "readGradients() takes .npz, packed or not, its arrays beside each other",
  ignore,
  async fn() {
    const npy = (numbers: number[], shape: number[]) =>
      new Uint8Array(dump(Float64Array.from(numbers), shape));
    const arrays = {
      "weight.npy": npy([1, 2, 3, 4], [2, 2]),
      "bias.npy": npy([5, 6], [2]),
    };
    for (const level of [0, 9] as const) {
      const npz = zipSync(arrays, { level });
      assertEquals(await reading("a.npz", npz), [[1, 3], [2, 4], [5, 6]]);
      // What counts is what a file holds, not what it is called.
      assertEquals(await reading("a", npz), [[1, 3], [2, 4], [5, 6]]);
    }
    const uneven = { ...arrays, "other.npy": npy([1, 2, 3], [3]) };
    await assertRefused(
      reading("a.npz", zipSync(uneven)),
      "weight.npy has 2, other.npy has 3",
    );
  },
});

Deno.test({
  name:
    "readGradients() says how PyTorch's and other files become one that it reads",
  ignore,
  async fn() {
    const zipped = zipSync({ "g/data.pkl": new Uint8Array(1) });
    await assertRefused(reading("g.pt", zipped), "torch.load('FILE'");
    const tensors = new TextEncoder().encode('\x08\0\0\0\0\0\0\0{"g":{}}');
    await assertRefused(
      reading("g.safetensors", tensors),
      "s.load_file('FILE')",
    );
    for (const name of ["g.pt", "g.pth", "g.pkl", "g.bin"]) {
      const pickled = Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c);
      await assertRefused(
        reading(name, pickled),
        "JSON, NumPy's .npy or its .npz",
      );
    }
    const other = zipSync({ "text.txt": new Uint8Array(1) });
    await assertRefused(reading("a.zip", other), "without arrays of NumPy");
    await assertRefused(reading("a.npz", zipped.slice(0, 20)), "Cannot read");
  },
});

Deno.test({
  name: "readGradients() says what is wrong with a file",
  ignore,
  async fn() {
    const refused = (
      name: string,
      content: string | Uint8Array,
      message: string,
    ) => assertRefused(reading(name, content), message);
    await refused("a.json", "{}", "it holds no list");
    await refused("a.json", "[]", "it holds no number");
    await refused("a.json", "[[1, 2], [3]]", "step 2 has 1");
    await refused(
      "a.json",
      '[[1], ["2"]]',
      'step 2 must hold numbers only: it holds "2"',
    );
    await refused("a.json", "[1,", "Cannot read");
    await refused("a.npy", "PK", "Cannot read");
    const integers = new Uint8Array(dump(Int32Array.from([1, 2]), [2]));
    await refused("a.npy", integers, "must be floating-point, not");
    await assertRefused(
      readGradients("no such file.json"),
      "There is no file no such file.json",
    );
  },
});

async function assertRefused(promise: Promise<unknown>, message: string) {
  const error = await promise.catch((error: unknown) => error);
  assert(
    error instanceof Obstacle && error.message.includes(message),
    `${error}`,
  );
}

/** Runs `deno task compare` with these arguments. */
async function compare(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...task("compare"), ...args],
    cwd: new URL("..", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, shown: text(stdout), messages: text(stderr) };
}

Deno.test({
  name: "deno task compare prints where the chosen formulations part",
  ignore: !granted("read", "write", "run", "env"),
  async fn() {
    const file = await Deno.makeTempFile({ suffix: ".json" });
    try {
      await Deno.writeTextFile(file, JSON.stringify(rows));
      const { code, shown } = await compare(file, "tfjs", "keras");
      assertStrictEquals(code, 0);
      assert(shown.startsWith(`steps: ${steps}, parameters: 12\n`), shown);
      assert(
        shown.includes("tfjs and keras part at step 1, parameter 0, by"),
        shown,
      );
      const listed = await compare(file, "tfjs", "keras", "--pairs");
      assert(
        listed.shown.includes("│ tfjs │ keras │    1 │         0 │"),
        listed.shown,
      );

      const refused = await compare(file, "keras", "tfjs", "--beta2", "1");
      assertStrictEquals(refused.code, 1);
      assert(refused.shown.includes("beta2 must be in [0, 1)"), refused.shown);
    } finally {
      await Deno.remove(file);
    }
  },
});

Deno.test({
  name: "deno task compare --help names files, formulations and settings",
  ignore: !granted("read", "run", "env"),
  async fn() {
    for (const option of ["--help", "-h"]) {
      const { code, shown } = await compare(option);
      assertStrictEquals(code, 0);
      for (
        const name of [...formulationNames, ".npz", "--pairs", "--weightDecay"]
      ) {
        assert(shown.includes(name), name);
      }
      assert(shown.split("\n").every((line) => line.length <= 80), shown);
    }
  },
});

Deno.test({
  name: "deno task compare says what is wrong with its arguments",
  ignore: !granted("read", "run", "env"),
  async fn() {
    for (
      const [args, message] of [
        [[], "Name a file of gradients"],
        [["a.json", "adam"], "There is no formulation adam\nThere are torch"],
        [["a.json", "torch-fusd"], "did you mean torch-fused?"],
        [["a.json", "tfjs"], "Name two formulations or more"],
        [["a.json", "--lr", "1"], "did you mean --learningRate?"],
        [["a.json", "--lr", "1"], "--beta1, --beta2, --epsilon, --weightDecay"],
        [["a.json", "--weight-decay=1"], "did you mean --weightDecay?"],
        [["a.json", "--eps", "1"], "did you mean --epsilon?"],
        [["a.json", "--q"], "There is no option --q\n"],
        [["a.json", "--beta1"], "beta1"],
        [["a.json", "--beta2", "x"], "--beta2 must be a number: it is x"],
        [["no such file.json"], "There is no file "],
      ] as const
    ) {
      const { code, messages } = await compare(...args);
      assertStrictEquals(code, 1);
      assert(messages.includes(message), messages);
    }
  },
});
