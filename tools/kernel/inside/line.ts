/**
 * Inside Deno's kernel: what the relay says is heard, whatever a cell does.
 *
 * @module
 */
import type { Relay, Settings } from "./settings.ts";

/** Hears the relay here and in a worker, and ends the process when the relay has ended. */
export function line(
  relay: Relay,
  { port, key, folder, seenEnd, recover }: Settings,
): void {
  /**
   * The cell that is to stop, and whether to recover from that. In memory that a
   * worker writes to, as a loop of waits for what is there lets no message in.
   */
  const shared = new Int32Array(new SharedArrayBuffer(8));
  // Kept, as cells may put others in their places.
  const { exchange, load, store } = Atomics;
  const { connect, kill, pid } = Deno;
  const later = setTimeout;
  relay.line = {
    goOn() {},
    wake() {},
    isToStop: (cell: number): boolean => load(shared, 0) === cell,
  };

  /** Hears what the relay says, until that is not taken any more or the relay has ended. */
  async function hear(
    open: typeof connect,
    { port, key }: { port: number; key: string },
    take: (number: number) => boolean,
    isThere = () => {},
  ): Promise<void> {
    const line = await open({ hostname: "127.0.0.1", port });
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
      if (!take(number)) return line.close();
    }
  }

  /** Waits until the timers have run that are due now. */
  relay.due = () => new Promise<void>((resolve) => later(resolve, 1));

  /** How many lines there have been, and which of them has spoken. */
  let [lines, speaking] = [0, 0];

  /** Hears the relay on a new line, which takes the place of the last once it speaks. */
  function listen(isThere?: () => void): void {
    const own = ++lines;
    const take = (number: number) => {
      if (own < speaking) return false;
      speaking = own;
      if (number === seenEnd) relay.line.goOn();
      else if (number !== recover) {
        store(shared, 0, number);
        relay.line.wake();
      }
      return true;
    };
    // A cell has broken what Deno needs for it: no cell would come to its end.
    hear(connect, { port, key }, take, isThere)
      .catch(() => own < speaking || kill(pid, "SIGKILL"));
  }

  relay.isHearing = new Promise<void>((resolve) => listen(resolve));

  /**
   * Mends what a stop of code has broken that ran under timers, or in front of
   * other code that had its turn: timers stand still until there is one of a
   * delay that none has, and what this line has brought may be lost. The engine
   * answers for a cell whose promise is lost; that of code which was stopped
   * behind an `await` is never settled, and so is lost once it is seen.
   */
  function recoverFromStop(): void {
    for (let delay = 1; delay < 20; delay++) later(() => {}, delay);
    listen();
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
        if (exchange(shared, 1, 0) === 1) recoverFromStop();
      } catch {
        // A cell has broken what this needs.
      }
    },
  );

  /** What the worker does. It goes on while a cell keeps this thread busy. */
  async function watch(
    shared: Int32Array,
    address: bigint,
    listen: (take: (number: number) => boolean) => Promise<void>,
    { seenEnd, recover, folder }: Pick<
      Settings,
      "seenEnd" | "recover" | "folder"
    >,
  ): Promise<void> {
    const bell = new Deno.UnsafeFnPointer(
      Deno.UnsafePointer.create(address)!,
      { parameters: [], result: "void", nonblocking: true },
    );
    let rings = 0;

    async function ring(): Promise<void> {
      const isRinging = rings > 0;
      rings = 100;
      if (isRinging) return;
      for (; rings > 0; rings--) {
        await bell.call();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    try {
      await listen((number) => {
        if (number === recover) Atomics.store(shared, 1, 1);
        else if (number !== seenEnd) Atomics.store(shared, 0, number);
        if (number !== seenEnd) ring();
        return true;
      });
    } finally { // The relay has ended.
      try {
        Deno.removeSync(folder, { recursive: true });
      } finally {
        Deno.kill(Deno.pid, "SIGKILL");
      }
    }
  }

  const told = JSON.stringify({ port, key, folder, seenEnd, recover });
  const code = `const [hear, watch, told] = [${hear}, ${watch}, ${told}];
  onmessage = ({ data: { shared, address } }) =>
    watch(shared, address, (take) => hear(Deno.connect, told, take), told);`;
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const address = Deno.UnsafePointer.value(bell.pointer);
  new Worker(url, { type: "module" }).postMessage({ shared, address });
}
