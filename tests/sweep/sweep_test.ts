import { trainingRun } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import { isKept } from "../../tools/sweep/kept_steps.ts";
import { runTask } from "../../tools/sweep/run_task.ts";
import { tasksOf } from "../../tools/sweep/grid.ts";
import { granted } from "../granted.ts";
import { task } from "../task.ts";
import { small } from "../training/small_model.ts";

const ignore = !granted("read", "write", "run", "env");

const grid = {
  steps: 230,
  settings: small,
  grid: { storage: ["bf16", "f32"], seed: [0, 1] },
};

/** Runs the task on a grid. */
async function sweep(file: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...task("sweep"), file, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, printed: text(stdout), errors: text(stderr) };
}

async function withGrid(
  use: (file: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/grid.json`, JSON.stringify(grid));
    await use(`${folder}/grid.json`, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("of a long training the first 50 steps are kept, 30 for each power of ten, and the last", () => {
  const kept = Array.from({ length: 10_000 }, (_, i) => i + 1)
    .filter((step) => isKept(step, 9_999));
  assertEquals(kept.filter((step) => step <= 50).length, 50);
  assertEquals(kept.filter((step) => step > 100 && step <= 1000).length, 30);
  assertEquals(kept.filter((step) => step > 1000).length, 31);
  assertEquals(kept.slice(-2), [9_999, 10_000]);
});

Deno.test({
  name:
    "a sweep stores the same bytes with one worker and with two, and runs nothing twice",
  ignore,
  fn: () =>
    withGrid(async (file, folder) => {
      const first = await sweep(file);
      assertEquals(first.code, 0, first.errors);
      const joined = await Deno.readTextFile(`${folder}/grid.runs.json`);
      await Deno.remove(`${folder}/grid`, { recursive: true });
      await sweep(file, "--workers", "2");
      assertEquals(
        await Deno.readTextFile(`${folder}/grid.runs.json`),
        joined,
      );

      const one = `${folder}/grid/storage=f32,seed=1.json`;
      const marked = (await Deno.readTextFile(one)).replace("230", "231");
      await Deno.writeTextFile(one, marked);
      const again = await sweep(file);
      assert(again.printed.includes("4 trainings, 0 of them to be run"));
      assertEquals(await Deno.readTextFile(one), marked);
    }),
});

Deno.test({
  name: "a sweep stores what the training records, with the digests of others",
  ignore,
  fn: () =>
    withGrid(async (file, folder) => {
      await sweep(file, "--workers", "2");
      const runs = JSON.parse(
        await Deno.readTextFile(`${folder}/grid.runs.json`),
      );
      assertEquals(runs.length, 4);
      const { settings, steps, records, lastChange } = runs[1];
      assertEquals([settings.storage, settings.seed, steps], ["bf16", 1, 230]);
      using run = await trainingRun({ ...small, storage: "bf16", seed: 1 });
      const all = [...run.steps(230)];
      records.step.forEach((step: number, i: number) => {
        const { deadCoherence, ...record } = all[step - 1]!;
        for (const [name, value] of Object.entries(record)) {
          assertEquals(records[name][i], Number(value.toPrecision(7)), name);
        }
        // NaN where no row moved is null in JSON.
        const coherence = Number(deadCoherence.toPrecision(7));
        assertEquals(records.deadCoherence[i] ?? NaN, coherence);
      });
      assertEquals(records.step.at(-1), 230);
      const { weights } = run.save();
      const digest = await crypto.subtle.digest(
        "SHA-256",
        new Uint8Array(weights.buffer as ArrayBuffer),
      );
      assertEquals(runs[1].weights[230], new Uint8Array(digest).toHex());
      assertEquals(lastChange.length, 10);
    }),
});

Deno.test({
  name: "a training that is interrupted goes on where it was saved, to the bit",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf(grid);
      const stored = `${folder}/${one!.name}.json`;
      await runTask(one!, folder, () => {});
      const whole = await Deno.readTextFile(stored);
      await Deno.remove(stored);
      const told: number[] = [];
      const interrupted = runTask(one!, folder, (step) => {
        told.push(step);
        throw new Error("interrupted");
      });
      await interrupted.catch(() => {});
      assertEquals(told, [100]);
      await runTask(one!, folder, (step) => told.push(step));
      // 200 and the end: it did not begin again.
      assertEquals(told, [100, 200, 230]);
      assertEquals(await Deno.readTextFile(stored), whole);
      assertEquals([...Deno.readDirSync(folder)].length, 2);
    }),
});

Deno.test({
  name:
    "a sweep that is killed goes on, and ends with the bytes of one that was not",
  ignore,
  fn: () =>
    withGrid(async (file, folder) => {
      const long = { ...grid, steps: 500, grid: { seed: [0, 1, 2] } };
      await Deno.writeTextFile(file, JSON.stringify(long));
      const done = () => {
        try {
          return [...Deno.readDirSync(`${folder}/grid`)].length;
        } catch {
          return 0;
        }
      };
      // Killed once it has saved or stored something.
      for (const wanted of [1, 2]) {
        const child = new Deno.Command(Deno.execPath(), {
          args: [...task("sweep"), file],
          stdout: "null",
          stderr: "null",
        }).spawn();
        while (done() < wanted) await new Promise((go) => setTimeout(go, 5));
        child.kill("SIGKILL");
        await child.status;
      }
      const { code, errors } = await sweep(file);
      assertEquals(code, 0, errors);
      const joined = await Deno.readTextFile(`${folder}/grid.runs.json`);
      await Deno.remove(`${folder}/grid`, { recursive: true });
      await sweep(file, "--workers", "2");
      assertEquals(
        await Deno.readTextFile(`${folder}/grid.runs.json`),
        joined,
      );
    }),
});

Deno.test({
  name:
    "a training whose loss is not finite any more is stored as far as it came, with the reason",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf({
        steps: 9,
        settings: { ...small, storage: "f32", learningRate: 1e38 },
      });
      await runTask(one!, folder, () => {});
      const run = JSON.parse(await Deno.readTextFile(`${folder}/alone.json`));
      assert(/^Cannot take step \d of the training as/.test(run.failure));
      assert(run.steps < 9);
    }),
});

Deno.test({
  name: "what cannot be swept is refused in a sentence, and nothing runs",
  ignore,
  fn: () =>
    withGrid(async (file, folder) => {
      const refused = async (words: string, ...args: string[]) => {
        const { code, errors } = await sweep(args[0]!, ...args.slice(1));
        assertEquals(code, 1);
        assert(errors.includes(words), errors);
        assert(!errors.includes("    at "), errors);
      };
      await refused("Cannot read", `${folder}/none.json`);
      await refused(
        "--workers must be from 1 to 99: current value is 0",
        file,
        "--workers",
        "0",
      );
      await refused("Name one grid: b does not belong there", file, "b");
      await Deno.writeTextFile(file, "{");
      await refused("grid.json is not a grid", file);
      const wrong = { ...grid, grid: { lr: [1] } };
      await Deno.writeTextFile(file, JSON.stringify(wrong));
      await refused("lr", file);
      assertEquals([...Deno.readDirSync(folder)].length, 1);
    }),
});
