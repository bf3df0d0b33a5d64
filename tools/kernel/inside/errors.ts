/**
 * Inside Deno's kernel: errors that nobody catches are shown.
 *
 * @module
 */
import type { Relay, Settings } from "./settings.ts";

/** Sends uncaught errors. */
export function errors(relay: Relay, { uncaught }: Settings): void {
  /** Sends an error as Jupyter takes it. */
  function send(reason: unknown): void {
    let content = { ename: "Error", evalue: "", traceback: [] as string[] };
    try {
      content = reason instanceof Error
        ? {
          ename: `${reason.name}`,
          evalue: `${reason.message}`,
          traceback: `Uncaught ${reason.stack ?? reason}`.split("\n"),
        }
        : {
          ename: "Error",
          evalue: `${reason}`,
          traceback: [`Uncaught ${Deno.inspect(reason)}`],
        };
    } catch {
      content.traceback = ["Uncaught, and it cannot be shown"];
    }
    relay.send("display_data", {
      data: { [uncaught]: stringify(content) },
    });
  }

  // Kept, as cells may put others in their places.
  const { preventDefault } = Event.prototype;
  const { apply } = Reflect;
  const { stringify } = JSON;
  const soon = queueMicrotask;
  let isSending = false;

  /** Takes an event before any cell's listener; what one of those prevents is not sent. */
  function take(event: Event, reason: unknown): void {
    let isHandled = false;
    apply(preventDefault, event, []); // Or Deno would end what it runs.
    event.preventDefault = () => {
      isHandled = true;
    };
    soon(() => {
      // An error while one is sent would come here for ever.
      if (isHandled || isSending) return;
      isSending = true;
      try {
        if (!relay.isOfStoppedImmediate(reason)) send(reason);
      } catch {
        // A cell has broken what this needs.
      }
      isSending = false;
    });
  }

  addEventListener(
    "error",
    (event) => take(event, event.error ?? event.message),
  );
  addEventListener(
    "unhandledrejection",
    (event) => take(event, event.reason),
  );
}
