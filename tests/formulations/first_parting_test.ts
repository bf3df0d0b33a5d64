import { f32, ulp } from "adam";
import {
  firstParting,
  formulationAccount,
  type FormulationName,
  formulationNames,
  type FormulationOptions,
  runFormulation,
} from "adam/formulations";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { gradients as coordinate } from "./fifty_steps.ts";

function run(
  name: FormulationName,
  gradients: number[],
  options: FormulationOptions = {},
) {
  return { name, steps: runFormulation(name, gradients, options) };
}

Deno.test("a run does not part from itself", () => {
  for (const name of formulationNames) {
    assertStrictEquals(
      firstParting(run(name, coordinate), run(name, coordinate)),
      undefined,
    );
  }
});

Deno.test("firstParting() finds what a search through all numbers finds", () => {
  for (const other of formulationNames) {
    const [a, b] = [run("torch-fused-fma", coordinate), run(other, coordinate)];
    const parting = firstParting(a, b);
    const found = a.steps.flatMap((record, i) =>
      (["firstMoment", "secondMoment", "weight"] as const)
        .filter((key) =>
          f32(record[key]) !== f32(b.steps[i]![key])
        )
        .map((key) => ({ step: record.step, key }))
    )[0];
    assertEquals([parting?.step, parting?.quantity], [found?.step, found?.key]);
  }
});

Deno.test("ulps counts the numbers between the two", () => {
  const [a, b] = [run("torch-fused-fma", [1]), run("optax-eager", [1])];
  const { quantity, values, ulps, step } = firstParting(a, b)!;
  assertEquals([step, quantity], [1, "weight"]);
  // Neighbours are equally far apart from 2^-10 up to 2^-9.
  assertStrictEquals(
    ulps,
    Math.abs(values[0] - values[1]) / ulp(values[0], f32),
  );
});

Deno.test("the reason is the pair of formulas of the quantity that differs first", () => {
  const parting = firstParting(
    run("torch-fused-fma", coordinate),
    run("torch-fused-tail", coordinate),
  )!;
  assertStrictEquals(parting.quantity, "secondMoment");
  assertEquals(parting.why, [
    formulationAccount("torch-fused-fma").secondMoment,
    formulationAccount("torch-fused-tail").secondMoment,
  ]);
});

Deno.test("of a weight the reason names the corrections too", () => {
  const { why } = firstParting(run("tfjs", [1]), run("float32", [1]))!;
  for (const [i, name] of (["tfjs", "float32"] as const).entries()) {
    const { weight, correction } = formulationAccount(name);
    assertStrictEquals(why[i], `${weight}; ${correction}`);
  }
});

Deno.test("where the formulas read the same, the reason is the implementation", () => {
  const { why } = firstParting(
    run("float32", [0.1, 0.3]),
    run("float64", [0.1, 0.3]),
  )!;
  assertEquals(
    why,
    (["float32", "float64"] as const).map((name) =>
      formulationAccount(name).mirrors
    ) as [string, string],
  );
});

Deno.test("two runs in binary64 are compared in binary64, others in binary32", () => {
  const gradients = [0.1, 0.2, 0.3];
  const parting = firstParting(
    run("float64", gradients),
    run("torch-float64", gradients),
  )!;
  assertStrictEquals(f32(parting.values[0]), f32(parting.values[1]));
});

Deno.test("an infinity and a NaN are infinitely far from a number", () => {
  const accept = () => true;
  const { ulps, values } = firstParting(
    run("torch-fused", [1e25, 1e25], { accept }),
    run("keras", [1e25, 1e25], { accept }),
  )!;
  assertEquals([ulps, values], [Infinity, [Infinity, NaN]]);
});

Deno.test("firstParting() refuses runs of different lengths", () => {
  assertThrows(
    () => firstParting(run("keras", [1, 2]), run("tfjs", [1])),
    RangeError,
    "Cannot compare two runs as one.steps and other.steps must be of one length: current lengths are 2 and 1",
  );
});

Deno.test("firstParting() refuses what is no run, by what is wrong with it", () => {
  const good = run("keras", [1, 2]);
  const refused = (bad: unknown, type: typeof TypeError, message: string) => {
    const wrong = bad as typeof good;
    const start = "Cannot compare two runs as ";
    assertThrows(
      () => firstParting(wrong, good),
      type,
      `${start}one${message}`,
    );
    assertThrows(
      () => firstParting(good, wrong),
      type,
      `${start}other${message}`,
    );
  };
  refused(null, TypeError, " must be a record of named values");
  refused([], TypeError, " must be a record of named values");
  refused({ name: "keras" }, TypeError, ".steps must be an array");
  refused({ name: "keras", steps: "ab" }, TypeError, ".steps must be an array");
  refused({ name: "keras", steps: [1, 2] }, TypeError, ".steps[0] must be a");
  const [first, second] = good.steps;
  const steps = (part: object) => ({
    name: "keras",
    steps: [first, { ...second, ...part }],
  });
  refused(
    steps({ weight: "1" }),
    TypeError,
    ".steps[1].weight must be a number",
  );
  refused(
    steps({ firstMoment: undefined }),
    TypeError,
    ".steps[1].firstMoment",
  );
  refused(steps({ step: 5 }), RangeError, ".steps[1].step must be");
  assertThrows(
    () => firstParting(good, { ...good, name: "adam" as "keras" }),
    RangeError,
    "its name must be one of",
  );
});
