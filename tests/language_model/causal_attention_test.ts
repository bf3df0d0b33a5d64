import { randomNumbers } from "adam/statistics";
import { causalAttention } from "../../lib/language_model/_causal_attention.ts";
import { initialAttention } from "../../lib/language_model/_initialization.ts";
import { matrix } from "adam/matrix";
import { assertEquals, assertStrictEquals } from "@std/assert";

const weights = initialAttention(4, randomNumbers(1));
const shape = { heads: 2, sequenceLength: 3 };
const uniform = randomNumbers(2);
const states = matrix(6, 4, Array.from({ length: 24 }, uniform));

Deno.test("causalAttention() of a position does not change with what comes after it, or with another sequence", () => {
  const before = causalAttention(states, weights, shape).values;
  for (const changed of [2, 4]) { // the last of sequence 0, the second of 1
    const other = matrix(6, 4, states.values.slice());
    other.values.fill(9, 4 * changed, 4 * changed + 4);
    const after = causalAttention(other, weights, shape).values;
    const end = changed === 2 ? 3 : 6; // of its sequence
    for (let row = 0; row < 6; row++) {
      const same = row < changed || row >= end;
      const [a, b] = [before, after].map((x) => x.slice(4 * row, 4 * row + 4));
      assertStrictEquals(`${a}` === `${b}`, same, `row ${row}`);
    }
  }
});

Deno.test("causalAttention() weighs by e to the fit, divided by the root of a head's size", () => {
  // One head of size 4; keys 2 x, queries 3 x, values x, all in coordinate 0.
  const input = matrix(12, 4);
  [3, 2, 1].forEach((factor, which) => input.values[16 * which] = factor);
  const identity = matrix(
    4,
    4,
    Array.from({ length: 16 }, (_, i) => +(i % 5 === 0)),
  );
  const { values } = causalAttention(
    matrix(2, 4, [1, 0, 0, 0, 0.5, 0, 0, 0]),
    {
      input: { weight: input, bias: new Float64Array(12) },
      output: { weight: identity, bias: Float64Array.of(0, 7, 0, 0) },
    },
    { heads: 1, sequenceLength: 2 },
  );
  const [first, second] = [
    Math.exp(0.5 * 3 * 2 / 2 - 1.5),
    Math.exp(0.75 - 1.5),
  ];
  assertEquals([...values.slice(0, 4)], [1, 7, 0, 0]);
  const mean = first / (first + second) + 0.5 * (second / (first + second));
  assertStrictEquals(values[4], mean);
});
