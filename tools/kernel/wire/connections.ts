/**
 * Who connects to a port.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { sayOnce } from "./say_once.ts";

/** How long to wait when the system has no room for another connection. */
const fullMilliseconds = 100;

let hasCome = false;

/** Whether anyone has connected to any port yet. */
export function hasAnyoneCome(): boolean {
  return hasCome;
}

/** The connections that come, until the listener is closed. */
export async function* connections(
  listener: Deno.TcpListener,
): AsyncGenerator<Deno.TcpConn> {
  while (true) {
    try {
      const connection = await listener.accept();
      hasCome = true;
      yield connection;
    } catch (error) {
      const { BadResource, Interrupted } = Deno.errors;
      if (error instanceof BadResource || error instanceof Interrupted) return;
      // The listener's own iterator would end here, and with it the kernel.
      sayOnce(`A connection could not be accepted: ${error}`);
      await delay(fullMilliseconds);
    }
  }
}
