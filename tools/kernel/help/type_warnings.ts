/**
 * What is said of the types of cells that ask for it.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { parseCell, syntaxError } from "../cell/cell_syntax.ts";
import type { Diagnostic } from "./language_server.ts";
import { longest } from "./session.ts";

/** How long the end of a cell waits for that; most of it takes the server's start. */
const milliseconds = 5000;

/** How many errors are named. */
const named = 10;

/**
 * The types of cells. `// @ts-check` at the head of a cell, before any code, asks
 * for them from that cell on; `// @ts-nocheck` there ends that.
 */
export class TypeWarnings {
  readonly #check: (cell: string) => Promise<Diagnostic[]>;
  #isOn = false;
  /** Whether the server has not come to an end with a cell yet. */
  #isBusy = false;

  /**
   * Nothing is asked for yet.
   *
   * @param check Finds what is wrong in a cell behind those that ran before
   */
  constructor(check: (cell: string) => Promise<Diagnostic[]>) {
    this.#check = check;
  }

  /** The kernel is another one, of which nothing is asked. */
  forget(): void {
    this.#isOn = false;
  }

  /**
   * What is to be said of a cell that begins to run.
   *
   * @param code The cell
   * @param label What people call it
   * @returns Words, after some seconds at most; empty if there is nothing to say
   */
  async warning(code: string, label: string): Promise<string> {
    this.#isOn = asked(code) ?? this.#isOn;
    if (!this.#isOn) return "";
    if (code.length > longest) return unchecked(label, "it is too long");
    if (syntaxError(code)) return ""; // The kernel itself says so.
    if (parseCell(code).isJsx) return unchecked(label, "it has JSX");
    const silent = "the language server does not answer";
    if (this.#isBusy) return unchecked(label, silent);
    const found = await Promise.race([
      this.#found(code),
      delay(milliseconds, undefined),
    ]);
    return found ? words(found, label) : unchecked(label, silent);
  }

  async #found(code: string): Promise<Diagnostic[] | undefined> {
    this.#isBusy = true;
    try {
      return await this.#check(code);
    } catch {
      return undefined; // It has ended.
    } finally {
      this.#isBusy = false;
    }
  }
}

/** Whether a cell wants types from now on, or none; if it says so, as TypeScript reads it. */
function asked(code: string): boolean | undefined {
  let isAsked: boolean | undefined;
  for (const line of code.split(/[\n\r\u2028\u2029]/)) {
    if (!/^\s*(\/\/|$)/.test(line)) break;
    const words = /^\s*\/\/\/?\s*@ts-(no)?check(?!\S)/.exec(line);
    if (words) isAsked = words[1] === undefined;
  }
  return isAsked;
}

function unchecked(label: string, reason: string): string {
  return `The types of ${label} were not checked: ${reason}.\n`;
}

function words(found: Diagnostic[], label: string): string {
  const errors = found.filter(isOfTypes);
  const lines = errors.slice(0, named).map(({ code, message, range }) => {
    const { line, character } = range.start;
    const place = `${label}:${line + 1}:${character + 1}`;
    return `Type warning (${place}): ${withoutFolders(message)} TS${code}\n`;
  });
  const more = errors.length - named;
  return lines.join("") + (more > 0 ? `and ${more} more\n` : "");
}

/** Whether it is an error of types, and none to Deno's kernel alone. */
function isOfTypes({ severity, source, code, message }: Diagnostic): boolean {
  // Below 2000 it is the syntax, of a script or a module: a cell is neither.
  return severity === 1 && source === "deno-ts" && Number(code) >= 2000 &&
    // What only a kernel has, types lack if `deno.json` chooses its own.
    !message.startsWith(
      "Property 'jupyter' does not exist on type 'typeof Deno'",
    );
}

/** The message without the folders that a reader elsewhere has not. */
function withoutFolders(message: string): string {
  return message.replaceAll(/"file:[^"]*\/([^"/]*)"/g, '"$1"')
    .replaceAll(/, \{ with: \{ "resolution-mode": "\w+" \} \}/g, "");
}
