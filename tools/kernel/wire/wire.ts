/**
 * The Jupyter wire protocol: frames of ZeroMQ to messages and back.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";

/** What a connection file says: where the channels are, and the key that signs. */
export interface Connection {
  /** Of these kernels always `tcp`. */
  transport: string;
  /** The address that the ports belong to. */
  ip: string;
  /** The key of the signatures; empty for none. */
  key: string;
  /** `hmac-sha256`. */
  signature_scheme: string;
  /** Requests, one at a time. */
  shell_port: number;
  /** Requests that must not wait: interrupt, shutdown. */
  control_port: number;
  /** What the kernel asks the user. */
  stdin_port: number;
  /** Outputs and states, to everyone. */
  iopub_port: number;
  /** The heartbeat. */
  hb_port: number;
}

/** The header of a message. */
export interface Header {
  /** Its own name; an answer carries it in its parent header. */
  msg_id: string;
  /** What it is, `execute_request` for one. */
  msg_type: string;
  /** Session, user name, date and version of the protocol. */
  [key: string]: unknown;
}

/** A connection of a front end. */
export interface Address {
  /** Its own name. */
  connection: string;
  /** What the front end calls itself, on all its channels; empty if it does not. */
  identity: string;
}

/** A message of the protocol. */
// deno-lint-ignore no-explicit-any -- each type of message has its own content
export interface Message<Content = any> {
  /** Who sent it, or shall get it; everyone if there is none. */
  peer?: Address | undefined;
  /** Its own header. */
  header: Header;
  /** The header of what it answers. */
  parent: Header | Record<string, never>;
  /** What front ends add. */
  metadata: Record<string, unknown>;
  /** What it says. */
  content: Content;
  /** Raw bytes that go with it. */
  buffers: Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");
/** How deep the parts of a message may be nested: far deeper than any is. */
const mostLevels = 1000;

const session = crypto.randomUUID();

/** A new message, with a header of its own. */
export function newMessage(
  type: string,
  content: unknown,
  parent: Message["parent"] = {},
  peer?: Address,
): Message {
  const header = {
    msg_id: crypto.randomUUID(),
    msg_type: type,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: "5.3",
  };
  return { peer, header, parent, metadata: {}, content, buffers: [] };
}

/**
 * A message of Deno's kernel as one of the relay's. A front end takes another
 * session for another kernel, and drops messages where two of them mix.
 */
export function asRelayMessage(
  message: Message,
  parent: Message["parent"],
  peer?: Address,
): Message {
  return { ...message, header: { ...message.header, session }, parent, peer };
}

/** The frames of a message, signed with the key. */
export function encode(message: Message, key: string): Uint8Array[] {
  const { header, parent, metadata, content, buffers } = message;
  const parts = [header, parent, metadata, content]
    .map((part) => Buffer.from(JSON.stringify(part)));
  const signature = Buffer.from(sign(parts, key));
  return [delimiter, signature, ...parts, ...buffers];
}

/** Why a message is not taken. Nothing of what it says is in the reason. */
export class Refusal extends Error {}

/**
 * The message of these frames. Its header has a `msg_id` and a `msg_type`, and
 * its parts are objects that can be sent on.
 *
 * @param frames The frames
 * @param key The key
 * @param isNew Whether a signature was not there before
 * @throws {Refusal} If the key did not sign it, or it is none
 */
export function decode(
  frames: Uint8Array[],
  key: string,
  isNew: (signature: string) => boolean = () => true,
): Message {
  const all = frames.map(({ buffer, byteOffset, length }) =>
    Buffer.from(buffer, byteOffset, length)
  );
  const start = all.findIndex((bytes) => bytes.equals(delimiter));
  const [signature, ...parts] = all.slice(start + 1, start + 6);
  if (start < 0 || parts.length < 4) {
    throw new Refusal("<IDS|MSG>, a signature and four parts are wanted");
  }
  const expected = Buffer.from(sign(parts, key));
  const isSigned = signature!.length === expected.length &&
    timingSafeEqual(signature!, expected);
  if (!isSigned) throw new Refusal("the key of this kernel did not sign it");
  if (key !== "" && !isNew(signature!.toString())) {
    throw new Refusal("it has come before");
  }
  const [header, parent, metadata, content] = [
    parsed("header", parts[0]!),
    parsed("parent header", parts[1]!),
    parsed("metadata", parts[2]!),
    parsed("content", parts[3]!),
  ];
  for (const name of ["msg_id", "msg_type"]) {
    const value = header[name];
    if (typeof value !== "string" || value === "") {
      throw new Refusal(
        `its ${name} must be a string of some length, given is ${kind(value)}`,
      );
    }
  }
  const buffers = frames.slice(start + 6);
  return {
    header: header as Header,
    parent: parent as Message["parent"],
    ...{ metadata, content, buffers },
  };
}

/** What a value is, for a message that says what was given. */
export function kind(value: unknown): string {
  if (value === "") return "an empty string";
  if (value === undefined) return "nothing";
  return Array.isArray(value)
    ? "array"
    : value === null
    ? "null"
    : typeof value;
}

function parsed(name: string, part: Buffer): Record<string, unknown> {
  let value;
  try {
    value = JSON.parse(part.toString());
  } catch {
    throw new Refusal(`its ${name} must be JSON`);
  }
  if (kind(value) !== "object") {
    throw new Refusal(`its ${name} must be an object, given is ${kind(value)}`);
  }
  if (!isShallow(value, mostLevels)) {
    throw new Refusal(`its ${name} is nested more than ${mostLevels} deep`);
  }
  return value;
}

/** `JSON.parse` takes any depth, but `JSON.stringify` would run out of stack. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 &&
    Object.values(value).every((item) => isShallow(item, levels - 1));
}

function sign(parts: Buffer[], key: string): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
