/**
 * What the relay puts into Deno's kernel, beside the user's code.
 *
 * @module
 */

/** The global of Deno's kernel that prepared cells call. */
const name = "__denoRelay";

/** What a cell sends behind its result. */
const end = "deno-relay-end";

/** The relay writes this to standard input when it has seen that; a cell's number to stop it. */
const seenEnd = 0;

/** The code that Deno's kernel runs first of all. */
const code = `(${install})(${JSON.stringify({ name, end, seenEnd })})`;

/** What the relay has to know of it. */
export const inside = { name, end, seenEnd, code } as const;

/** Runs in Deno's kernel; nothing outside this function is known there. */
function install({ name, end, seenEnd }: Omit<typeof inside, "code">): void {
  const { inspect, noColor } = Deno;
  const { broadcast } = (Deno as unknown as {
    jupyter: { broadcast(type: string, content: unknown): Promise<void> };
  }).jupyter;
  const display = Symbol.for("Jupyter.display");
  let stopped = 0;
  let wake = () => {};
  let goOn = () => {};

  function send(type: string, content: object): Promise<void> {
    return broadcast(type, { metadata: {}, transient: {}, ...content });
  }

  // Deno's kernel keeps what is written here until a test runs, and else for ever.
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new TextDecoder();
    const writeSync = (bytes: Uint8Array) => {
      const text = decoder.decode(bytes, { stream: true });
      send("stream", { name, text });
      return bytes.length;
    };
    const write = (bytes: Uint8Array) => Promise.resolve(writeSync(bytes));
    Object.assign(Deno[name], { writeSync, write });
  }

  // A worker, as it goes on while a cell keeps this thread busy. The relay holds
  // the other end of standard input, so if that ends the relay has ended.
  const watch = `const byte = new Uint8Array(1);
    while (await Deno.stdin.read(byte)) postMessage(byte[0]);
    Deno.kill(Deno.pid, "SIGKILL");`;
  const url = `data:text/javascript,${encodeURIComponent(watch)}`;
  new Worker(url, { type: "module" }).onmessage = ({ data }) => {
    if (data === seenEnd) return goOn();
    stopped = data;
    wake();
  };

  // Behind its result Deno 2.9.6 says that a cell is done, and says so in the middle
  // of a large output that is still leaving: both are garbled. So it has to wait.
  // A Deno that goes about it in another way has the fence alone.
  const { internal } = Deno as unknown as { internal: symbol };
  const { jupyter } = (Deno as unknown as Record<symbol, Internals>)[internal]!;
  const { broadcastResult } = jupyter ?? {};
  if (jupyter && broadcastResult) {
    jupyter.broadcastResult = async (count, result) => {
      stopped = 0; // Numbers come round again.
      await broadcastResult(count, result);
      const isSeen = new Promise<void>((resolve) => goOn = resolve);
      await send("display_data", { data: { [end]: "" } });
      await isSeen;
    };
  }

  // What a cell shows last would not leave the process that it ends.
  const { exit } = Deno;
  Deno.exit = (code) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    return exit(code);
  };

  /** The value, or an error if the user stops this cell before it is there. */
  async function stoppable<T>(cell: number, value: T): Promise<Awaited<T>> {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
      if (stopped === cell) resolve(); // Told between two waits.
    });
    const result = await Promise.race([value, woken]);
    // Also if the value came at the same moment, or a loop would go on.
    if (stopped !== cell) return result as Awaited<T>;
    stopped = 0;
    const error = new Error("The cell was stopped while it waited");
    error.name = "Interrupted";
    error.stack = `${error}`;
    throw error;
  }

  /** The same for each item of a `for await`. */
  async function* stoppableItems<T>(
    cell: number,
    items: AsyncIterable<T> | Iterable<T>,
  ): AsyncGenerator<Awaited<T>> {
    const iterator = Symbol.asyncIterator in items
      ? items[Symbol.asyncIterator]()
      : items[Symbol.iterator]();
    let isOpen = false;
    try {
      while (true) {
        const { done, value } = await stoppable(cell, iterator.next());
        if (done) return;
        isOpen = true;
        yield value;
        isOpen = false;
      }
    } finally {
      if (isOpen) await iterator.return?.();
    }
  }

  /** The value, or what shows it where Deno 2.9.6 would show nothing. */
  function shown(value: unknown): unknown {
    const isLost = value === null || typeof value === "bigint" ||
      (typeof value === "number" && !Number.isFinite(value)) ||
      Object.is(value, -0);
    if (!isLost) return value;
    const text = inspect(value, { colors: !noColor });
    return { [display]: () => ({ "text/plain": text }) };
  }

  /** Sends the token the way that all outputs take, behind those under way. */
  function fence(token: string): Promise<void> {
    return send("display_data", { data: { [token]: "" } });
  }

  interface Internals {
    jupyter?: {
      broadcastResult?(count: number, result: unknown): Promise<void>;
    };
  }

  const value = { stoppable, stoppableItems, shown, fence };
  Object.defineProperty(globalThis, name, { value });
}
