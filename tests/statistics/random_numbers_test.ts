import { randomNumbers, randomWords } from "adam/statistics";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import reference from "data/arithmetic.json" with { type: "json" };

for (const { seed, words, word2000, numbers } of reference.randomNumbers) {
  Deno.test(`randomWords() and randomNumbers() give what NumPy gives: seed ${seed}`, () => {
    const next = randomWords(seed);
    const here = Array.from({ length: 2000 }, next);
    assertEquals(here.slice(0, 5), words);
    assertStrictEquals(here.at(-1), word2000); // the state was renewed three times
    assertEquals(Array.from({ length: 3 }, randomNumbers(seed)), numbers);
  });
}

Deno.test("two sources of one seed go their own ways", () => {
  const [one, other] = [randomNumbers(3), randomNumbers(3)];
  const first = one();
  one();
  assertStrictEquals(other(), first);
});

Deno.test("randomWords() refuses a seed that is not a whole number in [0, 2^32)", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN, Infinity]) {
    assertThrows(
      () => randomNumbers(seed),
      RangeError,
      `Cannot make random numbers as seed must be a whole number in [0, 2^32): current value is ${seed}`,
    );
  }
  assertThrows(
    () => randomNumbers("1" as unknown as number),
    TypeError,
    "seed must be a number: current value is of type string",
  );
});
