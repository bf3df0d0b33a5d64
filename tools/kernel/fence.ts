/**
 * The fence behind a cell: what comes before it is the cell's, and nothing of
 * that is lost.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Arrivals } from "./arrivals.ts";
import { inside } from "./inside.ts";
import type { Message } from "./wire/wire.ts";

/** The ways that outputs take out of the kernel. */
const ways = ["iopub", "stdout", "stderr"] as const;
type Way = typeof ways[number];

/**
 * Outputs leave the kernel one behind the other, some after its reply and after
 * it says `idle`. So a token is sent on each way that they take, and what comes
 * before it is all there is. A cell without an error sends one itself, see
 * {@linkcode inside}; behind another one code is run that does.
 */
export class Fence {
  readonly #arrivals: Arrivals;
  readonly #execute: (code: string) => Promise<Message | undefined>;
  readonly #seenEnd: () => void;
  /** The ways on which the end of the last request has not arrived yet. */
  #open = new Set<Way>(ways);
  /** When something came last. */
  #lastNews = 0;

  /**
   * A fence that is open.
   *
   * @param arrivals Who waits for tokens
   * @param execute Runs code in the kernel
   * @param seenEnd Tells the kernel that the end of a cell has come on all ways
   */
  constructor(
    arrivals: Arrivals,
    execute: (code: string) => Promise<Message | undefined>,
    seenEnd: () => void,
  ) {
    this.#arrivals = arrivals;
    this.#execute = execute;
    this.#seenEnd = seenEnd;
  }

  /** A request is sent: what it shows may come on each way. */
  open(): void {
    this.#open = new Set(ways);
  }

  /** Whether the end of the last request has come on all ways. */
  get isClosed(): boolean {
    return this.#open.size === 0;
  }

  /** Something comes. */
  heard(): void {
    this.#lastNews = performance.now();
  }

  /** Whether what comes this way is a token, and no output. */
  takes(way: Way, token: string): boolean {
    if (token === inside.end) {
      this.#open.delete(way);
      if (this.isClosed) this.#seenEnd();
      return true;
    }
    const isToken = this.#arrivals.has(way + token);
    if (isToken) this.#arrivals.arrived(way + token);
    return isToken;
  }

  /**
   * Sends a token on all ways.
   *
   * @param patience It is lost when nothing at all comes for so many milliseconds
   * @returns What becomes of it
   */
  async sendToken(
    patience: number,
  ): Promise<"arrived" | "interrupted" | "lost"> {
    const token = crypto.randomUUID();
    const expected = new Set(ways.map((way) => way + token));
    const arrival = Promise.all(
      [...expected].map((name) =>
        this.#arrivals.of(name).then(() => expected.delete(name))
      ),
    );
    const code = `await ${inside.name}.fence(${JSON.stringify(token)})`;
    const reply = await this.#execute(code);
    if (reply?.content.status !== "ok") return "interrupted";
    this.heard();
    while (
      expected.size > 0 && performance.now() - this.#lastNews < patience
    ) {
      await Promise.race([arrival, delay(patience)]);
    }
    for (const name of expected) this.#arrivals.forget(name);
    return expected.size > 0 ? "lost" : "arrived";
  }
}
