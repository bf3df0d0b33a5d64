/**
 * The text of a cell as lines of a module that know where they come from.
 *
 * @module
 */
import type { Statement } from "./declared_names.ts";

/** A place in a code cell, all counted from 1. */
export interface Place {
  /** Which of the code cells it is, blank ones among them. */
  cell: number;
  /** The line within the cell. */
  line: number;
  /** The column within the line. */
  column: number;
}

/** A line of the module and where it comes from; a column if the text is not the cell's own. */
export type Line = { text: string } & Partial<Place>;

/** From where to where something goes in a text. */
export interface Range {
  start?: number | null | undefined;
  end?: number | null | undefined;
}

/** A text as lines that know their place in it; what stands before its beginning is blank. */
export function asLines(text: string, start = 0): Line[] {
  const before = text.slice(0, start).split("\n");
  return (before.at(-1)!.replace(/./gs, " ") + text.slice(start)).split("\n")
    .map((text, i) => ({ text, line: before.length + i }));
}

/**
 * The text with each statement that can throw in a block of its own that goes on
 * behind it. What declares or assigns stays outside, for the cells below. The
 * call is what the linter needs to see that a block can throw.
 */
export function inTryBlocks(text: string, body: Statement[]): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const statement of body) {
    const part = asLines(text.slice(0, statement.end!), from);
    from = statement.end!;
    lines.push(
      ...canEnd(statement)
        ? [{ text: "try { (() => {})();" }, ...part, {
          text: "} catch { void 0; }",
        }]
        : part,
    );
  }
  return [...lines, ...asLines(text, from)];
}

function canEnd(statement: Statement): boolean {
  if (statement.type === "ExpressionStatement") {
    return statement.expression.type !== "AssignmentExpression";
  }
  return /^(Block|If|Switch|Try|Throw|Labeled|While|DoWhile|For|ForIn|ForOf)Statement$/
    .test(statement.type);
}

/** The text with blanks in a range, so that all else keeps its line and column. */
export function blank(text: string, { start, end }: Range): string {
  const within = text.slice(start!, end!).replace(/[^\n]/g, " ");
  return text.slice(0, start!) + within + text.slice(end!);
}
