/**
 * The line on which the relay tells Deno's kernel what must not wait.
 *
 * @module
 */
import { freeListener } from "./wire/free_connection.ts";

/**
 * Connections of its own to what runs {@linkcode inside} Deno's kernel, to its
 * thread and to the watch over the relay: no cell and no child gets hold of
 * them, as they would of standard input.
 */
export class ControlLine {
  /** Where the relay waits for the kernel. */
  readonly port: number;
  /** What the kernel says when it comes. */
  readonly key: string = crypto.randomUUID();
  readonly #listener: Deno.TcpListener;
  readonly #connections = new Set<Deno.TcpConn>();
  /** What was said last, for who comes later: the watch takes half a second to. */
  #last: Uint8Array | undefined;

  /** Waits for the kernel, at a port of this machine. */
  constructor() {
    this.#listener = freeListener();
    this.port = this.#listener.addr.port;
    this.#meet();
  }

  /** Sends a number. */
  tell(number: number): void {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, number);
    this.#last = bytes;
    for (const connection of this.#connections) {
      connection.write(bytes).catch(() => this.#end(connection));
    }
  }

  /** Ends the line. */
  close(): void {
    this.#listener.close();
    for (const connection of this.#connections) this.#end(connection);
  }

  /** Takes who knows the key; who does not is not waited for. */
  async #meet(): Promise<void> {
    for await (const connection of this.#listener) {
      this.#hear(connection).then((isKernel) => {
        if (!isKernel) return connection.close();
        connection.setNoDelay();
        this.#connections.add(connection);
        if (this.#last) {
          connection.write(this.#last).catch(() => this.#end(connection));
        }
      }).catch(() => connection.close());
    }
  }

  /** The kernel has ended it, as it does after a stop. */
  #end(connection: Deno.TcpConn): void {
    if (this.#connections.delete(connection)) connection.close();
  }

  async #hear(connection: Deno.TcpConn): Promise<boolean> {
    const bytes = new Uint8Array(this.key.length);
    for (let filled = 0; filled < bytes.length;) {
      const count = await connection.read(bytes.subarray(filled));
      if (count === null) return false;
      filled += count;
    }
    return new TextDecoder().decode(bytes) === this.key;
  }
}
