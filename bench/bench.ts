/**
 * `deno task bench`: measures the Adam step, the gradient of the softmax, a step
 * of training and the product of two matrices, here, in the peers, and in what
 * bounds them, all in one run and in turns. It prints a table, stores it as that
 * of this machine, prints how far this project is behind at worst over all
 * machines seen, and writes `bench/README.md`.
 *
 * `--json` prints the rows as a JSON array instead, and writes nothing.
 * `--stored` measures nothing, and does the rest with what is stored.
 * `--python PATH` names the Python that has PyTorch and NumPy, `--rounds 9` how
 * often each is measured. What happens is told on the standard error output.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { main } from "../tools/shared/task.ts";
import { writeFile } from "../tools/shared/write_file.ts";
import { checkLimits } from "./check_limits.ts";
import type { CommandLine } from "./child.ts";
import { type Implementation, implementations } from "./implementations.ts";
import { thisMachine } from "./machine.ts";
import { measureGroup } from "./measure_group.ts";
import { type Results, versionsOf } from "./measurement.ts";
import { type Options, readOptions } from "./options.ts";
import { readme } from "./readme.ts";
import { rowsOf } from "./rows.ts";
import { storedRuns, storeRun } from "./stored_runs.ts";
import { tableText, worstText } from "./table.ts";
import { groups, sizeName } from "./workloads.ts";
import { worstOf } from "./worst.ts";

await main(() => bench(readOptions(Deno.args)));

async function bench(options: Options) {
  if (!options.stored) {
    const results = await measureAll(options);
    const rows = rowsOf(results.measured);
    if (options.json) {
      console.log(JSON.stringify(rows, null, 2));
      return;
    }
    console.log(tableText(rows, results.notMeasured));
    checkLimits(rows);
    await storeRun({
      date: new Date().toISOString().slice(0, 10),
      machine: thisMachine(),
      rounds: options.rounds,
      versions: versionsOf(results.measured),
      rows,
      notMeasured: results.notMeasured,
    });
  }
  const runs = await storedRuns();
  console.log(worstText(worstOf(runs)));
  await writeFile(new URL("README.md", import.meta.url), await readme(runs));
}

async function measureAll({ rounds, python }: Options): Promise<Results> {
  const results: Results = { measured: [], notMeasured: [] };
  for (const group of groups) {
    console.error(`${group.workloads.join(", ")} at ${sizeName(group.size)}`);
    const { measured, notMeasured } = await measureGroup(group, {
      implementations,
      rounds,
      commandLine: (one, threads) => commandLine(one, threads, python),
      say: console.error,
    });
    results.measured.push(...measured);
    results.notMeasured.push(...notMeasured);
  }
  return results;
}

/** Libraries below NumPy and PyTorch read their number of threads at the start. */
function commandLine(
  { program }: Implementation,
  threads: number,
  python: string,
): CommandLine {
  const path = fileURLToPath(new URL(`peers/${program}`, import.meta.url));
  if (path.endsWith(".ts")) {
    return {
      program: Deno.execPath(),
      // Deno opens /proc, where the peak of the memory stands, to nothing less.
      args: ["run", "--quiet", "--allow-all", path],
    };
  }
  const env = {
    OMP_NUM_THREADS: `${threads}`,
    OPENBLAS_NUM_THREADS: `${threads}`,
    MKL_NUM_THREADS: `${threads}`,
    PYTHONDONTWRITEBYTECODE: "1",
  };
  return { program: python, args: [path], env };
}
