/**
 * What decides a claim, in words that can be computed.
 *
 * @module
 */
import { requireType } from "../_require.ts";
import { isAbout, isEqual, isMuchLarger } from "./agreement.ts";

/** Numbers by name. */
type Numbers = Readonly<Record<string, number>>;

/** Whether all comparisons of the criterion are true of the numbers. */
export function isMet(criterion: string, numbers: Numbers): boolean {
  return comparisons(criterion).every(({ left, sign, right }) => {
    const value = valueOf(left, numbers);
    return sign === "prints as"
      ? isPrinted(right, value)
      : signs[sign](value, valueOf(right, numbers));
  });
}

/** Whether the criterion is of digits in print that are not all there are. */
export function isRounded(criterion: string, numbers: Numbers): boolean {
  return comparisons(criterion).some(({ left, sign, right }) =>
    sign === "prints as" && !isEqual(Number(right), valueOf(left, numbers))
  );
}

/** How two numbers may be compared. */
const signs = {
  "=": isEqual,
  "≈": isAbout,
  "≫": isMuchLarger,
  "<": (a: number, b: number) => a < b,
  ">": (a: number, b: number) => a > b,
};

/** One comparison of a criterion. */
interface Comparison {
  left: string;
  sign: keyof typeof signs | "prints as";
  right: string;
}

const action = "judge the claim";
const decimal = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/;

function comparisons(criterion: string): Comparison[] {
  requireType(action, "the criterion", criterion, "string");
  return criterion.split(" and ").map((text) => {
    const [, left, sign, right] =
      text.match(/^([a-zA-Z]\w*) ([=≈≫<>]|prints as) (\S+(?: \w+)?)$/) ?? [];
    if (left && (sign !== "prints as" || decimal.test(right!))) {
      return { left, sign, right } as Comparison;
    }
    throw new RangeError(
      `Cannot ${action} as the criterion must be comparisons such as ` +
        `"share ≈ 0.5" or "far > 2 near": current value is "${text}"`,
    );
  });
}

/** The value of a name, of a number, or of a number times a name, `2 near`. */
function valueOf(term: string, numbers: Numbers): number {
  return term.split(" ").reduce((product, factor) => {
    if (decimal.test(factor)) return product * Number(factor);
    if (Object.hasOwn(numbers, factor)) return product * numbers[factor]!;
    throw new RangeError(
      `Cannot ${action} as numbers must have ${factor}: ` +
        `current names are ${Object.keys(numbers).join(", ")}`,
    );
  }, 1);
}

/** Whether the text is the number, rounded to the digits of the text. */
function isPrinted(text: string, exact: number): boolean {
  const [mantissa, exponent] = text.split("e");
  const digits = mantissa!.split(".")[1]?.length ?? 0;
  const rounded = (x: number) =>
    exponent === undefined ? x.toFixed(digits) : x.toExponential(digits);
  // A half may go either way, and so may what lies a last bit beside it.
  return [1 - 2 ** -52, 1, 1 + 2 ** -52].some((bit) =>
    Number(rounded(exact * bit)) === Number(text)
  );
}
