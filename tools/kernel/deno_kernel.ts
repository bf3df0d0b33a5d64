/**
 * Deno's own kernel, run behind the relay on ports of its own.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { Channel } from "./wire/channel.ts";
import { ControlLine } from "./control_line.ts";
import { freeConnection } from "./wire/free_connection.ts";
import { type CellFile, inside } from "./inside.ts";
import { printed } from "./printed.ts";
import { ProcessGroup } from "./process_group.ts";
import { type Connection, type Message, newMessage } from "./wire/wire.ts";

/** What the relay does with what comes out of Deno's kernel. */
export interface Listener {
  /** Takes what the kernel publishes, its states left out. */
  publish(message: Message): void;
  /** Takes text that the process wrote past Jupyter. */
  print(name: "stdout" | "stderr", text: string): void;
  /** Takes an error that nobody caught. */
  fail(content: object): void;
  /** Takes the kernel's question to the user. */
  ask(message: Message): void;
}

/** The ways that outputs take out of the kernel. */
const ways = ["iopub", "stdout", "stderr"] as const;
type Way = typeof ways[number];

/** How often a start or a fence may fail, as a port is taken or an interrupt hits it. */
const attempts = 3;

/** How long a start may take: far more than it needs, and less than front ends wait. */
const startMilliseconds = 15_000;

/** How long a token may take once nothing else comes: far more than it needs. */
const tokenMilliseconds = 3000;

/** How long the last words of a process may take after its end. */
const lastWordsMilliseconds = 200;

/** Deno's kernel as a process. What it shows goes to the listener. */
export class DenoKernel {
  /** The exit code of the process, once it has ended. */
  readonly ended: Promise<number>;
  readonly #end = new AbortController();
  /** What it says of itself: the content of its `kernel_info_reply`. */
  info: unknown;
  readonly #group: ProcessGroup;
  readonly #process: Deno.ChildProcess;
  readonly #line: ControlLine;
  /** Has a file for each cell, for the lines of its errors. */
  readonly #folder: string;
  readonly #connection: Connection;
  readonly #listener: Listener;
  #shell!: Channel;
  #control!: Channel;
  #stdin!: Channel;
  #iopub?: Channel;
  /** Who waits for an answer or a token, by the id of the request or the token. */
  readonly #waiting = new Map<string, (message?: Message) => void>();
  /** The ways on which the end of the last request has not arrived yet. */
  #open = new Set(ways);
  /** Whether something came that the kernel cannot have meant. */
  #isGarbled = false;
  /** Whether what the last cell computed has been stopped: Deno talks of that. */
  #isStopped = false;
  /** When the kernel last published something. */
  #lastNews = 0;

  /**
   * Starts the process and waits until it runs code and nothing it shows is lost.
   *
   * @param listener Takes what it shows
   * @param life Ends it
   */
  static async start(
    listener: Listener,
    life: AbortSignal,
  ): Promise<DenoKernel> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      if (life.aborted) break;
      // First, or it might be given one of the ports that are about to be free.
      const line = new ControlLine();
      const connection = freeConnection();
      const folder = await Deno.makeTempDir({ prefix: "deno-relay-" });
      // A name of its own, as the process is known by it from outside.
      const file = `${folder}/${crypto.randomUUID()}.json`;
      await Deno.writeTextFile(file, JSON.stringify(connection));
      const kernel = new DenoKernel(
        line,
        folder,
        file,
        connection,
        listener,
        life,
      );
      const ready = kernel.#connect();
      const isReady = await Promise.race([
        ready,
        delay(startMilliseconds, false),
      ]);
      if (isReady) return kernel;
      ready.catch(() => {}); // It was given up.
      kernel.kill();
    }
    throw new Error("Deno's kernel cannot be started");
  }

  private constructor(
    line: ControlLine,
    folder: string,
    file: string,
    connection: Connection,
    listener: Listener,
    life: AbortSignal,
  ) {
    this.#connection = connection;
    this.#listener = listener;
    this.#group = new ProcessGroup(Deno.execPath(), {
      args: ["jupyter", "--quiet", "--kernel", "--conn", file],
      ...{ stdin: "null", stdout: "piped", stderr: "piped" },
    }, folder);
    this.#process = this.#group.program;
    life.addEventListener("abort", () => this.kill());
    this.#folder = folder;
    this.#line = line;
    const read = Promise.all([this.#read("stdout"), this.#read("stderr")]);
    this.ended = this.#process.status.then(async ({ code }) => {
      await Promise.all([
        Promise.race([read, delay(lastWordsMilliseconds)]),
        delay(lastWordsMilliseconds / 4),
      ]);
      this.#end.abort();
      for (const id of this.#waiting.keys()) this.#arrived(id);
      this.#line.close();
      await Deno.remove(folder, { recursive: true }).catch(() => {});
      return code;
    });
  }

  /** Whether the process has ended. */
  get hasEnded(): boolean {
    return this.#end.signal.aborted;
  }

  /** Sends a request and gives its reply; `undefined` if the kernel ends before. */
  request(message: Message): Promise<Message | undefined> {
    this.#open = new Set(ways);
    if (this.hasEnded) return Promise.resolve(undefined);
    const reply = this.#arrival(message.header.msg_id);
    this.forward(message);
    return reply;
  }

  /** Sends a message that gets no reply. */
  forward(message: Message): void {
    this.#shell.send({ ...message, peer: undefined });
  }

  /** Sends what the user answered. */
  answer(message: Message): void {
    this.#stdin.send({ ...message, peer: undefined });
  }

  /**
   * Waits until all that the kernel has shown so far has arrived. Outputs leave
   * it one behind the other, some after its reply and after it says `idle`; so a
   * token is sent the same way, and what comes before it is all there is. A cell
   * without an error has sent one itself, see {@linkcode inside}.
   *
   * If a cell throws while a message of some megabytes is leaving, Deno 2.9.6
   * writes its state into the middle of that. Then the connection is made anew.
   *
   * @returns Whether nothing is missing
   */
  async fence(): Promise<boolean> {
    if (this.#open.size === 0 && !this.#isGarbled) return true;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const result = await this.#sendToken(tokenMilliseconds);
      if (result === "interrupted") continue;
      const isWhole = result === "arrived" && !this.#isGarbled;
      if (!isWhole) await this.#subscribe();
      return isWhole;
    }
    return false;
  }

  /** Ends what the cell of this number waits for. */
  stopWaiting(cell: number): void {
    this.#line.tell(cell);
  }

  /** Writes down what the lines of a cell's errors are traced by. */
  async describe(cell: number, file: CellFile): Promise<void> {
    this.#isStopped = false;
    const path = `${this.#folder}/${cell}.json`;
    // Without it errors lack their lines, and all else goes on.
    await Deno.writeTextFile(path, JSON.stringify(file)).catch(() => {});
  }

  /** Ends what a cell computes. A cell that only waits would block the kernel for ever. */
  stopComputing(): void {
    this.#isStopped = true;
    this.#control.send(newMessage("interrupt_request", {}));
  }

  /** Looks for promises that nothing can settle any more, as the code is stopped that should: they fail. */
  collectLost(): void {
    this.#line.tell(inside.collect);
  }

  /** Ends the process and what cells have started, whatever they do. */
  kill(): void {
    this.#group.kill();
  }

  /** Returns whether the kernel is ready; if not it has ended. */
  async #connect(): Promise<boolean> {
    const { shell_port, control_port, stdin_port } = this.#connection;
    try {
      [this.#shell, this.#control, this.#stdin] = await Promise.all([
        this.#channel("DEALER", shell_port),
        this.#channel("DEALER", control_port),
        this.#channel("DEALER", stdin_port),
      ]);
    } catch (error) {
      if (this.#end.signal.aborted) return false;
      throw error;
    }
    this.#shell.listen((reply) =>
      this.#arrived(`${reply.parent.msg_id}`, reply)
    );
    this.#stdin.listen((question) => this.#listener.ask(question));
    const info = await this.request(newMessage("kernel_info_request", {}));
    this.info = info?.content;
    const { port, key } = this.#line;
    const outside = { port, key, folder: this.#folder };
    await this.#execute(inside.code(outside));
    const reply = await this.#execute(`await ${inside.name}.isHearing`);
    if (reply?.content.status === "error") {
      throw new Error(
        `The relay is made for Deno 2.9.6, and this one differs: ${reply.content.evalue}`,
      );
    }
    if (!this.hasEnded) await this.#subscribe();
    return !this.hasEnded;
  }

  #channel(type: "DEALER" | "SUB", port: number): Promise<Channel> {
    return Channel.connect(type, this.#connection, port, this.#end.signal);
  }

  async #subscribe(): Promise<void> {
    this.#iopub?.close();
    this.#iopub = await this.#channel("SUB", this.#connection.iopub_port);
    this.#iopub.listen(
      (message) => this.#publish(message),
      () => this.#isGarbled = true,
    );
    this.#isGarbled = false;
    // What is published before the subscription has arrived is lost: the first
    // token that comes through shows that it has.
    while (!this.hasEnded && await this.#sendToken(50) !== "arrived");
  }

  /** What becomes of a token; it is lost when nothing at all comes for so long. */
  async #sendToken(
    patience: number,
  ): Promise<"arrived" | "interrupted" | "lost"> {
    const token = crypto.randomUUID();
    const expected = new Set(ways.map((way) => way + token));
    const arrival = Promise.all(
      [...expected].map((name) =>
        this.#arrival(name).then(() => expected.delete(name))
      ),
    );
    const code = `await ${inside.name}.fence(${JSON.stringify(token)})`;
    const reply = await this.#execute(code);
    if (reply?.content.status !== "ok") return "interrupted";
    this.#lastNews = performance.now();
    while (
      expected.size > 0 && performance.now() - this.#lastNews < patience
    ) {
      await Promise.race([arrival, delay(patience)]);
    }
    for (const name of expected) this.#waiting.delete(name);
    return expected.size > 0 ? "lost" : "arrived";
  }

  #execute(code: string): Promise<Message | undefined> {
    const options = { silent: true, store_history: false, allow_stdin: false };
    return this.request(
      newMessage("execute_request", { code, ...options }),
    );
  }

  #publish(message: Message): void {
    this.#lastNews = performance.now();
    if (message.header.msg_type === "status") return;
    const { data } = message.content;
    const [type = ""] = Object.keys(data ?? {});
    if (type === inside.uncaught) {
      this.#listener.fail(JSON.parse(data[type]));
    } else if (!this.#passed("iopub", type)) this.#listener.publish(message);
  }

  /** Whether this is a token that comes this way, not an output. */
  #passed(way: Way, token: string): boolean {
    if (token === inside.end) {
      this.#open.delete(way);
      if (this.#open.size === 0) this.#line.tell(inside.seenEnd);
      return true;
    }
    const isToken = this.#waiting.has(way + token);
    if (isToken) this.#arrived(way + token);
    return isToken;
  }

  async #read(way: "stdout" | "stderr"): Promise<void> {
    const bytes = this.#process[way];
    const { key } = this.#line;
    const pieces = printed(bytes, key, () => this.#isStopped);
    for await (const { text, token } of pieces) {
      this.#lastNews = performance.now();
      if (token !== undefined) this.#passed(way, token);
      else this.#listener.print(way, text);
    }
  }

  #arrival(id: string): Promise<Message | undefined> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #arrived(id: string, message?: Message): void {
    this.#waiting.get(id)?.(message);
    this.#waiting.delete(id);
  }
}
