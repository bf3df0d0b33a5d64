/**
 * What notebooks show their numbers with: tables, figures, sentences, and
 * numbers formatted to the character. The mathematics is in `adam`; this
 * module holds none.
 *
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { fixed } from "adam/show";
 * import { assertStrictEquals } from "@std/assert";
 *
 * assertStrictEquals(fixed(updateMultiplier(1e-8), 4), "0.5000");
 * ```
 *
 * @module
 */
export * from "./displayable.ts";
export * from "./number_format.ts";
export * from "./short.ts";
export * from "./markdown.ts";
export * from "./table.ts";
export * from "./figure.ts";
export * from "./explorable.ts";
export * from "./explorable_training.ts";
export * from "./line.ts";
export * from "./line_plot.ts";
export * from "./log_log_plot.ts";
export * from "./density_plot.ts";
export * from "./ledger.ts";
export * from "./progress.ts";
export { document } from "./_document.ts";
