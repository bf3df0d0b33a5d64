/**
 * Documentation and completion for who writes a cell.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Message } from "../wire/wire.ts";
import { completeReply } from "./completion.ts";
import { inspectReply, lookedAt, nothingFound } from "./documentation.ts";
import { LanguageServer, type Program } from "./language_server.ts";
import { indexAt, positionAt } from "./positions.ts";
import { asTypeScript, longest, Session } from "./session.ts";
import { TypeWarnings } from "./type_warnings.ts";

/**
 * How long an answer may take. The first one may take seconds, as the server
 * starts: for documentation there is nobody else to ask, while Deno's kernel
 * completes names, too, and front ends wait a second for that.
 */
const milliseconds = { inspect_request: 30_000, complete_request: 500 };

/** How often the server is started, as it may end by itself. */
const mostStarts = 3;

/** The content of both requests. */
interface Place {
  code: string;
  cursor_pos: number;
}

/**
 * Asks Deno's language server, which is started for the first who asks. Nobody
 * else waits for it; a cell only if it asks for its types, and not for long.
 */
export class Help {
  readonly #session = new Session();
  readonly #types = new TypeWarnings(async (cell) => {
    const program = this.#programOf(cell);
    return (await this.#running()).diagnostics(program);
  });
  #server: Promise<LanguageServer> | undefined;
  #starts = 0;
  #hasEnded = false;

  /**
   * A cell runs: what it declares is known from now on.
   *
   * @param request The request to run it
   * @param label What people call it
   * @returns What its types lack, if that is asked for; empty if there is nothing to say
   */
  ran(
    { content: { code = "" }, metadata: { cellId } }: Message,
    label: string,
  ): Promise<string> {
    // Behind those that ran before, its own former self among them.
    const warning = this.#types.warning(code, label);
    this.#session.ran(code, typeof cellId === "string" ? cellId : undefined);
    return warning;
  }

  /** All variables are gone. */
  forget(): void {
    this.#session.forget();
    this.#types.forget();
  }

  /** Ends the server. */
  end(): void {
    this.#hasEnded = true;
    this.#server?.then((server) => server.end(), () => {});
  }

  /** The content of the reply; `undefined` if Deno's kernel is to be asked. */
  async answer({ header, content }: Message): Promise<object | undefined> {
    const type = header.msg_type as keyof typeof milliseconds;
    const { code, cursor_pos } = content;
    if (typeof code !== "string" || typeof cursor_pos !== "number") return;
    const place = { code, cursor_pos };
    const isInspection = type === "inspect_request";
    const answer = isInspection
      ? this.#documentation(place)
      : this.#completion(place);
    const found = await Promise.race([
      // What goes wrong there is nothing to who writes a cell.
      answer.catch(() => undefined),
      delay(milliseconds[type], undefined),
    ]);
    // Deno's kernel documents nothing.
    return found ?? (isInspection ? nothingFound : undefined);
  }

  async #documentation(
    { code, cursor_pos }: Place,
  ): Promise<object | undefined> {
    const server = await this.#running();
    const program = this.#programOf(code);
    for (const index of lookedAt(code, indexAt(code, cursor_pos))) {
      const hover = await server.hover(program, positionAt(code, index));
      const reply = hover && inspectReply(hover);
      if (reply) return reply;
    }
  }

  async #completion({ code, cursor_pos }: Place): Promise<object | undefined> {
    const server = await this.#running();
    const cursor = indexAt(code, cursor_pos);
    const place = positionAt(code, cursor);
    const items = await server.items(this.#programOf(code), place);
    return completeReply(code, cursor, items);
  }

  /** A cell behind those that ran. */
  #programOf(cell: string): Program {
    if (cell.length > longest) throw new RangeError("The cell is too long");
    const before = this.#session.before(cell);
    return { before, cell: asTypeScript(cell) };
  }

  /** The server, which is started if there is none. */
  #running(): Promise<LanguageServer> {
    return this.#server ??= this.#start();
  }

  async #start(): Promise<LanguageServer> {
    try {
      if (this.#hasEnded || this.#starts === mostStarts) {
        throw new Error("The language server is not started again");
      }
      this.#starts++;
      const server = await LanguageServer.start();
      server.ended.then(() => this.#server = undefined);
      return server;
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
  }
}
