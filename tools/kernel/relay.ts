/**
 * A Jupyter kernel that hands everything to Deno's own kernel and loses nothing
 * of what comes back.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { preparedCode } from "./cell/cell_code.ts";
import { Channel } from "./wire/channel.ts";
import { cellFile } from "./cell/cell_file.ts";
import { DenoKernel } from "./deno_kernel.ts";
import { explained, type Result } from "./cell/explained.ts";
import { inside } from "./inside.ts";
import { Outputs } from "./outputs.ts";
import {
  asOwn,
  type Connection,
  kind,
  type Message,
  newMessage,
} from "./wire/wire.ts";

/** The requests that Deno's kernel answers, besides those that the relay does. */
const answered = new Set([
  "comm_info_request",
  "comm_open", // by comm_close, as it knows no comms
  "complete_request",
  "history_request",
  "inspect_request",
  "is_complete_request",
]);

/** How long no request must come for those that were sent with a failing one to be there. */
const abortMilliseconds = 100;

/**
 * How long a cell has to end when it is stopped: one that waits, one that
 * computes. To take one that waits for one that computes costs all variables.
 */
const stopMilliseconds = { waiting: 1000, computing: 4000 };

/** How often in this time it is looked for what waits for stopped code. */
const looks = 20;

/** How often a front end is asked that has not connected for that yet, and how long between. */
const [askAttempts, askMilliseconds] = [10, 100];

/** What is said in a cell that did not come through as a whole. */
const missing = "Something that this cell showed is missing: " +
  "Deno's kernel garbled it, as it can do with megabytes before an error.\n";

/** Serves the channels of a connection until it is told to stop or Deno's kernel ends. */
export class Relay {
  /** The exit code, once it is over. */
  readonly ended: Promise<number>;
  #end!: (code: number) => void;
  readonly #shell: Channel;
  readonly #control: Channel;
  readonly #stdin: Channel;
  readonly #iopub: Channel;
  #kernel: Promise<DenoKernel>;
  /** Ends the process of Deno's kernel, whether it is ready or not. */
  readonly #life = new AbortController();
  /** What is planned when Deno's kernel ends; its end is an accident otherwise. */
  #planned?: "start again" | "end" | undefined;
  /** Shell requests that wait for their turn. */
  readonly #queue: Message[] = [];
  #isServing = false;
  /** Cells that shall not run, as one before them failed. */
  readonly #aborted = new Set<Message>();
  readonly #outputs: Outputs;
  /** The number of the last cell, by which it is stopped. */
  #number = 0;
  /** The execution count of the last cell that has one. */
  #count = 0;
  /** Deno's answer to the cell that runs. */
  #reply?: Promise<unknown> | undefined;
  /** The run of a cell, until all that it shows has been sent on. */
  #run?: Promise<unknown> | undefined;
  #isAsking = false;
  #isStopping = false;
  /** Whether what the running cell computes has been stopped. */
  #isTerminated = false;

  /** Serves the channels of a connection and starts Deno's kernel. */
  constructor(connection: Connection) {
    const { shell_port, control_port, stdin_port, iopub_port } = connection;
    this.#shell = Channel.serve("ROUTER", connection, shell_port);
    this.#control = Channel.serve("ROUTER", connection, control_port);
    this.#stdin = Channel.serve("ROUTER", connection, stdin_port);
    this.#iopub = Channel.serve("PUB", connection, iopub_port);
    this.#outputs = new Outputs(this.#iopub);
    this.ended = new Promise((resolve) => this.#end = resolve);
    this.#kernel = this.#startKernel();
    this.#control.listen((request) => this.#serveControl(request));
    this.#stdin.listen((answer) => this.#answer(answer));
    this.#shell.listen((request) => {
      this.#queue.push(request);
      this.#serveQueue();
    });
  }

  /** Ends Deno's kernel and with it the relay. */
  stop(): void {
    this.#planned = "end";
    this.#kernel.catch(() => {}); // It may have been on its way to start.
    this.#life.abort();
    this.#end(0);
  }

  /** Stops the running cell: what it waits for, or what it computes, or else with Deno's kernel. */
  async interrupt(): Promise<void> {
    const run = this.#run;
    if (!run || this.#isStopping) return;
    this.#isStopping = true;
    const kernel = await this.#kernel;
    const endsWithin = (end: Promise<unknown>, milliseconds: number) =>
      Promise.race([end.then(() => true), delay(milliseconds, false)]);
    kernel.stopWaiting(this.#number);
    if (!await endsWithin(run, stopMilliseconds.waiting)) {
      this.#isTerminated = true;
      kernel.stopComputing();
      this.#answer(newMessage("input_reply", { value: null }));
      // Its reply is enough: what it has shown may still be on its way for long.
      const reply = this.#reply ?? run;
      for (let look = 1;; look++) {
        const patience = stopMilliseconds.computing / looks;
        if (await endsWithin(reply, patience)) break;
        if (look < looks) kernel.collectLost();
        else {
          this.#planned = "start again";
          kernel.kill();
          break;
        }
      }
    }
    await run;
    this.#isStopping = this.#isTerminated = false;
  }

  async #startKernel(): Promise<DenoKernel> {
    const kernel = await DenoKernel.start({
      publish: (message) => this.#outputs.publish(message),
      print: (name, text) => this.#outputs.print(name, text),
      fail: (content) => this.#outputs.fail(content),
      ask: (question) => this.#ask(question),
    }, this.#life.signal);
    kernel.ended.then(async (code) => {
      if (this.#planned) return;
      await this.#run;
      this.#end(code);
    });
    return kernel;
  }

  async #serveControl(request: Message): Promise<void> {
    const { header, content } = request;
    this.#say("status", { execution_state: "busy" }, header);
    if (header.msg_type === "kernel_info_request") {
      reply(this.#control, request, (await this.#kernel).info);
    } else if (header.msg_type === "interrupt_request") {
      this.interrupt();
      reply(this.#control, request, { status: "ok" });
    } else if (header.msg_type === "shutdown_request") {
      reply(this.#control, request, { ...content, status: "ok" });
      this.stop();
    }
    this.#say("status", { execution_state: "idle" }, header);
  }

  async #serveQueue(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    for (let request; (request = this.#queue.shift());) {
      this.#say("status", { execution_state: "busy" }, request.header);
      await this.#serve(request);
      this.#say("status", { execution_state: "idle" }, request.header);
    }
    this.#isServing = false;
  }

  async #serve(request: Message): Promise<void> {
    const { header, peer } = request;
    const kernel = await this.#kernel;
    if (header.msg_type === "execute_request") {
      reply(this.#shell, request, await this.#execute(request));
    } else if (header.msg_type === "kernel_info_request") {
      reply(this.#shell, request, kernel.info);
    } else if (answered.has(header.msg_type)) {
      // Deno's kernel would not answer.
      if (!hasCode(request)) {
        return reply(this.#shell, request, noCode(request));
      }
      const answer = await kernel.request(request);
      if (answer) this.#shell.send(asOwn(answer, header, peer));
    } else {
      kernel.forward(request);
    }
  }

  async #execute(request: Message): Promise<Result> {
    if (this.#aborted.delete(request)) return { status: "aborted" };
    this.#outputs.begin(request);
    const run = hasCode(request)
      ? this.#runCell(request)
      : Promise.resolve(this.#refuseCell(request));
    this.#run = run;
    const result = await run;
    this.#run = this.#reply = undefined;
    if (result.status === "error" && request.content.stop_on_error !== false) {
      let arrived = -1;
      while (arrived !== this.#queue.length) {
        arrived = this.#queue.length;
        await delay(abortMilliseconds);
      }
      for (const waiting of this.#queue) {
        const { msg_type } = waiting.header;
        if (msg_type === "execute_request") this.#aborted.add(waiting);
      }
    }
    return result;
  }

  /** Runs a cell; its result comes when all that it shows has been sent on. */
  async #runCell(request: Message): Promise<Result> {
    const kernel = await this.#kernel;
    const number = ++this.#number;
    const { silent, store_history, code = "" } = request.content;
    const isCounted = !silent && store_history !== false;
    const count = this.#count + (isCounted ? 1 : 0);
    const label = isCounted ? `cell ${count}` : "a cell without a count";
    const prepared = preparedCode(code, number);
    await kernel.describe(number, cellFile(label, prepared));
    const named = `${prepared.code}\n//# sourceURL=${
      inside.sourceName(number)
    }`;
    const content = { ...request.content, code: named };
    const reply = kernel.request({ ...request, content });
    this.#reply = reply;
    const answer = await reply;
    this.#count = answer ? count : 0; // It begins anew with Deno's kernel.
    const isComplete = answer && await kernel.fence();
    let result = answer?.content as Result;
    if (kernel.hasEnded) {
      result = await this.#afterEnd(kernel);
    } else if (!isComplete) {
      this.#outputs.print("stderr", missing);
    }
    if (this.#isTerminated && !kernel.hasEnded) {
      // It leaves no error of its own, or none that says so, or none at all.
      result = failure("Interrupted", "The cell was stopped while it computed");
      this.#outputs.replaceErrors(result);
    } else if (
      result.status === "error" && !this.#isStopping && !kernel.hasEnded
    ) {
      const told = await explained(result, code, label);
      if (told !== result) this.#outputs.replaceErrors(told);
      result = told;
    }
    const isTold = this.#outputs.end();
    // To Deno a cell whose value cannot be shown has done well.
    if (isTold && result.status === "ok" && this.#isStopping) {
      result = failure("Interrupted", "The cell was stopped while it waited");
    }
    if (result.status === "error" && !isTold) {
      const { ename, evalue, traceback } = result;
      this.#outputs.fail({ ename, evalue, traceback });
    }
    return { execution_count: count, ...result };
  }

  #refuseCell(request: Message): Result {
    const result = noCode(request);
    const { status: _, ...error } = result;
    this.#outputs.fail(error);
    this.#outputs.end();
    return result;
  }

  async #afterEnd(kernel: DenoKernel): Promise<Result> {
    if (this.#planned === "end") return { status: "aborted" };
    if (this.#planned === "start again") {
      this.#kernel = this.#startKernel();
      await this.#kernel;
      this.#planned = undefined;
      return failure(
        "KernelRestarted",
        "The cell could not be stopped, so Deno's kernel was started again: all variables are gone",
      );
    }
    return failure(
      "KernelEnded",
      `Deno's kernel ended with exit code ${await kernel.ended}`,
    );
  }

  async #ask(question: Message): Promise<void> {
    const { header, peer } = this.#outputs.cell!;
    this.#isAsking = true;
    this.#outputs.flush();
    const asked = asOwn(question, header, peer);
    for (let attempt = 1; !this.#stdin.ask(asked); attempt++) {
      // Nobody is there, or not yet: a front end connects its channels one by one.
      if (attempt > askAttempts) {
        return this.#answer(newMessage("input_reply", { value: null }));
      }
      await delay(askMilliseconds);
      if (!this.#isAsking) return;
    }
  }

  async #answer(answer: Message): Promise<void> {
    if (!this.#isAsking || answer.header.msg_type !== "input_reply") return;
    this.#isAsking = false;
    (await this.#kernel).answer(answer);
  }

  #say(type: string, content: unknown, parent: Message["parent"] = {}): void {
    this.#iopub.send(newMessage(type, content, parent));
  }
}

/** Whether the code of a request is text, or there is none. */
function hasCode({ content: { code = "" } }: Message): boolean {
  return typeof code === "string";
}

function noCode({ content: { code } }: Message): Result {
  return failure(
    "TypeError",
    `The code must be a string, given is ${kind(code)}`,
  );
}

function failure(ename: string, evalue: string): Result {
  return { status: "error", ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

function reply(channel: Channel, request: Message, content: unknown): void {
  const { header, peer } = request;
  const type = header.msg_type.replace("_request", "_reply");
  channel.send(newMessage(type, content, header, peer));
}
