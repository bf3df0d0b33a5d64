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

/** A message of the protocol. */
// deno-lint-ignore no-explicit-any -- each type of message has its own content
export interface Message<Content = any> {
  /** Who sent it, or shall get it; everyone if there is none. */
  peer?: string | undefined;
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
const session = crypto.randomUUID();

/** A new message, with a header of its own. */
export function newMessage(
  type: string,
  content: unknown,
  parent: Message["parent"] = {},
  peer?: string,
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
export function asOwn(
  message: Message,
  parent: Message["parent"],
  peer?: string,
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

/** The message of these frames, or `undefined` if the key did not sign it. */
export function decode(
  frames: Uint8Array[],
  key: string,
): Message | undefined {
  const all = frames.map((bytes) => Buffer.from(bytes));
  const start = all.findIndex((bytes) => bytes.equals(delimiter));
  const [signature, ...parts] = all.slice(start + 1, start + 6);
  if (start < 0 || parts.length < 4) return undefined;
  const expected = Buffer.from(sign(parts, key));
  const isSigned = signature!.length === expected.length &&
    timingSafeEqual(signature!, expected);
  if (!isSigned) return undefined;
  const [header, parent, metadata, content] = parts
    .map((part) => JSON.parse(part.toString()));
  const buffers = frames.slice(start + 6);
  return { header, parent, metadata, content, buffers };
}

function sign(parts: Buffer[], key: string): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
