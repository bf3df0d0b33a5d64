/**
 * The cells of a session, as one program in which each name is declared once.
 *
 * @module
 */
import { parseCell, syntaxError } from "../cell/cell_syntax.ts";
import { type Node, ofTopLevel } from "../cell/cell_tree.ts";
import { namesIn } from "../cell/declared.ts";
import { renamed } from "./renamed.ts";
import { withoutJsx } from "./without_jsx.ts";

/** How many cells count: a session may be long, and what is written last counts most. */
const most = 500;

/** How many characters of a cell the language server gets: one of a million takes it seconds. */
export const longest = 100_000;

/** A cell that ran. */
interface Cell {
  /** What the front end calls it, if it does. */
  id: string | undefined;
  code: string;
  /** What it declares, once that was asked for: cells do not wait for it. */
  read?: Read | undefined;
}

/** What a cell says of what can be used behind it. */
interface Read {
  /** Its code, without JSX; of a long cell no more than that there are such names. */
  code: string;
  /** Its statements. */
  body: Node[];
  /** The names that it declares. */
  names: ReadonlySet<string>;
  /** Whether it declares any, or gives one another value, which may have another type. */
  isChange: boolean;
}

/**
 * The cells that ran, in the order in which they did so last. One that runs again
 * takes the place of its former self: that which has the same id, or the same code.
 */
export class Session {
  #cells: Cell[] = [];

  /** A cell runs. */
  ran(code: string, id: string | undefined): void {
    this.#cells = this.#cells.filter((cell) =>
      cell.code !== code && (id === undefined || cell.id !== id)
    );
    this.#cells.push({ id, code });
  }

  /** All variables are gone. */
  forget(): void {
    this.#cells = [];
  }

  /**
   * The code of all cells before one that is being written. A name that a later
   * cell declares again, or the one that is being written does, is another one
   * until then: its types stay what they were.
   *
   * @param code The cell that is being written
   * @returns The code
   */
  before(code: string): string {
    const own = readOf(code)?.names;
    const isOwn = (name: string) => own?.has(name) ?? mayDeclare(code, name);
    const cells = this.#changing();
    const declaring = new Map<string, number[]>();
    for (const [i, { names }] of cells.entries()) {
      for (const name of names) {
        declaring.set(name, [...declaring.get(name) ?? [], i]);
      }
    }
    for (const [name, declared] of declaring) {
      if (isOwn(name)) declared.push(cells.length);
      if (declared.length === 1) declaring.delete(name);
    }
    return cells.map(({ code, body }, i) => {
      const names = new Map<string, string>();
      for (const [name, declared] of declaring) {
        const cell = declared.findLast((cell) => cell <= i) ?? declared[0]!;
        if (cell !== declared.at(-1)) names.set(name, `${name}$${cell}`);
      }
      return names.size > 0 ? renamed(code, body, names) : code;
    }).join("\n;\n");
  }

  /** The cells that declare or assign something: others say nothing of what can be used. */
  #changing(): Read[] {
    for (const cell of this.#cells) cell.read ??= readOf(cell.code);
    this.#cells = this.#cells.filter(({ read }) => read?.isChange)
      .slice(-most);
    return this.#cells.map(({ read }) => read!);
  }
}

/** The statements of code and what they do, if it can be read. */
function readOf(code: string): Read | undefined {
  if (syntaxError(code)) return undefined;
  const { program, isJsx } = parseCell(code);
  if (isJsx) return readOf(withoutJsx(code, program.body));
  const body = program.body as unknown as Node[];
  const names = new Set(namesIn(body).map(({ name }) => name));
  const isChange = names.size > 0 ||
    ofTopLevel(body).some(({ type }) => type === "AssignmentExpression");
  if (code.length <= longest) return { code, body, names, isChange };
  const short = [...names].map(ofAny).join("\n");
  const known = parseCell(short).program.body as unknown as Node[];
  return { code: short, body: known, names, isChange };
}

/** Code in which a name is a value, and a type, of which nothing is known. */
function ofAny(name: string): string {
  return `var ${name}: any; type ${name} = any;`;
}

/** A cell without JSX, all else of it in its place; as it is if it cannot be read. */
export function asTypeScript(code: string): string {
  if (syntaxError(code)) return code;
  const { program, isJsx } = parseCell(code);
  return isJsx ? withoutJsx(code, program.body) : code;
}

/** Whether code that cannot be read, as it is being written, seems to declare a name. */
function mayDeclare(code: string, name: string): boolean {
  const word = `(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`;
  return new RegExp(
    `\\b(?:(?:class|enum|function\\*?|interface|type)\\s+${word}` +
      `|(?:const|import|let|var)\\b[^=;:("'\`]{0,999}?${word})`,
  ).test(code);
}
