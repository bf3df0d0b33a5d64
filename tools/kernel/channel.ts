/**
 * One channel of the Jupyter protocol: a socket that speaks signed messages.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { type Connection, decode, encode, type Message } from "./wire.ts";
import { Peer } from "./zmtp.ts";

/** What a subscriber says to get everything. */
const subscription = new Uint8Array([1]);

/** The peers of a socket, and the key that signs what they say. */
export class Channel {
  readonly #key: string;
  readonly #peers = new Map<string, Peer>();
  #listener?: Deno.TcpListener;
  #take: (message: Message) => void = () => {};
  #refuse: () => void = () => {};
  #heard: () => void = () => {};

  private constructor(key: string) {
    this.#key = key;
  }

  /** A channel that waits for peers at a port. */
  static serve(
    type: "ROUTER" | "PUB",
    { ip, key }: Connection,
    port: number,
  ): Channel {
    const channel = new Channel(key);
    channel.#listener = Deno.listen({ hostname: ip, port });
    channel.#accept(channel.#listener, type);
    return channel;
  }

  /** A channel to who waits at a port, or will before the signal ends the attempts. */
  static async connect(
    type: "DEALER" | "SUB",
    { ip, key }: Connection,
    port: number,
    signal: AbortSignal,
  ): Promise<Channel> {
    while (!signal.aborted) {
      try {
        const connection = await Deno.connect({ hostname: ip, port });
        const channel = new Channel(key);
        const peer = await Peer.meet(connection, type);
        if (type === "SUB") {
          await peer.send([subscription]);
          // Said again at each message: Deno's kernel sends the next one only when
          // this one is acknowledged, and TCP would take 40 ms for that alone.
          channel.#heard = () => peer.send([subscription]).catch(() => {});
        }
        channel.#serve(peer, peer.messages());
        return channel;
      } catch {
        await delay(5); // Nobody is there yet.
      }
    }
    throw signal.reason;
  }

  /** Takes every message; what the key did not sign is refused. */
  listen(
    take: (message: Message) => void,
    refuse: () => void = () => {},
  ): void {
    this.#take = take;
    this.#refuse = refuse;
  }

  /** Sends a message to its peer, or to all if it names none. */
  async send(message: Message): Promise<void> {
    const frames = encode(message, this.#key);
    for (const [identity, peer] of this.#peers) {
      if (identity !== (message.peer ?? identity)) continue;
      await peer.send(frames).catch(() => {}); // It has gone.
    }
  }

  /** Whether this peer is there. */
  has(peer: string): boolean {
    return this.#peers.has(peer);
  }

  /** Ends the channel. */
  close(): void {
    this.#listener?.close();
    for (const peer of this.#peers.values()) peer.close();
  }

  async #accept(
    listener: Deno.TcpListener,
    type: "ROUTER" | "PUB",
  ): Promise<void> {
    for await (const connection of listener) {
      Peer.meet(connection, type).then(async (peer) => {
        const messages = peer.messages();
        // Until it has subscribed it would not know what to do with a message.
        if (type === "PUB") await messages.next();
        this.#serve(peer, messages);
      }).catch(() => connection.close());
    }
  }

  async #serve(
    peer: Peer,
    messages: AsyncIterable<Uint8Array[]>,
  ): Promise<void> {
    const { identity } = peer;
    this.#peers.set(identity, peer); // In place of one that has gone.
    for await (const frames of messages) {
      this.#heard();
      const message = decode(frames, this.#key);
      if (message) this.#take({ ...message, peer: identity });
      else this.#refuse();
    }
    if (this.#peers.get(identity) === peer) this.#peers.delete(identity);
    peer.close();
  }
}
