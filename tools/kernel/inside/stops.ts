/**
 * Inside Deno's kernel: a cell that waits can be stopped.
 *
 * @module
 */
import type { Relay, Settings } from "./settings.ts";

/** Makes waits that the relay can end, and ends the process when the relay has ended. */
export function stops(
  relay: Relay,
  { port, key, folder, seenEnd, collect }: Settings,
): void {
  /**
   * The cell that is to stop. In memory that a worker writes to, as a loop of
   * waits for what is there lets no message in.
   */
  const stopped = new Int32Array(new SharedArrayBuffer(4));
  const { load, store } = Atomics;
  const { kill, pid } = Deno;
  let wake = () => {};
  relay.line = { goOn() {} };

  /** Runs here and in a worker: hears what the relay says, until it has ended. */
  async function hear(
    { port, key }: { port: number; key: string },
    take: (number: number) => void,
    isThere = () => {},
  ): Promise<void> {
    const line = await Deno.connect({ hostname: "127.0.0.1", port });
    await line.write(new TextEncoder().encode(key));
    isThere();
    // Byte by byte: a cell may have put others in the places of methods.
    const byte = new Uint8Array(1);
    for (;;) {
      let number = 0;
      for (let i = 0; i < 4; i++) {
        if (await line.read(byte) === null) return;
        number = number * 256 + byte[0]!;
      }
      take(number);
    }
  }

  relay.isHearing = new Promise<void>((resolve) => {
    const take = (number: number) => {
      if (number === seenEnd) return relay.line.goOn();
      if (number === collect) return collectGarbage();
      store(stopped, 0, number);
      wake();
    };
    // A cell has broken what Deno needs for it: no cell would come to its end.
    hear({ port, key }, take, resolve).catch(() => kill(pid, "SIGKILL"));
  });

  /**
   * The engine answers for a cell whose promise is lost. That of code which was
   * stopped behind an `await` is never settled, and so is lost once it is seen.
   */
  function collectGarbage(): void {
    process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
    process.getBuiltinModule("node:vm").runInNewContext("gc")();
  }

  // A worker, as it goes on while a cell keeps this thread busy. If the line ends,
  // the relay has ended.
  const watch = `const hear = ${hear};
  onmessage = async ({ data: stopped }) => {
    const take = (number) => {
      const isCell = number !== ${seenEnd} && number !== ${collect};
      if (isCell) Atomics.store(stopped, 0, number);
    };
    try {
      await hear(${JSON.stringify({ port, key })}, take);
    } finally {
      try { Deno.removeSync(${JSON.stringify(folder)}, { recursive: true }); }
      finally { Deno.kill(Deno.pid, "SIGKILL"); }
    }
  };`;
  const url = `data:text/javascript,${encodeURIComponent(watch)}`;
  new Worker(url, { type: "module" }).postMessage(stopped);

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
    if (load(stopped, 0) === cell) throw interruption();
    const promise = asPromise(value);
    if (isSettled(promise)) return promise;
    return new Promise((resolve, reject) => {
      wake = () => {
        if (load(stopped, 0) === cell) reject(interruption());
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
