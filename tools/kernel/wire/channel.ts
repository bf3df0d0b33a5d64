/**
 * One channel of the Jupyter protocol: a socket that speaks signed messages.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { connections } from "./connections.ts";
import { isNew } from "./replays.ts";
import { sayOnce } from "./say_once.ts";
import { subscribeToAll, Subscriptions } from "./subscriptions.ts";
import {
  type Address,
  type Connection,
  decode,
  encode,
  type Message,
  Refusal,
} from "./wire.ts";
import { encodeFrames, Peer } from "./zmtp.ts";

const encoder = new TextEncoder();

/** How many bytes a message of a front end may have. */
const limits = {
  /** To subscribe takes the length of a topic. */
  subscriber: 8192,
  /** Anyone can connect and send, so this is for the largest cell that one would run first of all. */
  stranger: 16 * 2 ** 20,
  /** Who has the key; longer text does not fit into a string. */
  known: 2 ** 29,
};

/** Who is at the other end of a connection. */
interface Member {
  peer: Peer;
  address: Address;
  /** Whether it has sent what the key signed. */
  isKnown: boolean;
  /** What it wants of what is published; on other channels everything is for who gets it. */
  subscriptions?: Subscriptions;
}

/** The peers of a socket, and the key that signs what they say. */
export class Channel {
  readonly #key: string;
  /** Whether it publishes, to who has subscribed. */
  readonly #isPublic: boolean;
  /** In the order that they came. */
  readonly #members = new Set<Member>();
  #listener?: Deno.TcpListener;
  #take: (message: Message) => void = () => {};
  #refuse: () => void = () => {};
  #heard: () => void = () => {};

  private constructor(key: string, isPublic = false) {
    this.#key = key;
    this.#isPublic = isPublic;
  }

  /** A channel that waits for peers at a port. */
  static serve(
    type: "ROUTER" | "PUB",
    { ip, key }: Connection,
    port: number,
  ): Channel {
    const channel = new Channel(key, type === "PUB");
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
        const peer = await Peer.meet(connection, type, Infinity);
        if (type === "SUB") {
          const subscription = encodeFrames([subscribeToAll]);
          peer.send(subscription);
          // Said again at each message: Deno's kernel sends the next one only when
          // this one is acknowledged, and TCP would take 40 ms for that alone.
          channel.#heard = () => peer.send(subscription);
        }
        channel.#serve(peer);
        return channel;
      } catch {
        await delay(5); // Nobody is there yet.
      }
    }
    throw signal.reason;
  }

  /** Takes every message; what the key did not sign, or is no message, is refused. */
  listen(
    take: (message: Message) => void,
    refuse: () => void = () => {},
  ): void {
    this.#take = take;
    this.#refuse = refuse;
  }

  /**
   * Sends a message to who it names, or to all if it names none. An answer goes
   * over the connection that the request came from, whoever else has the same
   * identity. If that has gone, the front end may be back on another one; but it
   * has to have shown there that it has the key, as anyone can take an identity.
   */
  send(message: Message): void {
    const { peer: to } = message;
    const members = [...this.#members];
    if (!to) return this.#sendTo(members, message);
    const found =
      members.find(({ address }) => address.connection === to.connection) ??
        members.find(({ address, isKnown }) =>
          isKnown && address.identity !== "" && address.identity === to.identity
        );
    if (found) this.#sendTo([found], message);
  }

  /**
   * Asks the front end that is named, on this channel instead of the one where it
   * was heard. Here it says nothing before it is asked, so all that is known is
   * the identity that it has on both. Anyone could connect with that later, so
   * who came first is asked. That nobody came before the front end itself cannot
   * be known, nor which of those without an identity it is: they are all asked.
   * Whoever is, only who has the key can answer.
   *
   * @returns Whether anyone is there to be asked
   */
  ask(question: Message): boolean {
    const { identity = "" } = question.peer ?? {};
    const same = [...this.#members]
      .filter(({ address }) => address.identity === identity);
    const asked = identity === "" ? same : same.slice(0, 1);
    this.#sendTo(asked, question);
    return asked.length > 0;
  }

  /** Ends the channel. */
  close(): void {
    this.#listener?.close();
    for (const { peer } of this.#members) peer.close();
  }

  #sendTo(members: Member[], message: Message): void {
    const topic = message.header.msg_type;
    const those = members.filter(({ subscriptions }) =>
      subscriptions?.has(topic) ?? true
    );
    if (those.length === 0) return;
    const frames = encode(message, this.#key);
    // In front of what is published comes its topic, by convention its type.
    if (this.#isPublic) frames.unshift(encoder.encode(topic));
    const bytes = encodeFrames(frames);
    for (const { peer } of those) peer.send(bytes);
  }

  async #accept(
    listener: Deno.TcpListener,
    type: "ROUTER" | "PUB",
  ): Promise<void> {
    const limit = type === "PUB" ? limits.subscriber : limits.stranger;
    for await (const connection of connections(listener)) {
      Peer.meet(connection, type, limit).then(
        (peer) => this.#serve(peer),
        () => {}, // It is no peer.
      );
    }
  }

  async #serve(peer: Peer): Promise<void> {
    const connection = crypto.randomUUID();
    const address = { connection, identity: peer.identity };
    const member: Member = { peer, address, isKnown: false };
    if (this.#isPublic) member.subscriptions = new Subscriptions();
    this.#members.add(member);
    for await (const frames of peer.messages()) {
      this.#heard();
      if (member.subscriptions) member.subscriptions.take(frames);
      else this.#receive(frames, member);
    }
    this.#members.delete(member);
    peer.close();
  }

  #receive(frames: Uint8Array[], member: Member): void {
    const { peer, address } = member;
    let message;
    try {
      message = decode(frames, this.#key, this.#listener && isNew);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (this.#listener) sayOnce(`A message was ignored: ${error.message}`);
      return this.#refuse();
    }
    member.isKnown = true;
    peer.limit = Math.max(peer.limit, limits.known);
    this.#take({ ...message, peer: address });
  }
}
