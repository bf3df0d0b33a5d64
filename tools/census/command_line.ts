/**
 * The command line of `deno task census`.
 *
 * @module
 */
import { optionsOf } from "../shared/options.ts";
import { Obstacle } from "../shared/task.ts";

/** How to call it. */
export const usage = `deno task census FILE [options]

Reads the token matrix of a model and finds rows that are identical, rows that
lie together, what is around them, and rows whose norm is out of line.

FILE            a .safetensors (f32, f16, bf16) or the .index.json of several,
                a GGUF (f32, f16, bf16, Q8_0), or an .npy (f4, f2). The tokens
                are those of the GGUF, or of a tokenizer.json beside FILE

--tensor NAME   the matrix, if it is not found by its name
--page OUT.html writes a page with the picture, which needs no network
--json          prints all that was found as JSON
--help          prints this`;

/** A parsed call. */
export interface Call {
  file: string;
  tensor?: string;
  page?: string;
  json: boolean;
}

/**
 * Reads the command line.
 *
 * @param args Its words
 * @returns What to do; nothing if help is asked for
 * @throws {Obstacle} If it cannot be understood
 */
export function read(args: string[]): Call | undefined {
  const { positionals: [file, ...others], values } = optionsOf({
    args,
    allowPositionals: true,
    options: {
      tensor: { type: "string" },
      page: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }, usage);
  const { help, json = false, ...named } = values;
  if (help) return;
  if (file === undefined) throw new Obstacle(`Name a file:\n\n${usage}`);
  if (others.length > 0) {
    throw new Obstacle(
      `Name one file: ${others.join(" ")} does not belong there`,
    );
  }
  return { file, json, ...named };
}
