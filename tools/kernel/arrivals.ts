/**
 * What is waited for by its name.
 *
 * @module
 */
import type { Message } from "./wire/wire.ts";

/** Answers by the id of their request, and tokens by their own. */
export class Arrivals {
  readonly #waiting = new Map<string, (message?: Message) => void>();

  /** What arrives by this name; `undefined` if nothing does any more. */
  of(name: string): Promise<Message | undefined> {
    return new Promise((resolve) => this.#waiting.set(name, resolve));
  }

  /** Whether this name is waited for. */
  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  /** It is here. */
  arrived(name: string, message?: Message): void {
    this.#waiting.get(name)?.(message);
    this.#waiting.delete(name);
  }

  /** It is not waited for any more. */
  forget(name: string): void {
    this.#waiting.delete(name);
  }

  /** Nothing arrives any more. */
  end(): void {
    for (const name of this.#waiting.keys()) this.arrived(name);
  }
}
