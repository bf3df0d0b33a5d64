/**
 * A notebook's code, run in the process of the tests, without Jupyter.
 *
 * @module
 */
import { parseCell } from "../tools/kernel/cell/cell_syntax.ts";
import {
  codeCells,
  joined,
  type Notebook,
} from "../tools/notebook/notebook.ts";

/**
 * All code of a notebook as one TypeScript module. Where the module starts a cell it calls `enterCell` with the cell's
 * index, and it hands the value of a last expression to `showResult`; these two
 * and the `console` that the cells see come from `globalThis[Symbol.for("notebook run")]`.
 */
export function asModule(notebook: Notebook): string {
  const cells = codeCells(notebook).map((cell, i) => {
    const code = joined(cell.source);
    const result = shownExpression(code);
    const body = result ? showing(code, ...result) : code;
    return `enterCell(${i});\n${body}\n`;
  });
  const names = "enterCell, showResult, console";
  return `const { ${names} } = (globalThis as any)[Symbol.for("notebook run")];\n` +
    `void [${names}];\n` +
    cells.join("");
}

/**
 * From where to where the last statement of a cell goes, if it has a value that
 * our notebooks show: it is no assignment, assertion, call of `console` or `void`.
 */
export function shownExpression(
  code: string,
): [from: number, to: number] | undefined {
  const last = parseCell(code).program.body.at(-1);
  if (last?.type !== "ExpressionStatement") return undefined;
  const [from, to] = [last.start!, last.end!];
  const silent = last.expression.type === "AssignmentExpression" ||
    /^(await\s+)?(console\.|assert|void\b)/.test(code.slice(from, to));
  return silent ? undefined : [from, to];
}

function showing(code: string, from: number, to: number): string {
  const expression = code.slice(from, to).replace(/;$/, "");
  return `${code.slice(0, from)}await showResult((${expression}));${
    code.slice(to)
  }`;
}

/** What a notebook's module calls while it runs; see {@linkcode asModule}. */
export interface Run {
  /** A cell starts: its index among the code cells. */
  enterCell(index: number): void;
  /** The cell's last expression has this value. */
  showResult(value: unknown): unknown;
  /** The cell shows these renderings, or shows them anew in the place of that id. */
  showDisplay(data: Record<string, string>, id: string): void;
  /** What the cells see as `console`. */
  console: Pick<Console, "log">;
}

/**
 * Runs a notebook's module in this process, without Jupyter: of the kernel
 * there is only a stand-in for what shows displays.
 */
export async function runInProcess(
  notebook: Notebook,
  run: Run,
): Promise<void> {
  Object.assign(globalThis, { [Symbol.for("notebook run")]: run });
  Object.assign(Deno, { jupyter: { broadcast: displayer(run) } });
  try {
    await import(
      `data:application/typescript,${encodeURIComponent(asModule(notebook))}`
    );
  } finally {
    Object.assign(Deno, { jupyter: undefined });
  }
}

/** A message that shows a display or an update of one. */
interface DisplayMessage {
  data: Record<string, string>;
  transient: { display_id: string };
}

function displayer(run: Run) {
  return (_type: string, { data, transient }: DisplayMessage) => {
    run.showDisplay(data, transient.display_id);
    return Promise.resolve();
  };
}
