/**
 * What waits to be sent over a connection.
 *
 * @module
 */

/**
 * How much may wait for a peer. One that reads takes megabytes in milliseconds,
 * so only what is published faster than it can read waits for it; but a front end
 * may read nothing for a while, as it waits for a reply or in a debugger, and then
 * shall miss nothing. So time alone is no reason to drop a peer, nor is a message,
 * however large: it is dropped for what waits in front of that.
 */
const bounds = {
  /** So many bytes may wait for any time. */
  patient: 32 * 2 ** 20,
  /** More may wait if the peer takes something within so many seconds. */
  seconds: 10,
  /** Not even then may a message come to so many bytes that wait. */
  any: 256 * 2 ** 20,
} as const;

/** The messages that wait, each written when those before it have left. */
export class Outbox {
  readonly #connection: Deno.TcpConn;
  readonly #isBounded: boolean;
  readonly #waiting: Uint8Array[] = [];
  /** The bytes that wait. */
  #size = 0;
  #sending: Promise<void> = Promise.resolve();
  /** Seconds since the peer took something. */
  #idle = 0;
  /** Whether nobody takes anything any more. */
  #isOver = false;

  /**
   * @param connection What is written to
   * @param isBounded Whether a peer is dropped if it does not read
   */
  constructor(connection: Deno.TcpConn, isBounded: boolean) {
    this.#connection = connection;
    this.#isBounded = isBounded;
  }

  /**
   * Sends bytes, behind those sent before. They are kept, not copied: those who
   * wait for the same message share it.
   *
   * @returns When nothing waits any more, or nobody is there
   */
  send(bytes: Uint8Array): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    if (this.#isBounded && this.#size > bounds.any) {
      this.#drop("reads too slowly");
    } else {
      this.#size += bytes.length;
      if (this.#waiting.push(bytes) === 1) this.#sending = this.#write();
    }
    return this.#sending;
  }

  /** Ends the connection, also if something waits. */
  close(): void {
    this.#forget();
    try {
      this.#connection.close();
    } catch {
      // It has ended.
    }
  }

  async #write(): Promise<void> {
    this.#idle = 0;
    // Turns of a timer, and not the time that has passed: while this process
    // was busy, it could not see what the peer took.
    const watch = this.#isBounded && setInterval(() => this.#watch(), 1000);
    try {
      for (let bytes; (bytes = this.#waiting[0]);) {
        const count = await this.#connection.write(bytes);
        this.#idle = 0;
        this.#size -= count;
        if (count < bytes.length) this.#waiting[0] = bytes.subarray(count);
        else this.#waiting.shift();
      }
    } catch {
      this.#forget(); // It has gone, but what it said before may still be read.
    } finally {
      if (watch) clearInterval(watch);
    }
  }

  #forget(): void {
    this.#isOver = true;
    this.#waiting.length = 0;
  }

  #watch(): void {
    const isIdle = ++this.#idle > bounds.seconds;
    if (isIdle && this.#size > bounds.patient) {
      this.#drop(`has read nothing for ${bounds.seconds} seconds`);
    }
  }

  #drop(reason: string): void {
    const megabytes = Math.round(this.#size / 2 ** 20);
    this.close();
    console.error(
      `A front end ${reason} while ${megabytes} MB wait for it: its connection was closed`,
    );
  }
}
