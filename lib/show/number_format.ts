/**
 * Numbers as C and Python print them, to the last character.
 *
 * JavaScript's own `toExponential` and `toFixed` differ: they round exact ties
 * up instead of to even, write one-digit exponents, and `toFixed` gives up at
 * 1e21.
 *
 * @module
 */
import { Decimal } from "decimal.js";
import { requireNumber } from "../_require.ts";

/**
 * Formats a number as `%.{digits}e` does in C and in Python: the exact binary
 * value rounded to the nearest, ties to even, and an exponent of at least two
 * digits.
 *
 * @param value The number; NaN and infinities are `nan`, `inf` and `-inf`
 * @param digits How many digits follow the point, from 0 to 100
 * @returns The characters that `printf` would print
 * @throws {RangeError} If `digits` is not a whole number from 0 to 100
 * @example
 * ```ts
 * import { exponential } from "adam/show";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(exponential(1.79e-10, 2), "1.79e-10");
 * assertStrictEquals(exponential(0.0125, 0), "1e-02");
 * ```
 */
export function exponential(value: number, digits: number): string {
  return format(
    value,
    digits,
    (decimal) =>
      decimal.toExponential(digits, Decimal.ROUND_HALF_EVEN)
        .replace(/e([+-])(\d)$/, "e$10$2"),
  );
}

/**
 * Formats a number as `%.{digits}f` does in C and in Python: the exact binary
 * value rounded to the nearest, ties to even, however large it is.
 *
 * @param value The number; NaN and infinities are `nan`, `inf` and `-inf`
 * @param digits How many digits follow the point, from 0 to 100
 * @returns The characters that `printf` would print
 * @throws {RangeError} If `digits` is not a whole number from 0 to 100
 * @example
 * ```ts
 * import { fixed } from "adam/show";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(fixed(0.125, 2), "0.12");
 * assertStrictEquals(fixed(2.675, 2), "2.67");
 * ```
 */
export function fixed(value: number, digits: number): string {
  return format(
    value,
    digits,
    (decimal) => decimal.toFixed(digits, Decimal.ROUND_HALF_EVEN),
  );
}

function format(
  value: number,
  digits: number,
  toText: (decimal: Decimal) => string,
): string {
  const action = "format the number";
  requireNumber(action, "value", value, { wanted: "", met: () => true });
  requireNumber(action, "digits", digits, {
    wanted: "a whole number from 0 to 100",
    met: (count) => Number.isInteger(count) && count >= 0 && count <= 100,
  });
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  return sign + (size === Infinity ? "inf" : toText(exactDecimal(size)));
}

/**
 * The decimal expansion of a double, complete: an integer $m$ times a power of
 * two, and $m \cdot 2^{-k} = m \cdot 5^k \cdot 10^{-k}$.
 */
function exactDecimal(size: number): Decimal {
  const [bits] = new BigUint64Array(Float64Array.of(size).buffer);
  const exponent = Number(bits! >> 52n);
  const fraction = bits! & (2n ** 52n - 1n);
  const integer = exponent === 0 ? fraction : fraction + 2n ** 52n;
  const power = Math.max(exponent, 1) - 1075;
  return new Decimal(
    power >= 0
      ? `${integer << BigInt(power)}`
      : `${integer * 5n ** BigInt(-power)}e${power}`,
  );
}
