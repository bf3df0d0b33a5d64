import {
  formulationAccount,
  type FormulationName,
  formulationNames,
} from "adam/formulations";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { exactReferences } from "./references.ts";

Deno.test("formulationNames holds the names that others rely on, and cannot be changed", () => {
  for (
    const name of [
      "torch-fused-fma",
      "torch-fused",
      "torch-fused-tail",
      "torch-single",
      "optax-eager",
      "optax-jit",
      "optax-jit-update",
      "keras",
      "tfjs",
      "float64",
      "float64-epsilon-hat",
    ] as const
  ) assert(formulationNames.includes(name), name);
  assert(Object.isFrozen(formulationNames));
});

Deno.test("formulationAccount() is a row of a table: name, implementation, arithmetic, epsilon, four formulas", () => {
  for (const name of formulationNames) {
    const account = formulationAccount(name);
    assertEquals(account.name, name);
    assertEquals(Object.keys(account), [
      "name",
      "mirrors",
      "arithmetic",
      "defaultEpsilon",
      "firstMoment",
      "secondMoment",
      "correction",
      "weight",
    ]);
  }
});

Deno.test("formulationAccount() tells the arithmetic", () => {
  const arithmetic = (name: FormulationName) =>
    formulationAccount(name).arithmetic;
  assertStrictEquals(arithmetic("torch-float64"), "binary64");
  assertStrictEquals(arithmetic("tfjs"), "binary32");
  assertStrictEquals(arithmetic("keras"), "binary32 without subnormals");
});

Deno.test("formulationAccount() tells the epsilon that the implementation itself has", () => {
  for (const { formulation, defaultEpsilon } of exactReferences) {
    if (defaultEpsilon === undefined) continue; // NumPy has no Adam
    const here = formulationAccount(formulation).defaultEpsilon;
    assertStrictEquals(here, defaultEpsilon, formulation);
  }
});

Deno.test("formulationAccount() of Optax tells what is compiled", () => {
  const mirrors = (name: FormulationName) => formulationAccount(name).mirrors;
  assert(mirrors("optax-eager").endsWith("not compiled"));
  assert(
    mirrors("optax-jit").endsWith("update and apply_updates in one jax.jit"),
  );
  assert(
    mirrors("optax-jit-update").endsWith(
      "update in jax.jit, apply_updates outside",
    ),
  );
});

Deno.test("no two formulations mirror the same", () => {
  const mirrored = formulationNames.map((name) =>
    formulationAccount(name).mirrors
  );
  assertEquals(new Set(mirrored).size, formulationNames.length);
});

Deno.test("formulationAccount() refuses a name that there is none of", () => {
  assertThrows(
    () => formulationAccount("adam" as FormulationName),
    RangeError,
    "Cannot run a formulation as its name must be one of torch-fused-fma, ",
  );
});
