/**
 * The command line of `deno task sweep`.
 *
 * @module
 */
import { optionsOf } from "../shared/options.ts";
import { Obstacle } from "../shared/task.ts";

/** How to call it. */
export const usage =
  `deno task sweep GRID.json [--workers N] [--task K/N | --dask ADDRESS]

Trains the model with every combination of the settings in a grid, and stores
what each training recorded. After an interruption the same call goes on. Calls
on one grid at the same time share the work: none runs what another runs.

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

--workers N      how many trainings run at once, on a thread each; 1 if left out
--task K/N       runs one of N shares, counted from 1, as in the job array of a
                 cluster: --task $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT
                 with --array=1-N
--dask ADDRESS   hands the trainings to the Dask scheduler there, such as
                 tcp://host:8786; its workers need this folder and that of
                 GRID.json at the same places, as on a disk that all share
--help           prints this

A folder beside GRID.json, named like it, has a file for each training. Whichever
call finds all of them there writes GRID.runs.json, which has all of them,
GRID.summary.json, a row for each, GRID.summary.txt, their medians over the
seeds, and GRID.summary.svg, a figure of these.`;

/** One of several shares of a grid. */
export interface Share {
  /** Which one, counted from 1. */
  number: number;
  /** How many there are. */
  of: number;
}

/** A parsed call. */
export interface Call {
  file: string;
  workers: number;
  /** All is one share of one. */
  share: Share;
  /** The address of a Dask scheduler, if one is to run it. */
  dask?: string;
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
      workers: { type: "string" },
      task: { type: "string" },
      dask: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  }, usage);
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
  const { dask } = values;
  const share = shareOf(values.task ?? "1/1");
  if (dask === undefined) return { file, workers: Number(workers), share };
  for (const name of ["workers", "task"] as const) {
    if (values[name] === undefined) continue;
    throw new Obstacle(`--${name} must be left out with --dask`);
  }
  if (!/^(tcp|tls|ucx|wss?):\/\/\S+$/.test(dask)) {
    throw new Obstacle(
      `--dask must be an address such as tcp://host:8786: current value is ${dask}`,
    );
  }
  return { file, workers: 1, share, dask };
}

function shareOf(text: string): Share {
  const [number, of] = text.split("/").map(Number);
  const isShare = /^\d{1,6}\/\d{1,6}$/.test(text) && number! >= 1 &&
    number! <= of!;
  if (isShare) return { number: number!, of: of! };
  throw new Obstacle(
    `--task must be K/N with K from 1 to N, such as 3/48: current value is ${text}`,
  );
}
