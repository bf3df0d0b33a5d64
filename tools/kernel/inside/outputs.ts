/**
 * Inside Deno's kernel: all that a cell shows gets out, and its end behind it.
 *
 * @module
 */
import type { Relay, Settings } from "./settings.ts";

/** Sends what Deno's kernel would keep, and marks where a cell's outputs end. */
export function outputs(relay: Relay, { end, key }: Settings): void {
  const { broadcast } = (Deno as unknown as {
    jupyter: { broadcast(type: string, content: unknown): Promise<void> };
  }).jupyter;

  relay.send = async (type: string, content: object): Promise<void> => {
    try {
      await broadcast(type, { metadata: {}, transient: {}, ...content });
    } catch {
      // A cell has broken what this needs; its error would come here again.
    }
  };

  // Deno's kernel keeps what is written to its output until a test runs, and
  // else for ever: it has put pipes of its own in place of those of the process.
  // So what the process, its children and its workers write goes to the latter.
  if (Deno.build.os === "linux") {
    const libc = Deno.dlopen("libc.so.6", {
      dup2: { parameters: ["i32", "i32"], result: "i32" },
    });
    const names: string[] = [];
    const spared = new Set<string>();
    const folder = "/proc/self/fd";
    const own = [0, 1, 2].map((n) => Deno.readLinkSync(`${folder}/${n}`));
    const descriptors = Array.from(Deno.readDirSync(folder), (e) => +e.name);
    for (const descriptor of descriptors.sort((a, b) => a - b)) {
      try {
        const name = Deno.readLinkSync(`${folder}/${descriptor}`);
        if (!name.startsWith("pipe:") || own.includes(name)) continue;
        const info = Deno.readTextFileSync(`${folder}info/${descriptor}`);
        // They were made in turn: of what is printed, of errors.
        if (!names.includes(name)) names.push(name);
        if (!/^flags:\s*\d*1$/m.test(info)) continue; // It is read from.
        // The first is the one that the runner of tests marks its place by.
        if (spared.has(name)) {
          libc.symbols.dup2(1 + names.indexOf(name) % 2, descriptor);
        } else spared.add(name);
      } catch {
        // The one that lists the folder has been closed.
      }
    }
    libc.close();
  }

  const { log } = console;
  // Deno writes it where nobody sees it.
  globalThis.alert = (message) => log(`${message ?? "Alert"}`);

  const encoder = new TextEncoder();
  // On Linux by a way of their own, as a cell may close the other.
  const [printMark, errorMark] = (["stdout", "stderr"] as const)
    .map((name, i) =>
      Deno.build.os === "linux"
        ? Deno.openSync(`/proc/self/fd/${i + 1}`, { write: true })
        : Deno[name]
    )
    .map((file) => file.writeSync.bind(file));

  // A message keeps the order with what the cell prints otherwise.
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new TextDecoder();
    const writeSync = (bytes: Uint8Array) => {
      const text = decoder.decode(bytes, { stream: true });
      relay.send("stream", { name, text });
      return bytes.length;
    };
    const write = (bytes: Uint8Array) => Promise.resolve(writeSync(bytes));
    Object.assign(Deno[name], { writeSync, write });
  }

  /** Sends the token the ways that outputs take, behind those under way. */
  relay.fence = (token: string): Promise<void> => {
    const mark = encoder.encode(`\0${key}:${token}\0`);
    printMark!(mark);
    errorMark!(mark);
    return relay.send("display_data", { data: { [token]: "" } });
  };

  interface Internals {
    jupyter?: {
      broadcastResult?(count: number, result: unknown): Promise<void>;
    };
  }

  // Behind its result Deno 2.9.6 says that a cell is done, and says so in the middle
  // of a large output that is still leaving: both are garbled. So it has to wait.
  // A Deno that goes about it in another way has the fence alone.
  const { internal } = Deno as unknown as { internal: symbol };
  const { jupyter } = (Deno as unknown as Record<symbol, Internals>)[internal]!;
  const { broadcastResult } = jupyter ?? {};
  if (jupyter && broadcastResult) {
    jupyter.broadcastResult = async (count, result) => {
      await relay.displayed(broadcastResult(count, result));
      const isSeen = new Promise<void>((resolve) => relay.line.goOn = resolve);
      await relay.fence(end);
      await isSeen;
    };
  }

  // What a cell shows last would not leave the process that it ends.
  const { exit } = Deno;
  Deno.exit = (code) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    return exit(code);
  };
}
