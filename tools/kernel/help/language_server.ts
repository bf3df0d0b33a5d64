/**
 * Deno's language server, as far as the kernel asks it.
 *
 * @module
 */
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { ProcessGroup } from "../process_group.ts";
import { Watchdog } from "../watchdog.ts";
import type { Position } from "./positions.ts";

/** What it says of what stands at a place. */
export interface Hover {
  contents: { value: string };
}

/** What could stand at a place. */
export interface Item {
  label: string;
  kind?: number;
  sortText?: string;
  insertText?: string;
  textEdit?: { range: { start: Position; end: Position }; newText: string };
}

/** What the server is told of how to work: it shall not look at all files of the folder. */
const settings = { enable: true, lint: false, documentPreloadLimit: 0 };

/** What can be done with what it says. */
const capabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  notebookDocument: { synchronization: {} },
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    completion: { completionItem: { snippetSupport: false } },
  },
};

/** A document of the session. */
interface Document {
  uri: string;
  text: string;
}

/**
 * `deno lsp` on a notebook of two cells: all that ran before, and the cell that
 * is being written. It ends with this process, in whatever way that does.
 */
export class LanguageServer {
  /** When it has ended: by itself, or as it was told to. */
  readonly ended: Promise<void>;
  readonly #group: ProcessGroup;
  readonly #connection: MessageConnection;
  readonly #notebook: string;
  readonly #before: Document;
  readonly #cell: Document;
  #version = 1;

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
    const folder = pathToFileURL(Deno.cwd());
    const name = `session-${crypto.randomUUID()}.ipynb`;
    this.#notebook = `${folder}/${name}`;
    const cell = (id: string) => ({
      uri: `deno-notebook-cell:${folder.pathname}/${name}#${id}`,
      text: "",
    });
    this.#before = cell("before");
    this.#cell = cell("cell");
    this.ended = group.program.status.then(() => {
      connection.dispose(); // Who waits for an answer hears that there is none.
    });
    connection.onError(() => group.kill());
  }

  /** Ends it. */
  end(): void {
    this.#group.kill();
  }

  /** What stands at a place of a cell, behind the code that ran before. */
  hover(
    before: string,
    cell: string,
    position: Position,
  ): Promise<Hover | null> {
    return this.#ask("textDocument/hover", before, cell, position);
  }

  /** What could stand there; nothing if that cannot be known. */
  async items(
    before: string,
    cell: string,
    position: Position,
  ): Promise<Item[]> {
    const found = await this.#ask<{ items: Item[] } | Item[] | null>(
      "textDocument/completion",
      before,
      cell,
      position,
    );
    return Array.isArray(found) ? found : found?.items ?? [];
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
    const cells = [this.#before, this.#cell];
    await connection.sendNotification("notebookDocument/didOpen", {
      notebookDocument: {
        uri: this.#notebook,
        notebookType: "jupyter-notebook",
        version: this.#version,
        cells: cells.map(({ uri }) => ({ kind: 2, document: uri })),
      },
      cellTextDocuments: cells.map((cell) => ({
        ...cell,
        languageId: "typescript",
        version: this.#version,
      })),
    });
  }

  /** Tells what changed, and asks; one behind the other, so that the answer is about that. */
  #ask<Answer>(
    method: string,
    before: string,
    cell: string,
    position: Position,
  ): Promise<Answer> {
    this.#write(this.#before, before);
    this.#write(this.#cell, cell);
    const textDocument = { uri: this.#cell.uri };
    return this.#connection.sendRequest(method, { textDocument, position });
  }

  #write(document: Document, text: string): void {
    if (document.text === text) return;
    document.text = text;
    const version = ++this.#version;
    const { uri } = document;
    this.#connection.sendNotification("notebookDocument/didChange", {
      notebookDocument: { uri: this.#notebook, version },
      change: {
        cells: {
          textContent: [{ document: { uri, version }, changes: [{ text }] }],
        },
      },
    }).catch(() => {}); // It has ended.
  }
}
