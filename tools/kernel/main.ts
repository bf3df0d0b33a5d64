/**
 * The kernel that front ends start: `deno run --allow-all main.ts connection.json`.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { connections } from "./wire/connections.ts";
import { hasFrontEnd } from "./front_end.ts";
import { Relay } from "./relay.ts";
import type { Connection } from "./wire/wire.ts";
import { encodeFrames, Peer } from "./wire/zmtp.ts";

/** How many bytes a heartbeat may have; front ends send four. */
const beatBytes = 8192;

const file = Deno.args[0]!;
const connection: Connection = JSON.parse(await Deno.readTextFile(file));
beat(connection);
const relay = new Relay(connection);
Deno.addSignalListener("SIGINT", () => relay.interrupt());
if (Deno.build.os !== "windows") {
  Deno.addSignalListener("SIGTERM", () => relay.stop());
}

// A front end that dies says nothing, and leaves the file.
const look = () => {
  if (hasFrontEnd()) return;
  relay.stop();
  Deno.remove(file).catch(() => {});
};
look();
setInterval(look, 1000);

const code = await relay.ended;
await delay(200); // For the last messages to leave.
Deno.exit(code);

/** The heartbeat: everything comes back, as long as this process lives. */
async function beat({ ip, hb_port }: Connection): Promise<void> {
  const listener = Deno.listen({ hostname: ip, port: hb_port });
  for await (const connection of connections(listener)) {
    echo(connection).catch(() => {}); // It is no peer.
  }
}

async function echo(connection: Deno.TcpConn): Promise<void> {
  const peer = await Peer.meet(connection, "REP", beatBytes);
  // One at a time, so that nothing piles up for a peer that does not read.
  for await (const frames of peer.messages()) {
    await peer.send(encodeFrames(frames));
  }
  peer.close();
}
