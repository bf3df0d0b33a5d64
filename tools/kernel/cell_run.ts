/**
 * The run of a cell, from its request to the last thing that it shows.
 *
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import { preparedCode } from "./cell/cell_code.ts";
import { cellFile } from "./cell/cell_file.ts";
import { explained } from "./cell/explained.ts";
import type { DenoKernel } from "./deno_kernel.ts";
import { inside } from "./inside.ts";
import type { KernelLife } from "./kernel_life.ts";
import type { LoadedModules } from "./modules/loaded_modules.ts";
import type { Outputs } from "./outputs.ts";
import type { Questions } from "./questions.ts";
import { failure, type Result } from "./result.ts";
import type { Message } from "./wire/wire.ts";

/** How long a cell has to end when it is stopped that waits. */
const waitingMilliseconds = 1000;

/**
 * One that computes: how often and when it is looked for what waits for stopped
 * code, and how often code is stopped, as other code may have had its turn since.
 */
const [looks, lookMilliseconds, stops] = [20, 200, 4];

/** How long it may take to see whether modules have changed: far more than it needs. */
const noticeMilliseconds = 5000;

/** What is said in a cell that did not come through as a whole. */
const missing = "Something that this cell showed is missing: " +
  "Deno's kernel garbled it, as it can do with megabytes before an error.\n";

/** Which cell it is. */
export interface Cell {
  /** The request to run it. */
  request: Message<{ code?: string }>;
  /** The number by which it can be stopped. */
  number: number;
  /** What people call it. */
  label: string;
  /** What is said below all that it shows. */
  warning: string | Promise<string>;
}

/** What a run of a cell works with. */
export interface CellRunContext {
  kernel: DenoKernel;
  life: KernelLife;
  outputs: Outputs;
  questions: Questions;
  modules: LoadedModules;
}

/** A cell that runs. */
export class CellRun {
  /** What it gives, when all that it shows has been sent on. */
  readonly result: Promise<Result>;
  readonly #cell: Cell;
  readonly #context: CellRunContext;
  /** When it is to be stopped: nothing is looked up for it any more. */
  readonly #stop = Promise.withResolvers<string>();
  /** Deno's answer to it. */
  #reply?: Promise<Message | undefined>;
  /** What it did when it was stopped last. */
  #stopped?: "waited" | "computed";
  #isStopping = false;

  /** Runs a cell. */
  constructor(cell: Cell, context: CellRunContext) {
    this.#cell = cell;
    this.#context = context;
    this.result = this.#run();
  }

  /** Stops the cell: what it waits for, or what it computes, or else with Deno's kernel. */
  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    const { kernel, life } = this.#context;
    this.#stopped = "waited";
    this.#stop.resolve("");
    kernel.stopWaiting(this.#cell.number);
    if (!await endsWithin(this.result, waitingMilliseconds)) {
      this.#stopped = "computed";
      if (!await this.#stopsComputing()) life.startAgain(kernel);
    }
    this.#isStopping = false;
  }

  /** Stops what is computed, by the cell or by what it has begun; returns whether that was possible. */
  async #stopsComputing(): Promise<boolean> {
    const { kernel, questions } = this.#context;
    const { request } = this.#cell;
    let isFree = kernel.stopComputing(request);
    questions.giveUp();
    const before = await kernel.processorWait();
    for (let inVain = 1, owed = 0; inVain <= looks + owed; inVain++) {
      if (await endsWithin(this.result, lookMilliseconds)) return true;
      if (await endsWithin(isFree, 0)) {
        // What the cell has shown may still be on its way for long.
        isFree = kernel.runsCode();
        inVain = 0;
      } else if (inVain % (looks / stops) !== 0) kernel.recover();
      else isFree = kernel.stopComputing(request);
      // Where others compute, too, all takes longer.
      const lost = await kernel.processorWait() - before;
      owed = Math.max(owed, lost / lookMilliseconds);
    }
    return false;
  }

  async #run(): Promise<Result> {
    const { outputs } = this.#context;
    const noticed = this.#notice();
    const shown = await this.#answer();
    await noticed;
    const warning = await Promise.race([
      this.#cell.warning,
      this.#stop.promise,
    ]);
    outputs.print("stderr", warning);
    const isTold = outputs.end();
    // To Deno a cell whose value cannot be shown has done well.
    const result = isTold && shown.status === "ok" && this.#stopped
      ? failure("Interrupted", "The cell was stopped while it waited")
      : shown;
    if (result.status === "error" && !isTold) {
      const { ename, evalue, traceback } = result;
      outputs.fail({ ename, evalue, traceback });
    }
    return result;
  }

  /** Says which modules the cell does not get as they are now. */
  async #notice(): Promise<void> {
    const { outputs, modules } = this.#context;
    const { code = "" } = this.#cell.request.content;
    const notice = await Promise.race([
      modules.notice(code).catch(() => ""), // No cell depends on it.
      delay(noticeMilliseconds, ""),
    ]);
    outputs.print("stderr", notice);
  }

  /** What the cell gives, when all that it shows has arrived. */
  async #answer(): Promise<Result> {
    const { request, number, label } = this.#cell;
    const { kernel, life, outputs } = this.#context;
    const { code = "" } = request.content;
    const prepared = preparedCode(code, number);
    await kernel.describe(number, cellFile(label, prepared));
    const named = `${prepared.code}\n//# sourceURL=${
      inside.sourceName(number)
    }`;
    const content = { ...request.content, code: named };
    this.#reply = kernel.request({ ...request, content });
    const answer = await this.#reply;
    // What is due may compute for ever: that stops with the cell.
    if (this.#stopped) await kernel.runsCode();
    const isComplete = answer && await kernel.fence();
    if (kernel.hasEnded) return await life.goOn(kernel);
    if (!isComplete) outputs.print("stderr", missing);
    const result = await this.#inWords(answer!.content);
    if (result !== answer!.content) outputs.replaceErrors(result);
    return result;
  }

  /** The result, with what Deno's kernel does not say of an error. */
  async #inWords(result: Result): Promise<Result> {
    if (this.#stopped === "computed") {
      // It leaves no error of its own, or none that says so, or none at all.
      return failure("Interrupted", "The cell was stopped while it computed");
    }
    if (result.status !== "error" || this.#stopped) return result;
    const { request, label } = this.#cell;
    return await explained(result, request.content.code ?? "", label);
  }
}

function endsWithin(
  end: Promise<unknown>,
  milliseconds: number,
): Promise<boolean> {
  return Promise.race([end.then(() => true), delay(milliseconds, false)]);
}
