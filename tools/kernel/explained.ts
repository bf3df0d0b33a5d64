/**
 * Errors of which Deno's kernel says too little.
 *
 * @module
 */
import { parseCell, syntaxError } from "./cell_syntax.ts";

/** What a reply to an `execute_request` says. */
export interface Result {
  /** `ok`, `error` or `aborted`. */
  status: string;
  /** The count of the cell. */
  execution_count?: number;
  /** The name of the error. */
  ename?: string;
  /** Its message. */
  evalue?: string;
  /** The lines that are shown. */
  traceback?: string[];
}

/**
 * Says where a cell cannot be read and what was expected there. Deno's kernel
 * says `Execution failed`, or names no place.
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
  if (result.ename === "SyntaxError") {
    const { loc, message = "" } = syntaxError(code) ?? {};
    if (!loc) return result;
    const text = message.replace(/ \(\d+:\d+\)$/, "").replace(/\.$/, "");
    return refused(result, text, label, loc.line, loc.column + 1, [
      ...frame(code, loc.line, loc.column),
    ]);
  }
  if (result.evalue !== "Execution failed") return withTraceback(result);
  const said = await sayings(code);
  const found = /SyntaxError: (.*)\n([^]*?)\n\s+at .*:(\d+):(\d+)/.exec(said);
  if (found) {
    const [, message, shown, line, column] = found;
    return refused(
      result,
      message!,
      label,
      +line!,
      +column!,
      shown!.split("\n"),
    );
  }
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
  line: number,
  column: number,
  shown: string[],
): Result {
  const ename = "SyntaxError";
  const evalue = `${message} (${label}, line ${line}, column ${column})`;
  return {
    ...result,
    ename,
    evalue,
    traceback: [`${ename}: ${evalue}`, ...shown],
  };
}

/** The line, and a caret below the column, as Deno draws them. */
function frame(code: string, line: number, column: number): string[] {
  const text = code.split("\n")[line - 1] ?? "";
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

/** The modules that a cell imports. */
function importedFrom(code: string): string[] {
  try {
    return parseCell(code).program.body
      .filter((statement) => statement.type === "ImportDeclaration")
      .map(({ source }) => source.value);
  } catch {
    return [];
  }
}
