/**
 * Where an axis has ticks, and what stands at them.
 *
 * @module
 */
import { ticks } from "d3-array";

/** How a coordinate becomes a length. */
export type Scale = "linear" | "log";

/** The least and the greatest coordinate. */
export type Domain = readonly [number, number];

/**
 * The ticks of an axis, three at least and about `most` at most: on a
 * logarithmic one the decades, or where there are too few of them the numbers
 * between.
 */
export function axisTicks(
  [low, high]: Domain,
  scale: Scale,
  most: number,
): number[] {
  const even = ticks(low, high, most - 1);
  if (scale === "linear") return even;
  const exponents = range(Math.floor(Math.log10(low)), Math.log10(high));
  const among = (digits: number[]) =>
    exponents.flatMap((e) => digits.map((d) => Number(`${d}e${e}`)))
      .filter((x) => x >= low * (1 - 1e-9) && x <= high * (1 + 1e-9));
  const all = [[1], [1, 3], [1, 2, 5], range(1, 9)].map(among);
  const found = all.find((some) => some.length >= 3) ?? even;
  const decades = all[0]!;
  return found === decades ? thinned(decades, most) : found;
}

/** Every second decade, or every third …, 1 among them unless that leaves too few. */
function thinned(decades: number[], most: number): number[] {
  const step = Math.ceil(decades.length / most);
  const choices = range(0, step - 1).map((rest) =>
    decades.filter((x) => Math.abs(Math.round(Math.log10(x)) % step) === rest)
  );
  return choices.find((some) => some.length >= 3) ?? decades;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.floor(to - from) + 1 }, (_, i) => from + i);
}

/**
 * Labels the ticks of an axis: 0.01, 25, 1000; on a linear one also 20,000; and
 * as powers, 10⁻¹², 2·10⁻⁶, all but 1 if one of them needs that.
 */
export function tickLabels(ticks: readonly number[], scale: Scale): string[] {
  const most = scale === "linear" ? 1e6 : 1e4;
  const isPlain = (tick: number) => {
    const size = Math.abs(tick);
    return size === 0 || size >= 0.001 && size < most;
  };
  const arePlain = scale === "log" && ticks.every(isPlain);
  return ticks.map((tick) => Number(tick.toPrecision(10))).map((tick) =>
    arePlain || tick === 1 || scale === "linear" && isPlain(tick)
      ? plain(tick)
      : power(tick)
  );
}

function plain(tick: number): string {
  const digits = `${tick}`.replace("-", "−");
  return Math.abs(tick) < 1e4
    ? digits
    : digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

function power(tick: number): string {
  const [digits, exponent] = tick.toExponential().split("e");
  const power = `10${raised(Number(exponent))}`;
  return digits === "1" ? power : `${digits!.replace("-", "−")}·${power}`;
}

function raised(exponent: number): string {
  return `${exponent}`.replace("-", "⁻")
    .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]!);
}
