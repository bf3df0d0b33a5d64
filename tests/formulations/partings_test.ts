import {
  firstParting,
  formulationNames,
  partings,
  runFormulation,
} from "adam/formulations";
import { f32 } from "adam";
import { logUniformNumbers, randomNumbers } from "adam/statistics";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { runOf } from "./fifty_steps.ts";

const runs = formulationNames.map(runOf);

Deno.test("partings() has firstParting() of each run that differs, and no row for one that does not", () => {
  for (const reference of runs) {
    const expected = runs.flatMap((run) => {
      const parting = firstParting(reference, run);
      if (!parting) return [];
      const { values: _, why, ...rest } = parting;
      const [formulaOfReference, formula] = why;
      return [{ name: run.name, ...rest, formulaOfReference, formula }];
    });
    assertEquals(partings(reference, runs), expected);
  }
});

Deno.test("over a thousand gradients of both signs and eight decades only torch-single has the bits of torch-fused-fma", () => {
  const random = randomNumbers(5);
  const size = logUniformNumbers(random, { least: 1e-8, most: 1 });
  const gradients = Array.from(
    { length: 1000 },
    () => f32(Math.sign(random() - 0.5) * size()),
  );
  const [reference, ...others] = formulationNames.map((name) => ({
    name,
    steps: runFormulation(name, gradients),
  }));
  assertStrictEquals(reference!.name, "torch-fused-fma");
  const rows = partings(reference!, others);
  const differing = rows.map(({ name }) => name);
  const equal = others.filter(({ name }) => !differing.includes(name));
  assertEquals(equal.map(({ name }) => name), ["torch-single"]);
  // The tail of a tensor has another order in its second moment only.
  const tail = rows.find(({ name }) => name === "torch-fused-tail");
  assertStrictEquals(tail!.quantity, "secondMoment");
});

Deno.test("partings() of the reference itself has no rows", () => {
  assertEquals(partings(runs[0]!, [runs[0]!, runs[0]!]), []);
  assertEquals(partings(runs[0]!, []), []);
});

Deno.test("partings() refuses what is no run, by its place", () => {
  assertThrows(
    () => partings(null as never, runs),
    TypeError,
    "Cannot compare the runs as reference must be a record of named values",
  );
  assertThrows(
    () => partings(runs[0]!, [runs[1]!, { name: "keras" } as never]),
    TypeError,
    "Cannot compare the runs as runs[1].steps must be an array",
  );
  const short = { name: "keras" as const, steps: runFormulation("keras", [1]) };
  assertThrows(
    () => partings(runs[0]!, [short]),
    RangeError,
    "Cannot compare the runs as reference.steps and runs[0].steps must be of one length: current lengths are 50 and 1",
  );
  assertThrows(
    () => partings(runs[0]!, 1 as never),
    TypeError,
    "Cannot compare the runs as runs must be iterable",
  );
});
