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
  relay.line = {
    goOn() {},
    wake() {},
    isToStop: (cell: number): boolean => load(shared, 0) === cell,
    isToRecover: (): boolean => exchange(shared, 1, 0) === 1,
    listen,
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

  /** What the worker does. It goes on while a cell keeps this thread busy. */
  async function watch(
    shared: Int32Array,
    ring: () => void,
    listen: (take: (number: number) => boolean) => Promise<void>,
    { seenEnd, recover, folder }: Pick<
      Settings,
      "seenEnd" | "recover" | "folder"
    >,
  ): Promise<void> {
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
  const parts = `[${hear}, ${watch}, ${relay.ringer}, ${told}]`;
  const code = `const [hear, watch, ringer, told] = ${parts};
  onmessage = ({ data: { shared, bell } }) => {
    const listen = (take) => hear(Deno.connect, told, take);
    watch(shared, ringer(bell), listen, told);
  };`;
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  new Worker(url, { type: "module" }).postMessage({ shared, bell: relay.bell });
}
