import { randomNumbers, zipfNumbers } from "adam/statistics";
import { hiddenStates } from "../../lib/language_model/_hidden_states.ts";
import { outputGradient } from "adam";
import { startOfTraining } from "adam/language_model";
import { assert, assertEquals, assertThrows } from "@std/assert";

const small = {
  layers: 2,
  width: 8,
  feedForward: 12,
  vocabulary: 23,
  deadTokens: 6,
  batch: 3,
  sequenceLength: 6,
};

Deno.test("startOfTraining() of one seed is one start, of two seeds two", () => {
  const start = (seed: number) => startOfTraining({ ...small, seed });
  assertEquals(start(1), start(1));
  const [one, other] = [start(1), start(2)];
  assert(one.weights.tokens.values[0] !== other.weights.tokens.values[0]);
  assert(`${one.inputs}` !== `${other.inputs}`);
});

Deno.test("startOfTraining() has each position predict the token after it", () => {
  const { inputs, targets } = startOfTraining(small);
  const next = zipfNumbers(17, { exponent: 1, uniform: randomNumbers(0) });
  for (let sequence = 0; sequence < 3; sequence++) {
    const tokens = Array.from({ length: 7 }, next);
    const [from, to] = [6 * sequence, 6 * sequence + 6];
    assertEquals(inputs.slice(from, to), tokens.slice(0, 6));
    assertEquals(targets.slice(from, to), tokens.slice(1));
  }
});

Deno.test("startOfTraining() has one batch for a seed, whatever the model", () => {
  const { inputs, targets } = startOfTraining(small);
  for (
    const changed of [{ layers: 0 }, { sigma: 0.1 }, { tied: false }, {
      width: 4,
    }]
  ) {
    const other = startOfTraining({ ...small, ...changed });
    assertEquals([other.inputs, other.targets], [inputs, targets]);
  }
});

Deno.test("startOfTraining() hands on what its parts give", () => {
  const start = startOfTraining(small);
  const { inputs, targets, weights, hidden, losses, gradient } = start;
  const sequences = [0, 6, 12].map((from) => inputs.slice(from, from + 6));
  assertEquals(hiddenStates(sequences, weights, start.settings), hidden);
  const expected = outputGradient(hidden, weights.output, targets);
  assertEquals([losses, gradient], [expected.losses, expected.gradient]);
});

Deno.test("startOfTraining() uses no dead token", () => {
  const { inputs, targets } = startOfTraining({
    ...small,
    sequenceLength: 100,
  });
  assertEquals(Math.max(...inputs, ...targets), 16);
});

Deno.test("startOfTraining() refuses what startSettings() refuses", () => {
  assertThrows(() => startOfTraining({ sigma: -1 }), RangeError, "sigma");
});
