import { adafactor, ofOneWeight, steps } from "adam/family";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("ofOneWeight() takes the steps of the member for a matrix of one number, with numbers in their records", () => {
  const numbers = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(fc.property(fc.array(numbers), numbers, (gradients, weight) => {
    const settings = { epsilon2: 1 };
    const rule = ofOneWeight(adafactor, settings);
    const matrices = [...steps(adafactor, gradients.map((g) => [[g]]), {
      ...settings,
      weight: [[weight]],
    })];
    assertEquals(
      [...steps(rule, gradients, { weight })],
      matrices.map((record) => ({
        ...record,
        gradient: record.gradient[0]![0]!,
        weight: record.weight[0]![0]!,
        update: record.update[0]![0]!,
      })),
    );
  }));
});

Deno.test("ofOneWeight() starts at 0, and options of a step go before its settings", () => {
  const rule = ofOneWeight(adafactor, { learningRate: 0.5, epsilon2: 1 });
  assertStrictEquals(rule({}, 4).weight, -0.5);
  assertStrictEquals(rule({}, 4, { learningRate: 0.25 }).weight, -0.25);
});

Deno.test("ofOneWeight() refuses what is no number, and the settings that the member refuses", () => {
  const rule = ofOneWeight(adafactor);
  assertThrows(
    () => rule({}, [[1]] as unknown as number),
    TypeError,
    "Cannot take a step of one weight as gradient must be a number: current value is of type Array",
  );
  const unknown = { beta1: 0.9 } as object;
  assertThrows(
    () => ofOneWeight(adafactor, unknown)({}, 1),
    TypeError,
    "beta1",
  );
});
