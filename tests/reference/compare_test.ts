import { f32, f64 } from "adam";
import {
  firstParting,
  formulationNames,
  runFormulation,
} from "adam/formulations";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { dump } from "npyjs";
import { compareFormulations } from "../../tools/reference/compare/compare_formulations.ts";
import { comparisonText } from "../../tools/reference/compare/comparison_text.ts";
import { readGradients } from "../../tools/reference/compare/gradient_file.ts";
import {
  gradientsAt,
  steps,
} from "../../tools/reference/formulations/sequences.ts";
import { Obstacle } from "../../tools/jupyter.ts";
import { granted } from "../granted.ts";

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

Deno.test("where one pair differs, its formulas are shown", () => {
  const names = ["torch-fused", "torch-fused-fma"] as const;
  const text = comparisonText(compareFormulations(names, sequences, {}));
  assert(text.includes("│ torch-fused │ torch-fused-fma │"), text);
  assert(text.includes("  torch-fused: m + (1−β₁)·(g − m)"), text);
  assert(text.includes("  torch-fused-fma: fma(1−β₁, g − m, m)"), text);
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

const command = new URL("../../tools/reference/compare.ts", import.meta.url);

/** Runs `deno task compare` with these arguments. */
async function compare(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-read", "--allow-env", command.pathname, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, shown: text(stdout), said: text(stderr) };
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
      assert(shown.includes("│ tfjs │ keras │    1 │         0 │"), shown);

      const refused = await compare(file, "keras", "--beta2", "1");
      assertStrictEquals(refused.code, 1);
      assert(refused.shown.includes("beta2 must be in [0, 1)"), refused.shown);
    } finally {
      await Deno.remove(file);
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
        [["a.json", "adam"], "There is no formulation adam; there are torch"],
        [["a.json", "--beta3", "1"], "Unknown option '--beta3'"],
        [["a.json", "--beta2", "x"], "--beta2 must be a number: it is x"],
        [["no such file.json"], "There is no file "],
      ] as const
    ) {
      const { code, said } = await compare(...args);
      assertStrictEquals(code, 1);
      assert(said.includes(message), said);
    }
  },
});
