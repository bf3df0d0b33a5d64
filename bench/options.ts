/**
 * The command line of `deno task bench`.
 *
 * @module
 */
import { optionsOf } from "../tools/shared/options.ts";
import { Obstacle } from "../tools/shared/task.ts";

/** What may be chosen. */
export interface Options {
  /** Print the rows as JSON, and write nothing. */
  json: boolean;
  /** Measure nothing: print the worst of the stored tables, and write `bench/README.md` from them. */
  stored: boolean;
  /** How often each is measured. */
  rounds: number;
  /** The Python that has the peers written in it. */
  python: string;
}

/**
 * Reads the arguments.
 *
 * @throws {Obstacle} If there is an option that does not exist, or a wrong value
 */
export function readOptions(args: string[]): Options {
  const { json, stored, rounds, python } = optionsOf({
    args,
    options: {
      json: { type: "boolean", default: false },
      stored: { type: "boolean", default: false },
      rounds: { type: "string", default: "9" },
      python: { type: "string", default: "python3" },
    },
  }, "There are --json, --stored, --rounds and --python").values;
  if (!/^[1-9]\d*$/.test(rounds)) {
    throw new Obstacle(
      `--rounds must be a positive whole number: it is ${rounds}`,
    );
  }
  return { json, stored, rounds: Number(rounds), python };
}
