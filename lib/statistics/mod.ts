/**
 * Random numbers from a seed, as NumPy gives them, and a few numbers that stand
 * for many.
 *
 * ```ts
 * import { normalNumbers, randomNumbers, summary } from "adam/statistics";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const normal = normalNumbers(randomNumbers(0));
 * const { mean, median } = summary(Array.from({ length: 10_000 }, normal));
 * assertAlmostEquals(mean, 0, 0.03);
 * assertAlmostEquals(median, 0, 0.03);
 * ```
 *
 * @module
 */
export * from "./random_numbers.ts";
export * from "./normal_numbers.ts";
export * from "./zipf_numbers.ts";
export * from "./log_uniform_numbers.ts";
export * from "./log_spaced.ts";
export * from "./erf.ts";
export * from "./normal_quantile.ts";
export * from "./summary.ts";
export * from "./summaries.ts";
export * from "./ranked_shares.ts";
export * from "./standard_deviation.ts";
