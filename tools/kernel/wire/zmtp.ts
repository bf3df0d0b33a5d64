/**
 * ZMTP 3.0, the protocol of ZeroMQ, with the mechanism NULL, over TCP
 * (https://rfc.zeromq.org/spec/23/). Written out here because zeromq 6.8.0, the
 * binding to libzmq, is not always woken by what arrives when Deno 2.9.6 runs
 * it; Deno's own kernel speaks the protocol in the same way.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { Outbox } from "./outbox.ts";
import { sayOnce } from "./say_once.ts";

const encoder = new TextEncoder();

/** Bits of the first byte of a frame. */
const flags = { more: 1, long: 2, command: 4 };

/** libzmq answers at once, from a thread of its own, and tries again if it is refused. */
const handshakeMilliseconds = 10_000;

/** A `READY` of libzmq takes 300 bytes at most; an application may add to it. */
const handshakeBytes = 8192;

/** What a frame takes besides its bytes, so that empty ones do not go on for ever. */
const frameBytes = 64;

/** The sockets at the two ends of a connection. */
export type SocketType = "ROUTER" | "DEALER" | "PUB" | "SUB" | "REP";

/** The other end of an open connection. */
export class Peer {
  /** The name that it gave itself, empty if none; others may have the same. */
  identity = "";
  /** How many bytes it may send as one message. */
  limit: number;
  readonly #connection: Deno.TcpConn;
  readonly #outbox: Outbox;
  readonly #chunk = new Uint8Array(65536);
  /** What of the chunk is still to be read. */
  #unread = this.#chunk.subarray(0, 0);

  private constructor(connection: Deno.TcpConn, limit: number) {
    this.#connection = connection;
    this.limit = limit;
    this.#outbox = new Outbox(connection, limit < Infinity);
  }

  /**
   * Shakes hands on a new connection, which is closed if that fails.
   *
   * @param connection The connection
   * @param type The socket of this end
   * @param limit How many bytes the peer may send as one message; of one that
   * may send any number it is also waited for until it reads
   */
  static async meet(
    connection: Deno.TcpConn,
    type: SocketType,
    limit: number,
  ): Promise<Peer> {
    const peer = new Peer(connection, limit);
    const timeout = setTimeout(() => peer.close(), handshakeMilliseconds);
    try {
      connection.setNoDelay();
      await peer.#shakeHands(type);
      return peer;
    } catch (error) {
      peer.close();
      throw error;
    } finally {
      clearTimeout(timeout);
    }
  }

  /**
   * Sends a message, behind those sent before.
   *
   * @param message What {@linkcode encodeFrames} makes
   * @returns When nothing waits any more, or the peer is gone
   */
  send(message: Uint8Array): Promise<void> {
    return this.#outbox.send(message);
  }

  /** The messages that come, until the connection ends. */
  async *messages(): AsyncGenerator<Uint8Array[]> {
    let frames: Uint8Array[] = [];
    let size = 0;
    while (true) {
      let next;
      try {
        next = await this.#readFrame(this.limit - size);
      } catch {
        return; // The connection has ended.
      }
      if (next.flag & flags.command) {
        this.#obey(next.bytes);
        continue;
      }
      frames.push(next.bytes);
      size += next.bytes.length + frameBytes;
      if (next.flag & flags.more) continue;
      yield frames;
      frames = [];
      size = 0;
    }
  }

  /** Ends the connection. */
  close(): void {
    this.#outbox.close();
  }

  async #shakeHands(type: SocketType): Promise<void> {
    const greeting = new Uint8Array(64);
    greeting.set([0xff, ...new Uint8Array(8), 0x7f, 3, 0]);
    greeting.set(encoder.encode("NULL"), 12);
    this.send(greeting);
    this.send(
      command(
        `\x05READY\x0bSocket-Type\0\0\0${
          String.fromCharCode(type.length)
        }${type}`,
      ),
    );
    const theirs = await this.#read(64);
    const isKnown = theirs[0] === 0xff && theirs[9] === 0x7f &&
      theirs[10]! >= 3 && Buffer.from(theirs).toString("latin1", 12, 17) ===
        "NULL\0";
    if (!isKnown) throw new TypeError("ZMTP 3 with NULL is wanted");
    const { flag, bytes } = await this.#readFrame(handshakeBytes);
    const text = Buffer.from(bytes).toString("latin1");
    if (!(flag & flags.command) || !text.startsWith("\x05READY")) {
      throw new TypeError("READY is wanted");
    }
    this.identity = properties(text.slice(6)).get("identity") ?? "";
  }

  /** Clients that watch their connections ask whether this end is there. */
  #obey(bytes: Uint8Array): void {
    const text = Buffer.from(bytes).toString("latin1");
    const [ping, timeToLive] = ["\x04PING", 2];
    if (!text.startsWith(ping)) return;
    const context = text.slice(ping.length + timeToLive);
    this.send(command(`\x04PONG${context}`));
  }

  async #readFrame(
    limit: number,
  ): Promise<{ flag: number; bytes: Uint8Array }> {
    const flag = (await this.#read(1))[0]!;
    const size = await this.#read(flag & flags.long ? 8 : 1);
    const length = size.reduce((sum, byte) => sum * 256 + byte, 0);
    if (length > limit) {
      this.close();
      sayOnce(
        "A peer sent more than a message of its kind may have: its connection was closed",
      );
      throw new RangeError(`At most ${limit} bytes are taken, not ${length}`);
    }
    return { flag, bytes: await this.#read(length) };
  }

  /** What was announced may never come, so there is room for what came only. */
  async #read(length: number): Promise<Uint8Array> {
    let bytes = new Uint8Array(Math.min(length, this.#chunk.length));
    for (let filled = 0; filled < length;) {
      if (this.#unread.length === 0) {
        const count = await this.#connection.read(this.#chunk);
        if (count === null) throw new Deno.errors.UnexpectedEof();
        this.#unread = this.#chunk.subarray(0, count);
      }
      const part = this.#unread.subarray(0, length - filled);
      if (filled + part.length > bytes.length) {
        const room = Math.min(length, 2 * bytes.length);
        bytes = new Uint8Array(bytes.buffer.transfer(room));
      }
      bytes.set(part, filled);
      filled += part.length;
      this.#unread = this.#unread.subarray(part.length);
    }
    return bytes;
  }
}

/** The bytes of a message of these frames. */
export function encodeFrames(frames: Uint8Array[]): Uint8Array {
  const last = frames.length - 1;
  return joined(frames.flatMap((bytes, i) => {
    return [head(bytes, i < last ? flags.more : 0), bytes];
  }));
}

function command(text: string): Uint8Array {
  const bytes = Buffer.from(text, "latin1");
  return joined([head(bytes, flags.command), bytes]);
}

/** What comes in front of the bytes of a frame. */
function head({ length }: Uint8Array, flag: number): Uint8Array {
  if (length < 256) return new Uint8Array([flag, length]);
  const bytes = new Uint8Array(9);
  bytes[0] = flag | flags.long;
  new DataView(bytes.buffer).setBigUint64(1, BigInt(length));
  return bytes;
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

/** The properties of a `READY`: one byte for the length of a name, four for that of a value. */
function properties(text: string): Map<string, string> {
  const bytes = Buffer.from(text, "latin1");
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const name = at + 1;
    const value = name + bytes[at]! + 4;
    const end = value + bytes.readUInt32BE(value - 4); // Throws beyond the end.
    if (end > bytes.length) throw new RangeError("READY is cut");
    const key = text.slice(name, value - 4).toLowerCase();
    found.set(key, text.slice(value, end));
    at = end;
  }
  return found;
}
