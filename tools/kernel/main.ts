/**
 * The kernel that front ends start: `deno run --allow-all main.ts connection.json`.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { hasFrontEnd } from "./front_end.ts";
import { Relay } from "./relay.ts";
import type { Connection } from "./wire.ts";
import { Peer } from "./zmtp.ts";

const file = Deno.args[0]!;
const connection: Connection = JSON.parse(await Deno.readTextFile(file));
const relay = new Relay(connection);
beat(connection);
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
  for await (
    const connection of Deno.listen({ hostname: ip, port: hb_port })
  ) {
    Peer.meet(connection, "REP").then(async (peer) => {
      for await (const frames of peer.messages()) await peer.send(frames);
    }).catch(() => connection.close());
  }
}
