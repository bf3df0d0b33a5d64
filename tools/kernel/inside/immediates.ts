/**
 * Inside Deno's kernel: what `setImmediate` has begun goes on behind a stop.
 *
 * @module
 */
import type { Relay } from "./settings.ts";

/** Sees which immediate runs, and makes what mends their queue when it was stopped. */
export function immediates(relay: Relay): void {
  /** What Deno 2.9.6 and Node make of a call of `setImmediate`. */
  interface Immediate {
    /** `null` once it has run. */
    _onImmediate: ((...args: unknown[]) => unknown) | null;
    /** Whether its turn has come. */
    _destroyed: boolean;
    _idlePrev: Immediate | null;
    _idleNext: Immediate | null;
  }
  const { core } = (Deno as unknown as Record<symbol, {
    core: {
      immediateQueue: Record<"append" | "remove", (item: Immediate) => void>;
      queueImmediate(item: Immediate): void;
    };
  }>)[(Deno as unknown as { internal: symbol }).internal]!;
  const { immediateQueue, queueImmediate } = core;
  const { append } = immediateQueue;
  const { apply } = Reflect;
  let running: Immediate | undefined;

  immediateQueue.append = (immediate: Immediate): void => {
    const run = immediate._onImmediate!;
    immediate._onImmediate = (...args: unknown[]) => {
      running = immediate;
      return apply(run, immediate, args);
    };
    apply(append, immediateQueue, [immediate]);
  };

  /**
   * An immediate that was stopped is still where it was, but as one that has run.
   * If it was the first of its turn, Deno has lost all that follow. Else it
   * fails on it, in each turn from then on: it has to run again, as one that
   * does nothing, and to be counted again.
   */
  relay.mendImmediates = (): void => {
    if (!running?._destroyed || running._onImmediate === null) return;
    const stopped = running;
    running = undefined;
    stopped._onImmediate = () => {};
    if (stopped._idlePrev === null) {
      for (let next = stopped._idleNext; next !== null;) {
        const following: Immediate | null = next._idleNext;
        next._idlePrev = next._idleNext = null;
        apply(append, immediateQueue, [next]);
        next = following;
      }
    } else {
      stopped._destroyed = false;
      const counted = { ...stopped, _idlePrev: null, _idleNext: null };
      queueImmediate(counted);
      immediateQueue.remove(counted);
    }
  };

  /** Whether an error is what Deno says of an immediate that was stopped, which is mended then. */
  relay.isOfStoppedImmediate = (error: unknown): boolean => {
    if (!(error instanceof TypeError)) return false;
    const [first, at = ""] = `${error.stack}`.split("\n");
    const isOfStop = first!.includes("'_idleNext'") &&
      at.includes("at runImmediates (ext:core/");
    if (isOfStop) relay.mendImmediates();
    return isOfStop;
  };
}
