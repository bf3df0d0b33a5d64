/**
 * The project's kernel and Deno's own, side by side.
 *
 * @module
 */
import { join } from "node:path";
import { root } from "../../../tools/shared/task.ts";

/** What a cell did. */
export interface Run {
  /** The status of its reply, or what is wrong with the kernel. */
  status: string;
  /** The name and the message of the error in its reply. */
  error?: [name: string, message: string] | null;
  /** What it showed: the kind and the text of each output. Errors come last. */
  outputs?: string[][];
}

/** What the same cells did in the two kernels. */
export interface Runs {
  /** In the project's kernel. */
  relay: Run[];
  /** In Deno's own. */
  stock: Run[];
}

/** Both kernels, which keep running from one program to the next. */
export class BothKernels {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncGenerator<string>;

  /** Starts both. */
  constructor() {
    this.#process = new Deno.Command(join(root, ".venv/bin/python"), {
      args: [join(root, "tests/kernel/both_kernels.py")],
      stdin: "piped",
      stdout: "piped",
      env: { JUPYTER_PREFER_ENV_PATH: "1", NO_COLOR: "1" },
    }).spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#answers = lines(this.#process.stdout);
  }

  /** Runs cells one behind the other, in both kernels. */
  async run(cells: string[]): Promise<Runs> {
    const request = `${JSON.stringify(cells)}\n`;
    await this.#requests.write(new TextEncoder().encode(request));
    const { done, value } = await this.#answers.next();
    if (done) throw new Error("The process with both kernels has ended");
    return JSON.parse(value);
  }

  /** Ends both. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close();
    await this.#answers.return(undefined);
    await this.#process.status;
  }
}

async function* lines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const [first = "", ...more] = text.split("\n");
    rest += first;
    for (const line of more) {
      yield rest;
      rest = line;
    }
  }
}
