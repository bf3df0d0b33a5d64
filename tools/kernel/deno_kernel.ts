/**
 * Deno's own kernel, run behind the relay.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { Arrivals } from "./arrivals.ts";
import { Fence } from "./fence.ts";
import { inside } from "./inside.ts";
import type { CellFile } from "./inside/settings.ts";
import { KernelProcess } from "./kernel_process.ts";
import { printed } from "./printed.ts";
import { Channel } from "./wire/channel.ts";
import { type Message, newMessage } from "./wire/wire.ts";

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

/** How often a start or a fence may fail, as a port is taken or an interrupt hits it. */
const attempts = 3;

/** How long a start may take: far more than it needs, and less than front ends wait. */
const startMilliseconds = 15_000;

/** How long a token may take once nothing else comes: far more than it needs. */
const tokenMilliseconds = 3000;

/** Deno's kernel. What it shows goes to the listener. */
export class DenoKernel {
  /** The exit code of the process, once it has ended. */
  readonly ended: Promise<number>;
  readonly #end = new AbortController();
  /** What it says of itself: the content of its `kernel_info_reply`. */
  info: unknown;
  readonly #process: KernelProcess;
  readonly #listener: Listener;
  #shell!: Channel;
  #control!: Channel;
  #stdin!: Channel;
  #iopub?: Channel;
  /** Who waits for an answer or a token, by the id of the request or the token. */
  readonly #arrivals = new Arrivals();
  readonly #fence = new Fence(
    this.#arrivals,
    (code) => this.#execute(code),
    () => this.#process.line.tell(inside.seenEnd),
  );
  /** Whether something came that the kernel cannot have meant. */
  #isGarbled = false;
  /** Whether Deno may talk to itself: as what the last cell computed was stopped, or a name completed. */
  #isTalking = false;

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
      const kernel = new DenoKernel(await KernelProcess.start(life), listener);
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

  private constructor(process: KernelProcess, listener: Listener) {
    this.#process = process;
    this.#listener = listener;
    const read = Promise.all([this.#read("stdout"), this.#read("stderr")]);
    this.ended = process.end(read).then(async (code) => {
      this.#end.abort();
      this.#arrivals.end();
      await process.clear();
      return code;
    });
  }

  /** Whether the process has ended. */
  get hasEnded(): boolean {
    return this.#end.signal.aborted;
  }

  /** Sends a request and gives its reply; `undefined` if the kernel ends before. */
  request(message: Message): Promise<Message | undefined> {
    this.#fence.open();
    if (this.hasEnded) return Promise.resolve(undefined);
    const reply = this.#arrivals.of(message.header.msg_id);
    this.forward(message);
    return reply;
  }

  /** The same for a request to complete a name, of which nothing is to be seen in a cell. */
  async complete(message: Message): Promise<Message | undefined> {
    this.#isTalking = true;
    const reply = await this.request(message);
    await this.fence();
    return reply;
  }

  /**
   * Sends a message that gets no reply. What a front end adds to the header stays
   * here: it would come back in the parent header of each message of the kernel.
   */
  forward(message: Message): void {
    const { msg_id, msg_type, session, username, date, version } =
      message.header;
    const header = { msg_id, msg_type, session, username, date, version };
    this.#shell.send({ ...message, header, peer: undefined });
  }

  /** Sends what the user answered. */
  answer(message: Message): void {
    this.#stdin.send({ ...message, peer: undefined });
  }

  /**
   * Waits until all that the kernel has shown so far has arrived.
   *
   * If a cell throws while a message of some megabytes is leaving, Deno 2.9.6
   * writes its state into the middle of that. Then the connection is made anew.
   *
   * @returns Whether nothing is missing
   */
  async fence(): Promise<boolean> {
    if (this.#fence.isClosed && !this.#isGarbled) return true;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const result = await this.#fence.sendToken(tokenMilliseconds);
      if (result === "interrupted") continue;
      const isWhole = result === "arrived" && !this.#isGarbled;
      if (!isWhole) await this.#subscribe();
      return isWhole;
    }
    return false;
  }

  /** Ends what the cell of this number waits for. */
  stopWaiting(cell: number): void {
    this.#process.line.tell(cell);
  }

  /** Writes down what the lines of a cell's errors are traced by. */
  async describe(cell: number, file: CellFile): Promise<void> {
    this.#isTalking = false;
    const path = `${this.#process.folder}/${cell}.json`;
    // Without it errors lack their lines, and all else goes on.
    await Deno.writeTextFile(path, JSON.stringify(file)).catch(() => {});
  }

  /**
   * Ends what a cell computes. Where that is stopped which was to say what the
   * cell gives, Deno 2.9.6 forgets to answer, and answers what it is asked next.
   *
   * @returns When the kernel runs code again, and the cell has its answer
   */
  async stopComputing({ header }: Message): Promise<void> {
    this.#isTalking = true;
    this.#control.send(newMessage("interrupt_request", {}));
    this.recover();
    await this.runsCode();
    this.#arrivals.arrived(header.msg_id, newMessage("execute_reply", {}));
  }

  /** Waits until the kernel runs code, and has run the timers that are due. */
  async runsCode(): Promise<void> {
    await this.#execute(`await ${inside.name}.due()`);
  }

  /** Has the kernel go on where code was stopped; promises that nothing can settle any more fail. */
  recover(): void {
    this.#process.line.tell(inside.recover);
  }

  /** How many milliseconds it has waited for a processor so far. */
  processorWait(): Promise<number> {
    return this.#process.processorWait();
  }

  /** Ends the process and what cells have started, whatever they do. */
  kill(): void {
    this.#process.kill();
  }

  /** Returns whether the kernel is ready; if not it has ended. */
  async #connect(): Promise<boolean> {
    const { line, folder, connection } = this.#process;
    const { shell_port, control_port, stdin_port } = connection;
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
      this.#arrivals.arrived(`${reply.parent.msg_id}`, reply)
    );
    this.#stdin.listen((question) => this.#listener.ask(question));
    const info = await this.request(newMessage("kernel_info_request", {}));
    this.info = info?.content;
    const { port, key } = line;
    await this.#execute(inside.code({ port, key, folder }));
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
    const { connection } = this.#process;
    return Channel.connect(type, connection, port, this.#end.signal);
  }

  async #subscribe(): Promise<void> {
    this.#iopub?.close();
    const { iopub_port } = this.#process.connection;
    this.#iopub = await this.#channel("SUB", iopub_port);
    this.#iopub.listen(
      (message) => this.#publish(message),
      () => this.#isGarbled = true,
    );
    this.#isGarbled = false;
    // What is published before the subscription has arrived is lost: the first
    // token that comes through shows that it has.
    while (!this.hasEnded && await this.#fence.sendToken(50) !== "arrived");
  }

  #execute(code: string): Promise<Message | undefined> {
    const options = { silent: true, store_history: false, allow_stdin: false };
    return this.request(
      newMessage("execute_request", { code, ...options }),
    );
  }

  #publish(message: Message): void {
    this.#fence.heard();
    if (message.header.msg_type === "status") return;
    const { data } = message.content;
    const [type = ""] = Object.keys(data ?? {});
    if (type === inside.uncaught) {
      this.#listener.fail(JSON.parse(data[type]));
    } else if (!this.#fence.takes("iopub", type)) {
      this.#listener.publish(message);
    }
  }

  async #read(way: "stdout" | "stderr"): Promise<void> {
    const bytes = this.#process.printed(way);
    const { key } = this.#process.line;
    const pieces = printed(bytes, key, () => this.#isTalking);
    for await (const { text, token } of pieces) {
      this.#fence.heard();
      if (token !== undefined) this.#fence.takes(way, token);
      else this.#listener.print(way, text);
    }
  }
}
