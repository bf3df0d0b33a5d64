/**
 * Places for the channels of a kernel that the relay starts.
 *
 * @module
 */
import type { Connection } from "./wire.ts";

/** A connection of this machine with itself, on ports that are free now, and with a new key. */
export function freeConnection(): Connection {
  const ip = "127.0.0.1";
  const listeners = Array.from(
    { length: 5 },
    () => Deno.listen({ hostname: ip, port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
  return {
    ...{ transport: "tcp", ip },
    ...{ key: crypto.randomUUID(), signature_scheme: "hmac-sha256" },
    shell_port: ports[0]!,
    control_port: ports[1]!,
    stdin_port: ports[2]!,
    iopub_port: ports[3]!,
    hb_port: ports[4]!,
  };
}
