/**
 * Deno's language server, as far as the kernel asks it.
 *
 * @module
 */
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { linesOf } from "../cell/lines.ts";
import { ProcessGroup } from "../process_group.ts";
import { Watchdog } from "../watchdog.ts";
import type { Position } from "./positions.ts";

/** What it says of what stands at a place. */
export interface Hover {
  contents: { value: string };
}

/** From one place to another. */
interface Range {
  start: Position;
  end: Position;
}

/** What could stand at a place. */
export interface Item {
  label: string;
  kind?: number;
  sortText?: string;
  insertText?: string;
  textEdit?: { range: Range; newText: string };
}

/** What is wrong at a place. */
export interface Diagnostic {
  range: Range;
  /** 1 if it is an error. */
  severity?: number;
  code?: number | string;
  /** Which part of the server says so. */
  source?: string;
  message: string;
}

/** What the server is told of how to work: it shall not look at all files of the folder. */
const settings = { enable: true, lint: false, documentPreloadLimit: 0 };

/** What can be done with what it says. */
const capabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    completion: { completionItem: { snippetSupport: false } },
    diagnostic: {}, // It says what is wrong when it is asked.
  },
};

/**
 * What stands before the cells. They know Node's modules, also if `deno.json`
 * chooses its own libraries, and are a module: else a `name` of theirs would be
 * that of pages.
 */
const head = '/// <reference lib="node" />\nexport {};\n';

/** What the server is asked about: the code that ran before, and a cell behind it. */
export interface Program {
  before: string;
  cell: string;
}

/**
 * `deno lsp` on a module that holds all that ran before and a cell. It ends with
 * this process, in whatever way that does.
 */
export class LanguageServer {
  /** When it has ended: by itself, or as it was told to. */
  readonly ended: Promise<void>;
  readonly #group: ProcessGroup;
  readonly #connection: MessageConnection;
  readonly #uri: string;
  #text = head;
  #version = 1;
  /** The last answer. */
  #answered: Promise<unknown> = Promise.resolve();

  /** Starts it for code that runs in the folder of this process. */
  static async start(): Promise<LanguageServer> {
    // Not before it is needed: it is a tenth of a second of each start.
    const rpc = await import("vscode-jsonrpc/node");
    const group = new ProcessGroup(Deno.execPath(), {
      args: ["lsp", "--quiet"],
      ...{ stdin: "piped", stdout: "piped", stderr: "null" },
    }, new Watchdog("KILL", undefined));
    const { stdin, stdout } = group.program;
    const connection = rpc.createMessageConnection(
      // deno-lint-ignore no-explicit-any -- two names of the same kind of stream
      Readable.fromWeb(stdout as any),
      Writable.fromWeb(stdin),
    );
    const server = new LanguageServer(group, connection);
    await server.#begin();
    return server;
  }

  private constructor(group: ProcessGroup, connection: MessageConnection) {
    this.#group = group;
    this.#connection = connection;
    this.#uri = `${
      pathToFileURL(Deno.cwd())
    }/session-${crypto.randomUUID()}.ts`;
    this.ended = group.program.status.then(() => {
      connection.dispose(); // Who waits for an answer hears that there is none.
    });
    connection.onError(() => group.kill());
  }

  /** Ends it. */
  end(): void {
    this.#group.kill();
  }

  /** What stands at a place of a cell. */
  hover(program: Program, position: Position): Promise<Hover | null> {
    return this.#askAt("textDocument/hover", program, position);
  }

  /** What could stand there; nothing if that cannot be known. */
  async items(program: Program, position: Position): Promise<Item[]> {
    const found = await this.#askAt<{ items: Item[] } | Item[] | null>(
      "textDocument/completion",
      program,
      position,
    );
    const items = Array.isArray(found) ? found : found?.items ?? [];
    const lines = linesBefore(program);
    return items.flatMap(({ textEdit, ...item }) => {
      if (!textEdit) return [item];
      // Without a range it would take the place of the dot.
      return "range" in textEdit
        ? [{ ...item, textEdit: moved(textEdit, -lines) }]
        : [];
    });
  }

  /** What is wrong in a cell. */
  async diagnostics(program: Program): Promise<Diagnostic[]> {
    const { items } = await this.#ask<{ items: Diagnostic[] }>(
      "textDocument/diagnostic",
      program,
      {},
    );
    const lines = linesBefore(program);
    return items.map((item) => moved(item, -lines))
      .filter(({ range }) => range.start.line >= 0);
  }

  async #begin(): Promise<void> {
    const connection = this.#connection;
    connection.onRequest(
      "workspace/configuration",
      ({ items }: { items: { section?: string }[] }) =>
        items.map(({ section }) => section === "deno" ? settings : null),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
    const uri = `${pathToFileURL(Deno.cwd())}`;
    await connection.sendRequest("initialize", {
      processId: Deno.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "session" }],
      initializationOptions: settings,
      capabilities,
    });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri: this.#uri,
        languageId: "typescript",
        version: this.#version,
        text: this.#text,
      },
    });
  }

  #askAt<Answer>(
    method: string,
    program: Program,
    { line, character }: Position,
  ): Promise<Answer> {
    const position = { line: line + linesBefore(program), character };
    return this.#ask(method, program, { position });
  }

  /** Tells what changed, and asks. One after the other: the server answers about what it was told last. */
  #ask<Answer>(
    method: string,
    program: Program,
    place: { position?: Position },
  ): Promise<Answer> {
    const answer = this.#answered.then(() => {
      this.#write(textOf(program));
      const textDocument = { uri: this.#uri };
      return this.#connection.sendRequest<Answer>(method, {
        textDocument,
        ...place,
      });
    });
    this.#answered = answer.catch(() => {}); // Who asked hears of it.
    return answer;
  }

  #write(text: string): void {
    if (this.#text === text) return;
    this.#text = text;
    this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ text }],
    }).catch(() => {}); // It has ended.
  }
}

/** The text of the module. Parts of the server differ in what ends a line: it has only what does so for all. */
function textOf({ before, cell }: Program): string {
  return `${head}${before}\n;\n${cell}`.replaceAll(/\r(?!\n)/g, "\n")
    .replaceAll(/[\u2028\u2029]/g, " ");
}

/** How many lines of it stand before the cell. */
function linesBefore({ before }: Program): number {
  return linesOf(head + before).length + 1;
}

/** The same so many lines further down. */
function moved<Ranged extends { range: Range }>(
  ranged: Ranged,
  lines: number,
): Ranged {
  const { start, end } = ranged.range;
  const move = ({ line, character }: Position) => ({
    line: line + lines,
    character,
  });
  return { ...ranged, range: { start: move(start), end: move(end) } };
}
