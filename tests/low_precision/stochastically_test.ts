import { bf16, f32, f64, type Round } from "adam";
import { randomNumbers } from "adam/statistics";
import { neighbours, stochastically, towardZero } from "adam/low_precision";
import { assert, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { finiteNumber, formats } from "../formats.ts";

/** Sources that always draw the same number. */
const always = (drawn: number) => () => drawn;
const least = always(0);
const most = always(1 - 2 ** -53);

/**
 * The probability that x is rounded away from zero, in units of 2^-53, which is
 * what `randomNumbers` draws multiples of: found by bisection, as a larger
 * number never rounds further away.
 */
function chances(x: number, round: Round): number {
  const near = Math.abs(stochastically(round, most)(x));
  let [away, not] = [-1, 2 ** 53];
  while (not - away > 1) {
    const middle = away + Math.floor((not - away) / 2);
    const rounded = stochastically(round, always(middle / 2 ** 53))(x);
    if (Math.abs(rounded) === near) not = middle;
    else away = middle;
  }
  return not;
}

/** Numbers between two neighbours of a format. */
const between = ({ value, infinity }: typeof formats.bf16) =>
  fc.tuple(
    fc.nat(infinity - 2),
    fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }),
    fc.constantFrom(-1, 1),
  ).map(([pattern, part, sign]) => {
    const [low, high] = [value(pattern), value(pattern + 1)];
    return sign * (low + (high - low) * part);
  });

for (const [name, format] of Object.entries(formats)) {
  const { round, value, infinity, overflow } = format;

  Deno.test(`stochastically() gives one of the two neighbours in ${name}`, () => {
    fc.assert(
      fc.property(
        between(format),
        fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }),
        (x, drawn) => {
          const { below, above } = neighbours(x, round);
          const rounded = stochastically(round, always(drawn))(x);
          assert(rounded === below || rounded === above);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });

  Deno.test(`stochastically() rounds to ${name} without a bias: its mean is x, exactly`, () => {
    fc.assert(
      fc.property(between(format), (x) => {
        const size = Math.abs(x);
        if (size < value(1) / 2) return;
        const { below, above } = neighbours(size, round);
        // All four are exact: multiples of the last bit of x, or powers of two.
        const share = chances(x, round) / 2 ** 53;
        assertStrictEquals(share * (above - below), size - below);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  Deno.test(`stochastically() rounds what is tiny in ${name} up with a probability that is at most 2^-53 too large`, () => {
    const smallest = value(1);
    const share = (part: number) => chances(smallest * part, round) / 2 ** 53;
    assertStrictEquals(share(2 ** -53), 2 ** -53);
    assertStrictEquals(share(2 ** -60), 2 ** -53);
    assertStrictEquals(share(0.25 + 2 ** -54), 0.25 + 2 ** -53);
  });

  Deno.test(`stochastically() leaves the numbers of ${name} alone and draws nothing for them`, () => {
    const mute = () => {
      throw new Error("A number was drawn");
    };
    fc.assert(
      fc.property(finiteNumber(format), (x) => {
        assertStrictEquals(stochastically(round, mute)(x), x);
      }),
      { seed: 3 },
    );
  });

  Deno.test(`stochastically() overflows ${name} as if the next power of two stood there`, () => {
    const largest = value(infinity - 1);
    const x = largest + (overflow - largest) / 4;
    assertStrictEquals(chances(x, round), 2 ** 51);
    assertStrictEquals(stochastically(round, least)(x), Infinity);
    assertStrictEquals(stochastically(round, most)(-x), -largest);
    assertStrictEquals(stochastically(round, most)(overflow), Infinity);
    assertStrictEquals(stochastically(round, most)(-1e300), -Infinity);
  });

  Deno.test(`stochastically() keeps the sign of what it rounds to zero in ${name}`, () => {
    assertStrictEquals(stochastically(round, most)(-5e-324), -0);
    assertStrictEquals(stochastically(round, most)(5e-324), 0);
  });
}

Deno.test("stochastically() keeps NaN, infinities and signed zeros", () => {
  for (const x of [NaN, Infinity, -Infinity, 0, -0]) {
    assertStrictEquals(stochastically(bf16, least)(x), x);
  }
});

Deno.test("stochastically() of f64 is f64", () => {
  for (const x of [0.1, 5e-324, Number.MAX_VALUE]) {
    assertStrictEquals(stochastically(f64, least)(x), x);
  }
});

Deno.test("stochastically() repeats itself with the same seed, and not with another", () => {
  const rounded = (seed: number) => {
    const round = stochastically(bf16, randomNumbers(seed));
    return Array.from({ length: 64 }, () => round(1 + 2 ** -8)).join();
  };
  assertStrictEquals(rounded(1), rounded(1));
  assert(rounded(1) !== rounded(2));
});

Deno.test("stochastically() has the mean of many draws at x", () => {
  const count = 100_000;
  for (
    const [round, x] of [[bf16, 0.1], [f32, 1e-46], [bf16, -3.007]] as const
  ) {
    const byChance = stochastically(round, randomNumbers(7));
    let sum = 0;
    for (let i = 0; i < count; i++) sum += byChance(x);
    const { below, above } = neighbours(x, round);
    // The standard deviation of one draw is at most half the gap, that of the
    // mean 1/632 of that. Measured: 0.6 standard deviations at most; the seed is
    // fixed, so is the outcome.
    const deviation = (above - below) / 2 / Math.sqrt(count);
    assert(Math.abs(sum / count - x) < 3 * deviation);
  }
});

Deno.test("stochastically() and towardZero() refuse a source or a number that is none", () => {
  for (const outside of [1, -1, NaN]) {
    assertThrows(
      () => stochastically(bf16, always(outside))(0.1),
      RangeError,
      `Cannot round by chance as what random gives must be in [0, 1): current value is ${outside}`,
    );
  }
  assertThrows(() => stochastically(bf16, 0 as never), TypeError, "random");
  for (const round of [stochastically(bf16, least), towardZero(bf16)]) {
    assertThrows(() => round("1" as never), TypeError, "x must be a number");
  }
});
