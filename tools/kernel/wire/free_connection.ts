/**
 * Places for the channels of a kernel that the relay starts.
 *
 * @module
 */
import type { Connection } from "./wire.ts";

const ip = "127.0.0.1";

/** A connection of this machine with itself, on ports that are free now, and with a new key. */
export function freeConnection(): Connection {
  const listeners = Array.from({ length: 5 }, freeListener);
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

/**
 * Listens on a free port below those that systems give to who asks for any: front
 * ends take such for a kernel that is yet to start, and would find them taken.
 */
export function freeListener(): Deno.TcpListener {
  for (let attempt = 1;; attempt++) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    try {
      return Deno.listen({ hostname: ip, port });
    } catch (error) {
      if (attempt === 100) throw error;
    }
  }
}
