/**
 * Division by a constant, replaced by two multiplications.
 *
 * @module
 */
import { fusedMultiplyAdd } from "../fused_multiply_add.ts";
import { f32 } from "../precision.ts";
import { ulp } from "../spacing.ts";

/** A reciprocal in two parts: $1/c$ is high + low, to some 48 bits. */
export interface Reciprocal {
  high: number;
  low: number;
}

/**
 * The reciprocal of a constant that divides every root $a$ of a binary32, 0 and
 * infinity too, with the rounding of a division:
 *
 * $$\mathrm{fma}(a, high, R(a \cdot low)) = R(a / c)$$
 *
 * Roots lie between $2^{-75}$ and $2^{64}$, so no power of two matters: let both
 * numbers have 24 bits before the point. As `high` is rounded down, `low` is
 * below $2^{-47}$; it is off by at most 1.5 units in its last place, and its
 * product by half of one: what is rounded last is within $2^{-69} a$ of the
 * quotient. So a result can be wrong only if a midpoint of two binary32 is as
 * near. Few quotients have one ({@linkcode nearMidpoints}), and all are tried;
 * where one fails, the next `low` up or down may work.
 *
 * The method is that of Brisebarre, Muller and Raina, _Accelerating correctly
 * rounded floating-point division when the divisor is known in advance_ (2004).
 *
 * @param divisor The constant, $c$: a binary32 in $[2^{-27}, 2^{27}]$
 * @returns The reciprocal, or nothing if every `low` that was tried fails
 */
export function exactReciprocal(divisor: number): Reciprocal | undefined {
  const scale = 2 ** (23 - Math.floor(Math.log2(divisor)));
  const digits = divisor * scale;

  const nearest = f32(1 / digits);
  // Rounded down: if it was rounded up, the number before it.
  const high = nearest * digits > 1 ? f32(nearest * (1 - 2 ** -24)) : nearest;
  const rest = 1 - high * digits; // exact: both have 48 bits
  // For a power of two nothing is left. What is added in its place changes no
  // result except for infinity, which would give NaN with 0.
  const low = rest === 0 ? high * 2 ** -40 : f32(rest / digits);

  const critical = nearMidpoints(digits);
  const isExact = (low: number) =>
    critical.every((a) =>
      fusedMultiplyAdd(a, high, f32(a * low)) === f32(a / digits)
    );
  const step = ulp(low, f32);
  const right = [low, low + step, low - step].find(isExact);
  return right === undefined
    ? undefined
    : { high: high * scale, low: right * scale };
}

/**
 * The $A$ in $[2^{23}, 2^{24})$ whose quotient by $C$ is next to a midpoint $M$
 * of two binary32. Midpoints are odd multiples of $2^{-k}$, with $k = 24$ if
 * $A \ge C$ and otherwise 25, so a distance of $2^{-69} A$ means
 * $0 < |A \cdot 2^k - C M| < 16$.
 */
function nearMidpoints(divisor: number): number[] {
  let odd = divisor;
  let zeros = 0;
  for (; odd % 2 === 0; zeros++) odd /= 2;
  const found: number[] = [];
  const power = 2 ** zeros;
  let inverse = 1;
  let halvings = 0;
  for (const k of [24, 25]) {
    // Divided by 2^zeros, as both A 2^k and C M can be: A 2^(k - zeros) = rest
    // modulo the odd part of C.
    for (; halvings < k - zeros; halvings++) {
      inverse = (inverse % 2 === 0 ? inverse : inverse + odd) / 2;
    }
    for (let rest = 1; rest * power < 16; rest++) {
      for (const residue of [rest * inverse % odd, -rest * inverse % odd]) {
        const least = residue + odd * Math.ceil((2 ** 23 - residue) / odd);
        for (let a = least; a < 2 ** 24; a += odd) found.push(a);
      }
    }
  }
  return found;
}
