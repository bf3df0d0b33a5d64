/**
 * Cells that declare what an earlier cell did, where Deno's kernel refuses that.
 *
 * @module
 */
import { type CellSyntax, parseCell } from "./cell_syntax.ts";
import { declaredIn, isType } from "./declared.ts";
import type { Result } from "../result.ts";
import { type Place, placeAt } from "./lines.ts";

type Statement = CellSyntax["program"]["body"][number];

/** Where the cell declares what an earlier cell did, if that is what is wrong. */
export function declaredAgain(
  { ename, evalue = "", traceback = [] }: Result,
  code: string,
  label: string,
): Place | undefined {
  const words = /^Identifier '(.*)' has already been declared$/;
  const [, name] = words.exec(evalue) ?? [];
  if (ename !== "SyntaxError" || name === undefined) return;
  const body = statementsOf(code);
  const again = declaredIn(body).find((declared) => declared.name === name);
  if (!again || !isOfStart(traceback, body, code, label)) return;
  return placeAt(code, again.start);
}

function statementsOf(code: string): Statement[] {
  try {
    return parseCell(code).program.body;
  } catch {
    return []; // Deno follows where the parser does not.
  }
}

/** Whether an error comes as the cell starts, as that of a `var` does; others have no frame. */
function isOfStart(
  [, frame, ...more]: string[],
  body: Statement[],
  code: string,
  label: string,
): boolean {
  if (frame === undefined) return true;
  const [, line, column] = /:(\d+):(\d+)$/.exec(frame) ?? [];
  const first = placeAt(code, body.find((one) => !isType(one))!.start!);
  const isBefore = +line! < first.line ||
    (+line! === first.line && +column! <= first.column + 1);
  return more.length === 0 && frame.includes(`at ${label}:`) && isBefore;
}
