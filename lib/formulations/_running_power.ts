/**
 * A power that is multiplied up in binary32.
 *
 * @module
 */
import { f32 } from "../precision.ts";

/**
 * $\beta^t$ as the product of t factors, each product rounded. It goes on from
 * the step that it was asked for last, and takes at once all products that fall
 * by the same amount: some thousands of them even for steps without end.
 */
export function runningPower(decay: number): (step: number) => number {
  let [power, reached] = [1, 0];
  return (step) => {
    if (step < reached) [power, reached] = [1, 0];
    while (reached < step) {
      const fall = power - f32(power * decay);
      if (fall === 0) return power;
      const count = equalFalls(power, decay, step - reached);
      // A single fall to a far smaller number would round: not so its end.
      power = count === 1 ? f32(power * decay) : power - count * fall;
      reached += count;
    }
    return power;
  };
}

/**
 * How many products in turn surely fall as far as the next one does, at most
 * `most` of them. Between two powers of two products are equally far apart, so a
 * smaller number never falls further: if the last of a row falls as far as the
 * first, all between do.
 */
function equalFalls(power: number, decay: number, most: number): number {
  const fall = power - f32(power * decay);
  const least = 2 ** Math.floor(Math.log2(power));
  const falls = (count: number) => {
    const last = power - (count - 1) * fall;
    return last * decay >= least && last - f32(last * decay) === fall;
  };
  let count = 1;
  while (2 * count <= most && falls(2 * count)) count *= 2;
  return count;
}
