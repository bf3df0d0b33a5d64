/**
 * A Jupyter kernel that hands everything to Deno's own kernel and loses nothing
 * of what comes back.
 *
 * @module
 */
import { CellRun } from "./cell_run.ts";
import type { DenoKernel } from "./deno_kernel.ts";
import { Help } from "./help/help.ts";
import { runtimeCompletion } from "./help/runtime_completion.ts";
import { KernelLife } from "./kernel_life.ts";
import { LoadedModules } from "./modules/loaded_modules.ts";
import { Outputs } from "./outputs.ts";
import { Questions } from "./questions.ts";
import { RequestQueue } from "./request_queue.ts";
import { failure, type Result } from "./result.ts";
import { Channel } from "./wire/channel.ts";
import {
  asRelayMessage,
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

/** Those that do not wait for a cell, if there is an answer without Deno's kernel. */
const helped = new Set(["complete_request", "inspect_request"]);

/** Serves the channels of a connection until it is told to stop or Deno's kernel ends. */
export class Relay {
  /** The exit code, once it is over. */
  readonly ended: Promise<number>;
  readonly #shell: Channel;
  readonly #control: Channel;
  readonly #iopub: Channel;
  readonly #outputs: Outputs;
  readonly #questions: Questions;
  readonly #life: KernelLife;
  readonly #help = new Help();
  #modules = new LoadedModules();
  readonly #queue = new RequestQueue((request) =>
    this.#busyWith(request, () => this.#serveShell(request))
  );
  /** The cell that runs. */
  #run?: CellRun | undefined;
  /** The number of the last cell, by which it is stopped. */
  #number = 0;
  /** The execution count of the last cell that has one. */
  #count = 0;

  /** Serves the channels of a connection and starts Deno's kernel. */
  constructor(connection: Connection) {
    const { shell_port, control_port, stdin_port, iopub_port } = connection;
    this.#shell = Channel.serve("ROUTER", connection, shell_port);
    this.#control = Channel.serve("ROUTER", connection, control_port);
    const stdin = Channel.serve("ROUTER", connection, stdin_port);
    this.#iopub = Channel.serve("PUB", connection, iopub_port);
    this.#outputs = new Outputs(this.#iopub);
    this.#questions = new Questions(
      stdin,
      async (answer) => (await this.#life.kernel).answer(answer),
    );
    this.#life = new KernelLife({
      publish: (message) => this.#outputs.publish(message),
      print: (name, text) => this.#outputs.print(name, text),
      fail: (content) => this.#outputs.fail(content),
      ask: (question) => this.#ask(question),
    }, async () => await this.#run?.result);
    this.ended = this.#life.ended;
    this.#control.listen((request) =>
      this.#busyWith(request, () => this.#serveControl(request))
    );
    this.#shell.listen((request) => this.#take(request));
    this.ended.then(() => this.#help.end());
  }

  /** Ends Deno's kernel and with it the relay. */
  stop(): void {
    this.#life.stop();
  }

  /** Stops the running cell. */
  interrupt(): void {
    this.#run?.stop();
  }

  /** Says that the kernel is busy for as long as it serves a request. */
  async #busyWith(
    request: Message,
    serve: () => Promise<void> | void,
  ): Promise<void> {
    this.#sayState("busy", request);
    await serve();
    this.#sayState("idle", request);
  }

  #sayState(execution_state: string, { header }: Message): void {
    this.#iopub.send(newMessage("status", { execution_state }, header));
  }

  async #serveControl(request: Message): Promise<void> {
    const { header, content } = request;
    if (header.msg_type === "kernel_info_request") {
      reply(this.#control, request, (await this.#life.kernel).info);
    } else if (header.msg_type === "interrupt_request") {
      this.interrupt();
      reply(this.#control, request, { status: "ok" });
    } else if (header.msg_type === "shutdown_request") {
      reply(this.#control, request, { ...content, status: "ok" });
      this.stop();
    }
  }

  async #take(request: Message): Promise<void> {
    const help = helped.has(request.header.msg_type)
      ? await this.#help.answer(request)
      : undefined;
    if (!help) return await this.#queue.take(request);
    await this.#busyWith(request, () => reply(this.#shell, request, help));
    // A front end shows the state that it hears last.
    const cell = this.#run && this.#outputs.cell;
    if (cell) this.#sayState("busy", cell);
  }

  async #serveShell(request: Message): Promise<void> {
    const { header, peer } = request;
    const kernel = await this.#life.kernel;
    if (header.msg_type === "execute_request") {
      reply(this.#shell, request, await this.#execute(request, kernel));
    } else if (header.msg_type === "kernel_info_request") {
      reply(this.#shell, request, kernel.info);
    } else if (answered.has(header.msg_type)) {
      // Deno's kernel would not answer.
      if (!hasCode(request)) {
        return reply(this.#shell, request, noCode(request));
      }
      if (header.msg_type === "complete_request") {
        const completion = await runtimeCompletion(request, kernel);
        return reply(this.#shell, request, completion);
      }
      const answer = await kernel.request(request);
      if (answer) this.#shell.send(asRelayMessage(answer, header, peer));
    } else {
      kernel.forward(request);
    }
  }

  async #execute(
    request: Message,
    kernel: DenoKernel,
  ): Promise<Result> {
    if (this.#queue.isAborted(request)) return { status: "aborted" };
    this.#outputs.begin(request);
    const result = hasCode(request)
      ? await this.#runCell(request, kernel)
      : this.#refuseCell(request);
    if (result.status === "error" && request.content.stop_on_error !== false) {
      await this.#queue.abortCells();
    }
    return result;
  }

  async #runCell(request: Message, kernel: DenoKernel): Promise<Result> {
    const { silent, store_history } = request.content;
    const isCounted = !silent && store_history !== false;
    const count = this.#count + (isCounted ? 1 : 0);
    const label = isCounted ? `cell ${count}` : "a cell without a count";
    const number = ++this.#number;
    const warning = silent ? "" : this.#help.ran(request, label);
    this.#run = new CellRun({ request, number, label, warning }, {
      kernel,
      life: this.#life,
      outputs: this.#outputs,
      questions: this.#questions,
      modules: this.#modules,
    });
    const result = await this.#run.result;
    this.#run = undefined;
    this.#count = kernel.hasEnded ? 0 : count; // It begins anew with Deno's kernel.
    if (kernel.hasEnded) {
      this.#help.forget();
      this.#modules = new LoadedModules();
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

  /** Hands a question of Deno's kernel to who asked for the cell. */
  #ask(question: Message): void {
    const { header, peer } = this.#outputs.cell!;
    this.#outputs.flush();
    this.#questions.ask(asRelayMessage(question, header, peer));
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

function reply(channel: Channel, request: Message, content: unknown): void {
  const { header, peer } = request;
  const type = header.msg_type.replace("_request", "_reply");
  channel.send(newMessage(type, content, header, peer));
}
