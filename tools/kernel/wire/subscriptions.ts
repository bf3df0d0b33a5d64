/**
 * What a subscriber wants to hear.
 *
 * @module
 */
import { Buffer } from "node:buffer";

/** First bytes of what a subscriber sends. */
const [cancel, subscribe] = [0, 1];

/** Far more than there are types of messages; what is wanted beyond is not noted. */
const most = 1000;

/** What a subscriber says to get everything. */
export const subscribeToAll: Uint8Array = new Uint8Array([subscribe]);

/** The beginnings of the topics that one subscriber has asked for. */
export class Subscriptions {
  readonly #beginnings = new Set<string>();

  /** Takes what a subscriber sent. */
  take([frame]: Uint8Array[]): void {
    const beginning = Buffer.from(frame!.subarray(1)).toString("latin1");
    if (frame![0] === cancel) this.#beginnings.delete(beginning);
    if (frame![0] === subscribe && this.#beginnings.size < most) {
      this.#beginnings.add(beginning);
    }
  }

  /** Whether the subscriber gets messages of this topic. */
  has(topic: string): boolean {
    const bytes = Buffer.from(topic).toString("latin1");
    return [...this.#beginnings].some((beginning) =>
      bytes.startsWith(beginning)
    );
  }
}
