import { parameterGroups } from "adam/training";
import { VectorAdam, vectorPool } from "adam/vector";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("parameterGroups() has a group for each value, in the order that they are given in", () => {
  const groups = parameterGroups({ epsilon: [1e-4, 0], beta1: [0.5] });
  assertEquals(Object.entries(groups), [
    ["ε = 1e-4", { epsilon: 1e-4 }],
    ["ε = 0", { epsilon: 0 }],
    ["β₁ = 0.5", { beta1: 0.5 }],
  ]);
  const turned = { beta1: [0.5], epsilon: [1e-4, 0] };
  assertEquals(Object.keys(parameterGroups(turned))[0], "β₁ = 0.5");
});

Deno.test("parameterGroups() names a value by 15 digits and keeps all of them", () => {
  const tenth = 3e-3 / 10;
  assertEquals(parameterGroups({ learningRate: [tenth] }), {
    "η = 3e-4": { learningRate: tenth },
  });
});

Deno.test("parameterGroups() gives a group for each of any different values", () => {
  const values = fc.uniqueArray(
    fc.integer({ min: -300, max: 0 }).map((exponent) =>
      Number(`7e${exponent}`)
    ),
    { minLength: 1 },
  );
  fc.assert(fc.property(values, (epsilon) => {
    assertEquals(
      Object.values(parameterGroups({ epsilon })),
      epsilon.map((epsilon) => ({ epsilon })),
    );
  }));
});

Deno.test("parameterGroups() knows every setting of Adam that is a number", async () => {
  using pool = await vectorPool({ threads: 1 });
  const { settings } = new VectorAdam(pool, pool.float32(1));
  for (const [name, value] of Object.entries(settings)) {
    assertEquals(Object.values(parameterGroups({ [name]: [value] })), [
      { [name]: value },
    ]);
  }
});

Deno.test("parameterGroups() refuses a value that is there twice", () => {
  assertThrows(
    () => parameterGroups({ beta2: [0.9, 0.99, 0.9] }),
    RangeError,
    "Cannot make parameter groups as the values of beta2 must differ in 15 digits: current value is 0.9 twice",
  );
});
