/**
 * Shell requests that wait for their turn.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Message } from "./wire/wire.ts";

/** How long no request must come for those that were sent with a failing one to be there. */
const abortMilliseconds = 100;

/** Serves requests one after the other. */
export class RequestQueue {
  readonly #serve: (request: Message) => Promise<void>;
  readonly #waiting: Message[] = [];
  #isServing = false;
  /** Cells that shall not run, as one before them failed. */
  readonly #aborted = new Set<Message>();

  /** Serves requests by this function. */
  constructor(serve: (request: Message) => Promise<void>) {
    this.#serve = serve;
  }

  /** Takes a request; it is served when those before it have been. */
  async take(request: Message): Promise<void> {
    this.#waiting.push(request);
    if (this.#isServing) return;
    this.#isServing = true;
    for (let next; (next = this.#waiting.shift());) await this.#serve(next);
    this.#isServing = false;
  }

  /** Waits until all that were sent with a failing cell are there: their cells shall not run. */
  async abortCells(): Promise<void> {
    let arrived = -1;
    while (arrived !== this.#waiting.length) {
      arrived = this.#waiting.length;
      await delay(abortMilliseconds);
    }
    for (const request of this.#waiting) {
      const { msg_type } = request.header;
      if (msg_type === "execute_request") this.#aborted.add(request);
    }
  }

  /** Whether this cell, whose turn it is, shall not run. */
  isAborted(cell: Message): boolean {
    return this.#aborted.delete(cell);
  }
}
