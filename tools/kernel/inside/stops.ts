/**
 * Inside Deno's kernel: a cell that waits can be stopped.
 *
 * @module
 */
import type { Relay } from "./settings.ts";

/** Makes waits that the relay can end. */
export function stops(relay: Relay): void {
  // Kept, as cells may put others in their places.
  const asPromise = Promise.resolve.bind(Promise);
  const { apply } = Reflect;
  const asyncIterator: typeof Symbol.asyncIterator = Symbol.asyncIterator;
  const syncIterator: typeof Symbol.iterator = Symbol.iterator;
  const asObject = Object;
  const { then } = Promise.prototype;
  const { core } = (Deno as unknown as Record<symbol, {
    core?: { getPromiseDetails?(promise: Promise<unknown>): unknown[] };
  }>)[(Deno as unknown as { internal: symbol }).internal]!;

  /** Whether an await of it goes on at once; if that cannot be known, it does not. */
  function isSettled(promise: Promise<unknown>): boolean {
    return (core?.getPromiseDetails?.(promise)[0] ?? 0) !== 0;
  }

  function interruption(): Error {
    const error = new Error("The cell was stopped while it waited");
    error.name = "Interrupted";
    error.stack = `${error}`;
    return error;
  }

  /** What is to be awaited, or an error if the user stops this cell before it is there. */
  relay.stoppable = <T>(cell: number, value: T): Promise<Awaited<T>> => {
    if (relay.line.isToStop(cell)) throw interruption();
    const promise = asPromise(value);
    if (isSettled(promise)) return promise;
    return new Promise((resolve, reject) => {
      relay.line.wake = () => {
        if (relay.line.isToStop(cell)) reject(interruption());
      };
      apply(then, promise, [resolve, reject]);
    });
  };

  /** Calls a method, or says as the language does that it is none. */
  function called(method: unknown, object: unknown): unknown {
    if (typeof method === "function") return apply(method, object, []);
    throw new TypeError(`${typeof method} ${method} is not a function`);
  }

  /** The same for each item of a `for await`; `complaint` is what the engine says of what has none. */
  relay.stoppableItems = (
    cell: number,
    complaint: string,
    items: unknown,
  ): unknown => {
    // The language itself says what is wrong with these.
    if (items === null || items === undefined) return items;
    const object = items as Partial<AsyncIterable<unknown>>;
    const make = object[asyncIterator];
    const isSync = make === undefined || make === null;
    const how = isSync ? asObject(items)[syncIterator] : make;
    if (how === undefined || how === null) {
      throw new TypeError(complaint);
    }
    const iterate = () => called(how, items);
    // The language turns an iterator into an asynchronous one; so it does here.
    const open = isSync
      ? () =>
        (async function* () {
          yield* { [syncIterator]: iterate } as Iterable<unknown>;
        })()
      : iterate;
    return {
      [asyncIterator]() {
        const iterator = open() as AsyncIterator<unknown>;
        if (asObject(iterator) !== iterator) {
          const what = "Result of the Symbol.asyncIterator method";
          throw new TypeError(`${what} is not an object`);
        }
        const { next } = iterator;
        return {
          next: () => relay.stoppable(cell, called(next, iterator)),
          get return() {
            const end = iterator.return;
            if (end === undefined || end === null) return end;
            return () => relay.stoppable(cell, called(end, iterator));
          },
        };
      },
    };
  };
}
