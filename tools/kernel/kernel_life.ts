/**
 * The life of Deno's kernel behind the relay.
 *
 * @module
 */
import { DenoKernel, type Listener } from "./deno_kernel.ts";
import { failure, type Result } from "./result.ts";

/** Starts Deno's kernel, and starts it again when a cell cannot be stopped otherwise. */
export class KernelLife {
  /** The kernel, once it is ready. */
  kernel: Promise<DenoKernel>;
  /** The exit code, once it is over. */
  readonly ended: Promise<number>;
  #end!: (code: number) => void;
  readonly #listener: Listener;
  readonly #lastWords: () => Promise<unknown>;
  /** Ends the process of Deno's kernel, whether it is ready or not. */
  readonly #abort = new AbortController();
  /** What is planned when Deno's kernel ends; its end is an accident otherwise. */
  #planned?: "start again" | "end" | undefined;

  /**
   * Starts the kernel.
   *
   * @param listener Takes what it shows
   * @param lastWords What is waited for when it ends by itself
   */
  constructor(listener: Listener, lastWords: () => Promise<unknown>) {
    this.#listener = listener;
    this.#lastWords = lastWords;
    this.ended = new Promise((resolve) => this.#end = resolve);
    this.kernel = this.#start();
  }

  /** Ends the kernel. */
  stop(): void {
    this.#planned = "end";
    this.kernel.catch(() => {}); // It may have been on its way to start.
    this.#abort.abort();
    this.#end(0);
  }

  /** Ends the kernel for a new one, which is started when {@linkcode KernelLife.goOn} is called. */
  startAgain(kernel: DenoKernel): void {
    this.#planned = "start again";
    kernel.kill();
  }

  /** Goes on behind the end of the kernel, if that was planned; what its last cell gives. */
  async goOn(kernel: DenoKernel): Promise<Result> {
    if (this.#planned === "end") return { status: "aborted" };
    if (this.#planned === "start again") {
      this.kernel = this.#start();
      await this.kernel;
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

  async #start(): Promise<DenoKernel> {
    const kernel = await DenoKernel.start(this.#listener, this.#abort.signal);
    kernel.ended.then(async (code) => {
      if (this.#planned) return;
      await this.#lastWords();
      this.#end(code);
    });
    return kernel;
  }
}
