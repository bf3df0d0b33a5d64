import { adamPath, adamSteps, applyUpdate } from "adam";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";

const gradients = fc.array(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  { maxLength: 30 },
);
const learningRate = fc.constantFrom(1e-3, 0.1, 1, 7);

Deno.test("adamPath() has the records of adamSteps(), and the size of their updates in units of the learning rate", () => {
  fc.assert(
    fc.property(gradients, learningRate, (gradients, learningRate) => {
      const options = { learningRate, beta1: 0.8 };
      const path = adamPath(gradients, options);
      const steps = [...adamSteps(gradients, options)];
      assertStrictEquals(path.length, steps.length);
      for (const [i, step] of steps.entries()) {
        const { effectiveLearningRate: _, relativeDistance: __, ...record } =
          path[i]!;
        const relativeUpdate = Math.abs(step.update) / learningRate;
        assertEquals(record, { ...step, relativeUpdate });
      }
    }),
    { seed: 1 },
  );
});

Deno.test("adamPath() measures the distance of a weight that starts at zero and is moved by applyUpdate()", () => {
  fc.assert(
    fc.property(gradients, learningRate, (gradients, learningRate) => {
      let weight = 0;
      for (const step of adamPath(gradients, { learningRate })) {
        weight = applyUpdate(weight, step.update);
        assertStrictEquals(
          step.relativeDistance,
          Math.abs(weight) / learningRate,
        );
      }
    }),
    { seed: 2 },
  );
});

Deno.test("adamPath(): the effective learning rate times the corrected first moment is the update", () => {
  fc.assert(
    fc.property(gradients, (gradients) => {
      for (const step of adamPath(gradients)) {
        const product = step.effectiveLearningRate * step.correctedFirstMoment;
        // Two roundings on each side, of 2^-53; and a product with the learning
        // rate that is subnormal is off by half of the smallest number, of
        // which the division by epsilon makes 1e8 times as much.
        const allowed = 4 * 2 ** -53 * Math.abs(step.update) + 1e8 * 5e-324;
        assert(Math.abs(product + step.update) <= allowed);
      }
    }),
    { seed: 3 },
  );
});

Deno.test("adamPath() of a constant gradient without epsilon is a straight line of full steps", () => {
  for (const { step, ...record } of adamPath([3, 3, 3, 3], { epsilon: 0 })) {
    // Each moment is off by a few units of 2^-53, and v's correction of 0.001
    // makes a thousand of them.
    assert(Math.abs(record.relativeUpdate - 1) < 4000 * 2 ** -53);
    assert(Math.abs(record.relativeDistance - step) < step * 4000 * 2 ** -53);
  }
});

Deno.test("adamPath() moves back as far as it moved forth, and measures no sign", () => {
  const [there, back] = adamPath([1, -1], { beta1: 0, beta2: 0 });
  assertStrictEquals(there!.relativeDistance, there!.relativeUpdate);
  assertEquals([back!.relativeDistance, back!.relativeUpdate], [
    0,
    there!.relativeUpdate,
  ]);
});

Deno.test("adamPath() of no gradients has no records", () => {
  assertEquals(adamPath([]), []);
});

Deno.test("adamPath() refuses a learning rate of zero, which nothing can be measured in", () => {
  assertThrows(
    () => adamPath([1], { learningRate: 0 }),
    RangeError,
    "Cannot measure the path as learningRate must be finite and > 0: current value is 0",
  );
});

Deno.test("adamPath() refuses a measure that is infinite, unless it is accepted", () => {
  // No gradient and almost no epsilon: a rate of 1e-3 / 5e-324.
  const options = { epsilon: 5e-324 };
  assertThrows(
    () => adamPath([0], options),
    RangeError,
    "Cannot measure the path as effectiveLearningRate must be finite: current value is Infinity",
  );
  const [step] = adamPath([0], { ...options, accept: () => true });
  assertStrictEquals(step!.effectiveLearningRate, Infinity);
});

Deno.test("adamPath() refuses gradients that are none and a misspelled option", () => {
  assertThrows(() => adamPath([NaN]), RangeError, "gradient must be finite");
  assertThrows(
    () => adamPath(1 as never),
    TypeError,
    "Cannot measure the path as gradients must be iterable",
  );
  assertThrows(
    () => adamPath([1], { lr: 0.1 } as never),
    TypeError,
    "Cannot measure the path as lr is no setting of it",
  );
});
