import { f32, fusedMultiplyAdd, fusedMultiplyAdd64 } from "adam";
import { assert, assertStrictEquals } from "@std/assert";
import reference from "data/arithmetic.json" with { type: "json" };
import { formats } from "./formats.ts";

const cases = reference.fusedMultiplyAdd.map((bits) =>
  bits.map(formats.f32.value)
);

Deno.test("fusedMultiplyAdd() has the bits of the C library's fmaf", () => {
  for (const [a, b, c, result] of cases) {
    assertStrictEquals(fusedMultiplyAdd(a!, b!, c!), result, `${a} ${b} ${c}`);
  }
});

Deno.test("these cases tell it from binary64 arithmetic rounded once more", () => {
  const twice = cases.filter(([a, b, c, result]) =>
    !Object.is(f32(a! * b! + c!), result)
  );
  assert(twice.length > 300, `${twice.length} do`);
});

Deno.test("fusedMultiplyAdd() rounds what is a hair below the overflow to the largest number", () => {
  const largest = 2 ** 128 - 2 ** 104;
  // 2^103 more is halfway to 2^128; these products miss it by 2^63 on either side.
  const [below, above] = [1 - 2 ** -20, 1 + 2 ** -20].map((factor) =>
    fusedMultiplyAdd(2 ** 52 * factor, 2 ** 51, largest)
  );
  assertStrictEquals(below, largest);
  assertStrictEquals(above, Infinity);
  const hair = fusedMultiplyAdd(
    2 ** 52 * (1 - 2 ** -20),
    2 ** 51 * (1 + 2 ** -20),
    largest,
  );
  assertStrictEquals(hair, largest);
  assertStrictEquals(fusedMultiplyAdd(2 ** 52, 2 ** 51, largest), Infinity);
});

Deno.test("fusedMultiplyAdd() handles zeros, infinities and NaN like IEEE 754", () => {
  assertStrictEquals(fusedMultiplyAdd(-0, 1, -0), -0);
  assertStrictEquals(fusedMultiplyAdd(-0, 1, 0), 0);
  assertStrictEquals(fusedMultiplyAdd(1, 1, -1), 0);
  assertStrictEquals(fusedMultiplyAdd(1, Infinity, 1), Infinity);
  assertStrictEquals(fusedMultiplyAdd(1, 1, -Infinity), -Infinity);
  assertStrictEquals(fusedMultiplyAdd(0, Infinity, 1), NaN);
  assertStrictEquals(fusedMultiplyAdd(1, Infinity, -Infinity), NaN);
  assertStrictEquals(fusedMultiplyAdd(NaN, 1, 1), NaN);
});

Deno.test("fusedMultiplyAdd() rounds among the subnormals once", () => {
  const least = 2 ** -149;
  assertStrictEquals(fusedMultiplyAdd(2 ** -75, 2 ** -75, 0), 0); // a tie, to even
  assertStrictEquals(fusedMultiplyAdd(2 ** -75, 2 ** -75, least), 2 * least);
  assertStrictEquals(
    fusedMultiplyAdd(2 ** -75, 2 ** -75 * (1 + 2 ** -23), 0),
    least,
  );
});

Deno.test("fusedMultiplyAdd64() has the bits of the C library's fma", () => {
  for (const [a, b, c, result] of reference.fusedMultiplyAdd64) {
    assertStrictEquals(
      fusedMultiplyAdd64(a!, b!, c!),
      result,
      `${a} ${b} ${c}`,
    );
  }
});

Deno.test("these cases tell it from a product and a sum that are each rounded", () => {
  const twice = reference.fusedMultiplyAdd64.filter(([a, b, c, result]) =>
    a! * b! + c! !== result
  );
  assert(twice.length > 200, `${twice.length} do`);
});

Deno.test("fusedMultiplyAdd64() has the bits of the C library's fma where products and sums over- and underflow", () => {
  const numbers = (words: string[]) =>
    new Float64Array(
      BigUint64Array.from(words, (word) => BigInt(`0x${word}`)).buffer,
    );
  const kinds = { infinite: 0, subnormal: 0, twice: 0 };
  for (const words of reference.fusedMultiplyAdd64AtTheEnds) {
    const [a, b, c, result] = numbers(words);
    assertStrictEquals(fusedMultiplyAdd64(a!, b!, c!), result, `${words}`);
    kinds.infinite += Number(Math.abs(result!) === Infinity);
    kinds.subnormal += Number(Math.abs(result!) < 2 ** -1022);
    kinds.twice += Number(a! * b! + c! !== result);
  }
  for (const count of Object.values(kinds)) assert(count > 20);
});

Deno.test("fusedMultiplyAdd64() of zeros, infinities and NaN is what IEEE 754 says", () => {
  const table: [number, number, number, number][] = [
    [1, 1, NaN, NaN],
    [NaN, 1, Infinity, NaN],
    [0, Infinity, 1, NaN],
    [Infinity, 1, -Infinity, NaN],
    [Infinity, -1, 1, -Infinity],
    [1, 1, Infinity, Infinity],
    // The product is finite, however large.
    [1e300, 1e300, -Infinity, -Infinity],
    [1e160, 1e160, 0, Infinity],
    [-0, 1, -0, -0],
    [-0, 1, 0, 0],
    [0, 1, 5e-324, 5e-324],
    [1, 1, -1, 0],
    [-1e-200, 1e-200, 0, -0],
    [2 ** -1074, 0.5, 2 ** -1074, 2 ** -1073],
  ];
  for (const [a, b, c, result] of table) {
    assertStrictEquals(fusedMultiplyAdd64(a, b, c), result);
    assertStrictEquals(fusedMultiplyAdd64(b, a, c), result);
  }
});
