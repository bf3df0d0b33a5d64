/**
 * How a claim is decided: from what was computed to one of four verdicts, in
 * notebooks and in tests by the same functions. The words of all claims of the
 * project, and what was decided of each, are in `data/claims.json`, the ledger;
 * `ledger` of `adam/show` shows them.
 *
 * One rule holds for all claims. An equation is one of real numbers: it holds
 * if binary64 gives it to 12 digits ({@linkcode isEqual}), so that rounding
 * refutes nothing, and nothing holds "only if the arithmetic is exact". "About"
 * is within a tenth ({@linkcode isAbout}), "much larger" from a hundred times on
 * ({@linkcode isMuchLarger}), and digits in print hold if the number rounds to
 * them. A claim about stored numbers is decided by their bits. A claim whose
 * words say what decides it is decided by {@linkcode judge}.
 *
 * ```ts
 * import { updateMultiplier } from "adam";
 * import { decide, decided, onlyIf } from "adam/claims";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const words = { document: "an example", place: "Summary" };
 * const claims = [
 *   { id: "X01", ...words, statement: "At ε the first step is halved.", because: "It is {share}." },
 *   { id: "X02", ...words, statement: "The first step is η.", because: "It is {large} η; at ε {share}." },
 * ];
 * const [share, large] = [1e-8, 1].map((gradient) => updateMultiplier(gradient));
 * const isWhole = (share?: number) => share! > 0.99;
 * const [first, second] = decided(claims, {
 *   X01: decide(share === 0.5, { share: share! }),
 *   X02: onlyIf("|g| is much larger than ε", isWhole(large), isWhole(share), {
 *     share: share!,
 *     large: large!,
 *   }),
 * });
 * assertStrictEquals(first!.verdict, "holds");
 * assertStrictEquals(second!.verdict, "holds only if |g| is much larger than ε");
 * ```
 *
 * @module
 */
export * from "./agreement.ts";
export * from "./judge.ts";
export * from "./decide.ts";
export * from "./only_if.ts";
export * from "./verdict_kind.ts";
export * from "./decided.ts";
export * from "./in_digits.ts";
