/**
 * The command line of `deno task sweep`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Obstacle } from "../shared/task.ts";

/** How to call it. */
export const usage = `deno task sweep GRID.json [--workers N]

Trains the model with every combination of the settings in a grid, and stores
what each training recorded. After an interruption the same call goes on.

GRID.json   a block, or a list of blocks:
            {
              "steps": 1000,
              "settings": { "storage": "bf16" },
              "grid": {
                "sigma": [1, 0.02],
                "learningRate": { "from": 1e-4, "to": 1e-2, "times": 10 },
                "seed": { "from": 0, "to": 2 }
              }
            }
            settings are those of trainingRun(); a normalization by its name,
            a stream too: zipf or pride_and_prejudice; a range goes on by
            adding "by", 1 if left out, or by "times"

--workers N   how many trainings run at once, on a thread each; 1 if left out
--help        prints this

A folder beside GRID.json, named like it, has a file for each training;
GRID.runs.json has all of them in the end.`;

/** A parsed call. */
export interface Call {
  file: string;
  workers: number;
}

/**
 * Reads the command line.
 *
 * @param args Its words
 * @returns What to do; nothing if help is asked for
 * @throws {Obstacle} If it cannot be understood
 */
export function read(args: string[]): Call | undefined {
  const { positionals: [file, ...others], values } = parse(args);
  if (values.help) return;
  if (file === undefined) throw new Obstacle(`Name a grid:\n\n${usage}`);
  if (others.length > 0) {
    throw new Obstacle(
      `Name one grid: ${others.join(" ")} does not belong there`,
    );
  }
  const { workers = "1" } = values;
  if (!/^[1-9]\d?$/.test(workers)) {
    throw new Obstacle(
      `--workers must be from 1 to 99: current value is ${workers}`,
    );
  }
  return { file, workers: Number(workers) };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        workers: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new Obstacle(`${(error as Error).message}\n\n${usage}`);
  }
}
