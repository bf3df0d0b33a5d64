/**
 * What the relay writes into a cell before Deno gets it.
 *
 * @module
 */
import { type CellSyntax, parseCell, syntaxError } from "./cell_syntax.ts";
import { type Node, ofTopLevel } from "./cell_tree.ts";
import { completions, innermost, lastOf } from "./completions.ts";
import { importInsertions, withoutImports } from "./import_insertions.ts";
import {
  depthOf,
  type Insertion,
  withInsertions,
  wrapInCall,
} from "./insertions.ts";

/** How many calls may be written one into another; cells of people have a few. */
const deepest = 30;

/** A cell as Deno gets it. */
export interface CellCode {
  /** The code to be run. */
  code: string;
  /** What was written into the cell's own code, from the left to the right. */
  insertions: Insertion[];
  /**
   * The same with a number in place of each import, so that Deno keeps a line
   * for it, whether its names are used or not: this is what lines are traced by.
   */
  traced: string;
}

/**
 * Writes into a cell what the relay needs to show all of it and to stop it:
 *
 * - the value of the last expression goes to `shown`, see `inside.ts`;
 *   a last loop shows nothing, nor does an import of a module for its effects;
 * - each value that the top level awaits goes through `stoppable`;
 * - before each import the imported names are looked for, by `imported`.
 *
 * What the code does and gives stays the same, and so do its lines. Code that
 * cannot be parsed here is returned as it is.
 *
 * @param code The code of a cell
 * @param number The number by which the cell can be stopped
 * @returns The code to be run
 */
export function preparedCode(code: string, number: number): CellCode {
  const whole = asDenoTakesIt(code);
  const shift = whole === code ? 0 : 1; // of a parenthesis
  const asItIs = { code, insertions: [], traced: code };
  let syntax: CellSyntax;
  try {
    syntax = parseCell(whole);
  } catch {
    return asItIs;
  }
  if (hasOldComment(whole, syntax)) return asItIs;
  const body = syntax.program.body as unknown as Node[];
  const insertions = [
    ...valueInsertions(body, shift > 0, number),
    ...importInsertions(body, number, code),
  ];
  for (const node of ofTopLevel(body)) {
    if (node.type === "AwaitExpression") {
      // From the very word on: Deno's parser ends a statement between two lines.
      const { start, argument: { end } } = node;
      const argument = { ...node, start: start + "await".length, end };
      insertions.push(...wrapInCall(argument, "stoppable", `${number}`));
    }
    if (node.type === "ForOfStatement" && node.await) {
      const first = `${number}, ${
        JSON.stringify(complaint(node.right, whole))
      }`;
      insertions.push(...wrapInCall(node.right, "stoppableItems", first));
    }
  }
  insertions.push(...silence(body));
  const inOrder = insertions
    .map(([at, text]): Insertion => [at - shift, text])
    .toSorted(([a], [b]) => a - b);
  // Calls within calls: Deno's parser would overflow, and end with all variables.
  if (depthOf(inOrder) > deepest) return asItIs;
  if (shift > 0) {
    inOrder.unshift([0, "("]);
    inOrder.push([code.length, ")"]);
  }
  return {
    code: withInsertions(code, inOrder),
    insertions: inOrder,
    traced: withInsertions(withoutImports(code, body), inOrder),
  };
}

/**
 * A cell like `{ a: 1 }` is an object to Deno's kernel, if it is one when it
 * stands in parentheses; and nothing may stand behind it.
 */
function asDenoTakesIt(code: string): string {
  if (!code.trimStart().startsWith("{") || code.trimEnd().endsWith(";")) {
    return code;
  }
  const whole = `(${code})`;
  if (syntaxError(whole)) return code;
  const body = parseCell(whole).program.body as unknown as Node[];
  // The parser takes `{ f<string> }` for an object, and Deno's does not.
  const isLoose = ofTopLevel(body).some(({ type, typeParameters }) =>
    type === "ObjectProperty" && typeParameters
  );
  return isLoose ? code : whole;
}

/** Whether a comment of the web's early days is there: a module takes it for operators. */
function hasOldComment(code: string, { tokens }: CellSyntax): boolean {
  return tokens.some(({ start, end }) =>
    end === start + 1 && code.startsWith("<!--", start)
  );
}

/** Hands over what the cell gives. */
function valueInsertions(
  body: Node[],
  isWrapped: boolean,
  number: number,
): Insertion[] {
  return completions(body).flatMap((expression) =>
    wrapInCall(
      isWrapped ? expression.expression : expression,
      "shown",
      `${number}`,
    )
  );
}

/** Lets a last loop, and a last import for effects, show nothing. */
function silence(body: Node[]): Insertion[] {
  const last = lastOf(body);
  if (!last) return [];
  const isLoop = /^(For|While|DoWhile)\w*Statement$/.test(
    innermost(last).type,
  );
  const isOfEffects = last.type === "ImportDeclaration" &&
    last.specifiers.length === 0;
  return isLoop || isOfEffects ? [[last.end, ";void 0"]] : [];
}

/** What the engine says if this cannot be gone through. */
function complaint({ type, start, end, callee }: Node, code: string): string {
  return type === "CallExpression"
    ? `${
      code.slice(callee.start, callee.end)
    }(...) is not a function or its return value is not async iterable`
    : `${code.slice(start, end)} is not async iterable`;
}
