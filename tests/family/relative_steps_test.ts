import * as family from "adam/family";
import {
  adamw,
  lion,
  type Member,
  relativeSteps,
  type Step,
  steps,
} from "adam/family";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("relativeSteps() has the steps of steps(), without what the member remembers, and the length of each in learning rates", () => {
  const numbers = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(fc.property(fc.array(numbers), (gradients) => {
    const options = { learningRate: 0.5, weight: 2 };
    const plain = [...steps(adamw, gradients, options)];
    assertEquals(
      relativeSteps(adamw, gradients, options),
      plain.map(({ step, gradient, weight, update }) => ({
        step,
        gradient,
        weight,
        update,
        relativeUpdate: 2 * Math.abs(update),
      })),
    );
  }));
});

Deno.test("relativeSteps() does not depend on the learning rate where weights do not decay", () => {
  const names = ["sgd", "nesterov", "rmsprop", "adamw", "amsgrad", "lion"];
  const members = family as unknown as Record<
    string,
    Member<number, { learningRate?: number }, Step>
  >;
  for (const name of names) {
    const lengths = (learningRate: number) => {
      const options = { learningRate, weightDecay: 0 };
      return relativeSteps(members[name]!, [1, -0.5, 2], options)
        .map((row) => row.relativeUpdate);
    };
    const large = lengths(1);
    for (const [i, length] of lengths(1e-5).entries()) {
      // A product and a quotient more.
      assertAlmostEquals(length, large[i]!, 1e-15 * large[i]!);
    }
  }
});

Deno.test("relativeSteps() asks for a learning rate above zero", () => {
  assertThrows(
    () => relativeSteps(lion, [1], { learningRate: 0 }),
    RangeError,
    "Cannot measure the steps as learningRate must be finite and > 0: current value is 0",
  );
  const none = {} as { learningRate: number };
  assertThrows(() => relativeSteps(lion, [1], none), TypeError, "learningRate");
});
