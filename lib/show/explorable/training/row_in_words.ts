/**
 * What is to be read of one row at a step.
 *
 * @module
 */
import type { Cast, Frame } from "./frame.ts";
import { about } from "./story.ts";

/** Whose row it is, how often its token occurs, and how it moves. */
export function rowInWords(cast: Cast, frame: Frame, row: number): string {
  const isLive = row < cast.live;
  const token = `Token ${cast.tokens[row]!}, ${isLive ? "live" : "dead"}: `;
  const occurs = isLive
    ? `one position in ${about(1 / cast.shares[row]!)} has it.`
    : "it never occurs.";
  return `${token}${occurs} ${moveOf(cast, frame, row)}`;
}

function moveOf({ settings }: Cast, frame: Frame, row: number): string {
  const { step, moves, lastChange } = frame;
  if (step === 0) return "No step has been taken.";
  const full = settings.learningRate * Math.sqrt(settings.width);
  const move = moves
    ? `Step ${step} moved its row by ${
      about(moves[row]! / full)
    } of a full step, η√d.`
    : "";
  return `${move} ${lastMoveOf(step, lastChange[row]!)}`.trim();
}

/** A move that is no less than what counts as one. */
function lastMoveOf(step: number, last: number): string {
  if (last === 0) return "No step has moved it to be seen.";
  return last === step ? "It moves." : `It moved last at step ${last}.`;
}
