/**
 * The process of Deno's own kernel.
 *
 * @module
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ControlLine } from "./control_line.ts";
import { ProcessGroup } from "./process_group.ts";
import { Watchdog } from "./watchdog.ts";
import { freeConnection } from "./wire/free_connection.ts";
import type { Connection } from "./wire/wire.ts";

/** How long the last words of a process may take after its end. */
const lastWordsMilliseconds = 200;

/** Deno's kernel on ports of its own, with a line to it and a folder for it. */
export class KernelProcess {
  /** Where its channels are. */
  readonly connection: Connection;
  /** Tells it what must not wait. */
  readonly line: ControlLine;
  /** Has a file for each cell, for the lines of its errors. */
  readonly folder: string;
  readonly #group: ProcessGroup;

  /**
   * Starts it.
   *
   * @param life Ends it
   */
  static async start(life: AbortSignal): Promise<KernelProcess> {
    // First, or it might be given one of the ports that are about to be free.
    const line = new ControlLine();
    const connection = freeConnection();
    // A name of its own, as the process is known by it from outside.
    const folder = join(tmpdir(), `deno-relay-${crypto.randomUUID()}`);
    const watchdog = new Watchdog("KILL", folder); // Before there is one to be left.
    await Deno.mkdir(folder, { mode: 0o700 });
    const file = join(folder, "connection.json");
    await Deno.writeTextFile(file, JSON.stringify(connection));
    const group = new ProcessGroup(Deno.execPath(), {
      args: ["jupyter", "--quiet", "--kernel", "--conn", file],
      env: { DENO_V8_FLAGS: v8Flags() },
      ...{ stdin: "null", stdout: "piped", stderr: "piped" },
    }, watchdog);
    const process = new KernelProcess(connection, line, folder, group);
    life.addEventListener("abort", () => process.kill());
    return process;
  }

  private constructor(
    connection: Connection,
    line: ControlLine,
    folder: string,
    group: ProcessGroup,
  ) {
    this.connection = connection;
    this.line = line;
    this.folder = folder;
    this.#group = group;
  }

  /** What it prints. */
  printed(way: "stdout" | "stderr"): ReadableStream<Uint8Array<ArrayBuffer>> {
    return this.#group.program[way];
  }

  /** How many milliseconds its threads have waited for a processor so far; 0 where that is not Linux. */
  async processorWait(): Promise<number> {
    const threads = `/proc/${this.#group.program.pid}/task`;
    let nanoseconds = 0;
    try {
      for await (const { name } of Deno.readDir(threads)) {
        const told = await Deno.readTextFile(`${threads}/${name}/schedstat`);
        nanoseconds += Number(told.split(" ")[1]); // Behind how long it ran.
      }
    } catch {
      // Nothing is told here, or a thread has ended.
    }
    return nanoseconds / 1e6;
  }

  /**
   * Its exit code, once it has ended and its last words are read.
   *
   * @param read When all that it printed is read
   */
  async end(read: Promise<unknown>): Promise<number> {
    const { code } = await this.#group.program.status;
    await Promise.all([
      Promise.race([read, delay(lastWordsMilliseconds)]),
      delay(lastWordsMilliseconds / 4),
    ]);
    return code;
  }

  /** Removes what it leaves behind. */
  async clear(): Promise<void> {
    this.line.close();
    await Deno.remove(this.folder, { recursive: true }).catch(() => {});
  }

  /** Ends the process and what cells have started, whatever they do. */
  kill(): void {
    this.#group.kill();
    try {
      Deno.removeSync(this.folder, { recursive: true }); // The relay may end now.
    } catch {
      // It has gone already.
    }
  }
}

/**
 * The user's flags for the engine, and one without which some loops cannot be
 * stopped, `for (;;) new Array(1000).fill(1)` say: where V8 15.0 unrolls a loop it
 * may leave out what looks whether to stop.
 */
function v8Flags(): string {
  const users = Deno.env.get("DENO_V8_FLAGS");
  return [...(users ? [users] : []), "--no-turboshaft-loop-unrolling"].join();
}
