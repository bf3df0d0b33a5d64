/**
 * ZMTP 3.0, the protocol of ZeroMQ, with the mechanism NULL, over TCP
 * (https://rfc.zeromq.org/spec/23/). Written out here because zeromq 6.8.0, the
 * binding to libzmq, is not always woken by what arrives when Deno 2.9.6 runs
 * it; Deno's own kernel speaks the protocol in the same way.
 *
 * @module
 */
import { Buffer } from "node:buffer";

const encoder = new TextEncoder();

/** Bits of the first byte of a frame. */
const flags = { more: 1, long: 2, command: 4 };

/** The sockets at the two ends of a connection. */
export type SocketType = "ROUTER" | "DEALER" | "PUB" | "SUB" | "REP";

/** The other end of an open connection. */
export class Peer {
  /** The name that it gave itself, or one of its own. */
  identity: string = crypto.randomUUID();
  readonly #connection: Deno.TcpConn;
  readonly #chunk = new Uint8Array(65536);
  /** What of the chunk is still to be read. */
  #unread = this.#chunk.subarray(0, 0);
  #sent: Promise<void> = Promise.resolve();

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  /** Shakes hands on a new connection, as a socket of this type. */
  static async meet(
    connection: Deno.TcpConn,
    type: SocketType,
  ): Promise<Peer> {
    connection.setNoDelay();
    const peer = new Peer(connection);
    const greeting = new Uint8Array(64);
    greeting.set([0xff, ...new Uint8Array(8), 0x7f, 3, 0]);
    greeting.set(encoder.encode("NULL"), 12);
    await peer.#write(greeting);
    await peer.#write(
      frame(
        encoder.encode(
          `\x05READY\x0bSocket-Type\0\0\0${
            String.fromCharCode(type.length)
          }${type}`,
        ),
        flags.command,
      ),
    );
    await peer.#read(64);
    const { bytes } = await peer.#readFrame();
    const [, identity = ""] = Buffer.from(bytes).toString("latin1").match(
      /Identity\0\0\0[^](.*)/s,
    ) ?? [];
    if (identity !== "") peer.identity = identity;
    return peer;
  }

  /** Sends a message of these frames, behind those sent before. */
  send(frames: Uint8Array[]): Promise<void> {
    const last = frames.length - 1;
    const message = joined(
      frames.map((bytes, i) => frame(bytes, i < last ? flags.more : 0)),
    );
    this.#sent = this.#sent.then(() => this.#write(message));
    return this.#sent;
  }

  /** The messages that come, until the connection ends. */
  async *messages(): AsyncGenerator<Uint8Array[]> {
    let frames: Uint8Array[] = [];
    while (true) {
      let next;
      try {
        next = await this.#readFrame();
      } catch {
        return; // The connection has ended.
      }
      if (next.flag & flags.command) continue;
      frames.push(next.bytes);
      if (next.flag & flags.more) continue;
      yield frames;
      frames = [];
    }
  }

  /** Ends the connection. */
  close(): void {
    try {
      this.#connection.close();
    } catch {
      // It has ended.
    }
  }

  async #readFrame(): Promise<{ flag: number; bytes: Uint8Array }> {
    const flag = (await this.#read(1))[0]!;
    const size = await this.#read(flag & flags.long ? 8 : 1);
    const length = size.reduce((sum, byte) => sum * 256 + byte, 0);
    return { flag, bytes: await this.#read(length) };
  }

  async #read(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      if (this.#unread.length === 0) {
        const count = await this.#connection.read(this.#chunk);
        if (count === null) throw new Deno.errors.UnexpectedEof();
        this.#unread = this.#chunk.subarray(0, count);
      }
      const part = this.#unread.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#unread = this.#unread.subarray(part.length);
    }
    return bytes;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    while (bytes.length > 0) {
      bytes = bytes.subarray(await this.#connection.write(bytes));
    }
  }
}

function frame(bytes: Uint8Array, flag: number): Uint8Array {
  const { length } = bytes;
  if (length < 256) return joined([new Uint8Array([flag, length]), bytes]);
  const head = new Uint8Array(9);
  head[0] = flag | flags.long;
  new DataView(head.buffer).setBigUint64(1, BigInt(length));
  return joined([head, bytes]);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
