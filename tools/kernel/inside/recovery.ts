/**
 * Inside Deno's kernel: it goes on where code was stopped.
 *
 * @module
 */
import type { Relay } from "./settings.ts";

/** Makes the bell that a worker rings on this thread while a cell is stopped. */
export function recovery(relay: Relay): void {
  // Kept, as cells may put another in its place.
  const later = setTimeout;

  /** Waits until the timers have run that are due now. */
  relay.due = () => {
    relay.mendImmediates();
    return new Promise<void>((resolve) => later(resolve, 1));
  };

  /**
   * Mends what a stop of code has broken that ran under timers, or in front of
   * other code that had its turn: timers stand still until there is one of a
   * delay that none has, and what the line has brought may be lost. The engine
   * answers for a cell whose promise is lost; that of code which was stopped
   * behind an `await` is never settled, and so is lost once it is seen.
   */
  function recoverFromStop(): void {
    for (let delay = 1; delay < 20; delay++) later(() => {}, delay);
    relay.mendImmediates();
    relay.line.listen();
    process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
    process.getBuiltinModule("node:vm").runInNewContext("gc")();
  }

  /**
   * The worker calls this on this thread, again and again while a cell is
   * stopped. For if code is stopped that Deno 2.9.6 called for a timer or the
   * like, it stops all that it calls behind that, too: only such a call, which
   * is then stopped itself, has it go on.
   */
  const bell = new Deno.UnsafeCallback(
    { parameters: [], result: "void" },
    () => {
      try {
        if (relay.line.isToRecover()) recoverFromStop();
      } catch {
        // A cell has broken what this needs.
      }
    },
  );

  /** Where the worker finds the bell. */
  relay.bell = Deno.UnsafePointer.value(bell.pointer);

  /** For the worker: what rings the bell that is found there, for two seconds. */
  relay.ringer = (address: bigint): () => Promise<void> => {
    const bell = new Deno.UnsafeFnPointer(
      Deno.UnsafePointer.create(address)!,
      { parameters: [], result: "void", nonblocking: true },
    );
    let rings = 0;
    return async () => {
      const isRinging = rings > 0;
      rings = 100;
      if (isRinging) return;
      for (; rings > 0; rings--) {
        await bell.call();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
  };
}
