/**
 * Errors of which Deno's kernel says too little.
 *
 * @module
 */
import { syntaxError } from "./cell_syntax.ts";
import { declaredAgain } from "./declared_again.ts";
import type { Result } from "../result.ts";
import { withHint } from "./hint.ts";
import { importedFrom } from "./imported.ts";
import { linesOf, type Place } from "./lines.ts";

/**
 * Says where a cell cannot be read and what was expected there, or what it
 * declares again. Deno's kernel says `Execution failed`, or names no place.
 *
 * @param result What Deno's kernel says
 * @param code The code of the cell
 * @param label What people call the cell
 * @returns The result with that, or as it is if there is nothing to add
 */
export async function explained(
  result: Result,
  code: string,
  label: string,
): Promise<Result> {
  const { loc, message = "" } = syntaxError(code) ?? {};
  const words = message.replace(/\.$/, "");
  const again = words !== result.evalue && declaredAgain(result, code, label);
  if (again) {
    return refused(result, result.evalue!, label, again, frame(code, again));
  }
  // Deno says nothing of what stops it before it runs.
  if (result.traceback && result.traceback.length > 1) return withHint(result);
  // What is declared twice in a cell may be right: then it is not what is wrong.
  const isOther = /already been declared/.test(words) &&
    !/already been declared|Execution failed/.test(result.evalue ?? "");
  const byParser = loc && !isOther
    ? refused(result, words, label, loc, frame(code, loc))
    : undefined;
  if (result.ename === "SyntaxError") {
    return byParser ?? withLabel(result, label);
  }
  if (result.evalue !== "Execution failed") return withTraceback(result);
  return await byDeno(result, code, label) ?? byParser ??
    importError(result, code);
}

async function byDeno(
  result: Result,
  code: string,
  label: string,
): Promise<Result | undefined> {
  // To Deno a tab has the width of two characters, and a lone \r ends no line.
  const said = await sayings(linesOf(code).join("\n").replaceAll("\t", " "));
  const found = /SyntaxError: (.*)\n[^]*?\n\s+at .*:(\d+):(\d+)/.exec(said);
  if (!found) return undefined;
  const [, message, line, column] = found;
  // It counts code points.
  const before = [...linesOf(code)[+line! - 1] ?? ""].slice(0, +column! - 1);
  const place = { line: +line!, column: before.join("").length };
  return refused(result, message!, label, place, frame(code, place));
}

/** What the engine alone refuses, a regular expression say, has no place. */
function withLabel(result: Result, label: string): Result {
  const evalue = `${result.evalue} (${label})`;
  return { ...result, evalue, traceback: [`${result.ename}: ${evalue}`] };
}

function importError(result: Result, code: string): Result {
  const imported = importedFrom(code);
  if (imported.length === 0) return result;
  const evalue = `Deno cannot load what the cell imports: ${
    imported.join(", ")
  }; does it exist, and can it be reached?`;
  return {
    ...result,
    ename: "ImportError",
    evalue,
    traceback: [`ImportError: ${evalue}`],
  };
}

/** What is thrown and is no error has no stack, and many front ends show nothing else. */
function withTraceback(result: Result): Result {
  const { ename, evalue, traceback = [] } = result;
  if (!/^(undefined)?$/.test(traceback.join("").trim())) return result;
  return { ...result, traceback: [`Uncaught ${ename}: ${evalue}`] };
}

function refused(
  result: Result,
  message: string,
  label: string,
  { line, column }: Place,
  shown: string[],
): Result {
  const ename = "SyntaxError";
  const where = `line ${line}, column ${column + 1}`;
  const evalue = `${message} (${label}, ${where})`;
  const traceback = [`${ename}: ${evalue}`, ...shown];
  return { ...result, ename, evalue, traceback };
}

/** The line, and a caret below the column, as Deno draws them. */
function frame(code: string, { line, column }: Place): string[] {
  const text = linesOf(code)[line - 1] ?? "";
  const margin = " ".repeat(`${line}`.length);
  const blank = text.slice(0, column).replace(/[^\t]/g, " ");
  return [`${margin} |`, `${line} | ${text}`, `${margin} | ${blank}~`];
}

/** What Deno's parser says to the code. */
async function sayings(code: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/cell.tsx`;
    await Deno.writeTextFile(file, code);
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["transpile", "--no-config", "--output", `${folder}/cell.js`, file],
      env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    }).output();
    return new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
