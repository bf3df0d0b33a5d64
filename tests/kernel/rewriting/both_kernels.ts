/**
 * The project's kernel and Deno's own, side by side.
 *
 * @module
 */
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { root } from "../../../tools/shared/task.ts";
import { withoutFrames } from "./meant_to_differ.ts";
import { type Answers, keyOf } from "./stored_answers.ts";

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

/**
 * Both kernels, which keep running from one program to the next. Deno's own is
 * asked what is not stored, and now and then what is, which must be the same.
 */
export class BothKernels {
  readonly #answers: Answers;
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: AsyncGenerator<string>;
  #programs = 0;

  /** Starts both, of which one has given these answers before. */
  constructor(answers: Answers) {
    this.#answers = answers;
    this.#process = new Deno.Command(join(root, ".venv/bin/python"), {
      args: [join(root, "tests/kernel/both_kernels.py")],
      stdin: "piped",
      stdout: "piped",
      env: { JUPYTER_PREFER_ENV_PATH: "1", NO_COLOR: "1" },
    }).spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#lines = lines(this.#process.stdout);
  }

  /**
   * What cells do that run one behind the other, in both kernels.
   *
   * @throws {Error} If Deno's own kernel does something else than is stored
   */
  async run(cells: string[]): Promise<Runs> {
    const stored = this.#answers.get(keyOf(cells));
    const isAsked = !stored || this.#programs++ % 20 === 0;
    const names = isAsked ? ["relay", "stock"] as const : ["relay"] as const;
    const { relay, stock = stored! } = await this.ask(cells, names);
    if (stored && !isDeepStrictEqual(stock.map(withoutFrames), stored)) {
      throw new Error(
        `Deno's own kernel does something else than is stored with ${cells}`,
      );
    }
    return { relay: relay!, stock };
  }

  /** What cells do in the kernels of these names, now. */
  async ask(
    cells: string[],
    names: readonly (keyof Runs)[],
  ): Promise<Partial<Runs>> {
    const request = `${JSON.stringify({ cells, names })}\n`;
    await this.#requests.write(new TextEncoder().encode(request));
    const { done, value } = await this.#lines.next();
    if (done) throw new Error("The process with both kernels has ended");
    return JSON.parse(value);
  }

  /** Ends both. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close();
    await this.#lines.return(undefined);
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
