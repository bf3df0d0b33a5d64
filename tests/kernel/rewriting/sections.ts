/**
 * All kinds of cells that are held against Deno's own kernel, by what they are
 * about, and how the two kernels may differ in them.
 *
 * @module
 */
import { errors, imports, laterState } from "./errors.ts";
import { expressionsInPlaces } from "./expressions.ts";
import { forAwait } from "./for_await.ts";
import type { Kind } from "./kind.ts";
import { long } from "./long.ts";
import * as lost from "./lost.ts";
import * as differ from "./meant_to_differ.ts";
import { type Difference, usual } from "./meant_to_differ.ts";
import { pending, settled } from "./order.ts";
import { loops, loopsInFront, loopsWithin, statements } from "./statements.ts";
import * as syntax from "./syntax.ts";

/** Kinds of cells, and how the two kernels may differ in them if not as usual. */
export type Section = [
  title: string,
  kinds: readonly Kind[],
  differences?: readonly Difference[],
];

/** In how many of their places expressions stand as a rule. */
export const usualPlaces = 3;

/**
 * The sections.
 *
 * @param places In how many of their places expressions stand; all by default
 */
export function sectionsWith(places?: number): Section[] {
  return [
    // First, as a parser that has warmed up needs less of the stack.
    ["long code", long],
    ["expressions in many places", expressionsInPlaces(places)],
    ["statements", statements],
    ["what parsers differ about", syntax.accepted],
    ["what is refused", syntax.refused],
    ["old comments", syntax.oldComments],
    ["loops in front of something else", loopsInFront],
    ["last loops", loops, [...usual, differ.lastLoop]],
    ["loops within a last statement", loopsWithin, [
      ...usual,
      differ.loopWithin,
    ]],
    ["for await", forAwait],
    ["the order of what is settled", settled],
    ["what is yet to be settled", pending, [
      ...usual,
      differ.ticks,
      differ.others,
    ]],
    ["errors", errors, differ.usualOfThrown],
    ["later state", laterState],
    ["imports", imports],
    ["errors that nobody waits for", lost.uncaught, [
      ...usual,
      differ.uncaught,
    ]],
    ["text past console", lost.written, [...usual, differ.written]],
    ["await at the end of a line", lost.acrossLines, [
      ...usual,
      differ.acrossLines,
    ]],
  ];
}
