import { trainingRun } from "adam/training";
import { assert, assertEquals } from "@std/assert";
import { isKept } from "../../tools/sweep/kept_steps.ts";
import { runTask } from "../../tools/sweep/run_task.ts";
import { unfinished } from "../../tools/sweep/stored_runs.ts";
import { Obstacle } from "../../tools/shared/task.ts";
import { type Task, tasksOf } from "../../tools/sweep/grid.ts";
import { granted } from "../granted.ts";
import { once } from "../once.ts";
import { task } from "../task.ts";
import { small } from "../training/small_model.ts";

const ignore = !granted("read", "write", "run", "env");

const grid = {
  steps: 230,
  settings: small,
  grid: { storage: ["bf16", "f32"], seed: [0, 1] },
};

/** How a training is run here. */
const wayTo = (folder: string, wait = false) => ({
  ...{ folder, library: "one", wait },
});

/** A clock by which each step takes so many milliseconds, so that it is known when a training is saved. */
function clockOf(step = 20): () => number {
  let now = 0;
  return () => now += step;
}

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

/** A sweep of a grid as bytes: what is made of it in the end. */
function madeOf(folder: string): Promise<string[]> {
  const ends = ["runs.json", "summary.json", "summary.txt", "summary.svg"];
  return Promise.all(
    ends.map((end) => Deno.readTextFile(`${folder}/grid.${end}`)),
  );
}

/** What one call with two workers makes of the grid. */
const whole = once(async () => {
  let made: string[] = [];
  await withGrid(async (file, folder) => {
    const { code, errors } = await sweep(file, "--workers", "2");
    assertEquals(code, 0, errors);
    made = await madeOf(folder);
  });
  return made;
});

/** Runs a training until it was saved for the first time. */
async function interrupt(one: Task, folder: string, told: number[] = []) {
  const interrupted = runTask(one, wayTo(folder), (step) => {
    told.push(step);
    if (step > 0) throw new Error("interrupted");
  }, clockOf());
  await interrupted.catch(() => {});
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
      assertEquals(await madeOf(folder), await whole());

      const one = `${folder}/grid/storage=f32,seed=1.json`;
      const marked = (await Deno.readTextFile(one)).replace("ulps", "ULPS");
      await Deno.writeTextFile(one, marked);
      const again = await sweep(file);
      assert(again.printed.includes("4 trainings, 0 of them to be run"));
      assertEquals(await Deno.readTextFile(one), marked);
    }),
});

Deno.test({
  name: "a sweep stores what the training records, with the digests of others",
  ignore,
  async fn() {
    const [joined] = await whole();
    const runs = JSON.parse(joined!);
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
  },
});

Deno.test({
  name: "a training that is interrupted goes on where it was saved, to the bit",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf(grid);
      const stored = `${folder}/${one!.name}.json`;
      await runTask(one!, wayTo(folder), () => {});
      const whole = await Deno.readTextFile(stored);
      await Deno.remove(stored);
      const told: number[] = [];
      await interrupt(one!, folder, told);
      assertEquals(told, [0, 100]);
      const tell = (step: number) => told.push(step);
      await runTask(one!, wayTo(folder), tell, clockOf());
      // 200 and the end: it did not begin again.
      assertEquals(told, [0, 100, 100, 200, 230]);
      assertEquals(await Deno.readTextFile(stored), whole);
      assertEquals([...Deno.readDirSync(folder)].length, 2);
    }),
});

Deno.test({
  name: "a training of slow steps is saved after each",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf({ ...grid, steps: 3 });
      const told: number[] = [];
      const tell = (step: number) => told.push(step);
      await runTask(one!, wayTo(folder), tell, clockOf(2000));
      assertEquals(told, [0, 1, 2, 3, 3]);
    }),
});

Deno.test({
  name: "a checkpoint that is damaged is not gone on from",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf(grid);
      const [stored, checkpoint] = ["", ".checkpoint"].map((kind) =>
        `${folder}/${kind && "."}${one!.name}${kind || ".json"}`
      ) as [string, string];
      await runTask(one!, wayTo(folder), () => {});
      const whole = await Deno.readTextFile(stored);
      for (const damage of ["cut", "changed", "empty"]) {
        await Deno.remove(stored);
        await interrupt(one!, folder);
        const bytes = await Deno.readFile(checkpoint);
        if (damage === "changed") bytes[bytes.length >> 1]! ^= 1;
        const left = { cut: bytes.length - 9, changed: bytes.length, empty: 0 };
        const kept = left[damage as keyof typeof left];
        await Deno.writeFile(checkpoint, bytes.subarray(0, kept));
        const told: number[] = [];
        const tell = (step: number) => told.push(step);
        await runTask(one!, wayTo(folder), tell, clockOf());
        assertEquals(told, [0, 100, 200, 230], damage);
        assertEquals(await Deno.readTextFile(stored), whole, damage);
      }
    }),
});

Deno.test({
  name: "what is of another grid or of another library is not mixed in",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf(grid);
      const [other] = tasksOf({ ...grid, settings: { ...small, beta2: 0.9 } });
      const [longer] = tasksOf({ ...grid, steps: 300 });
      await interrupt(one!, folder);
      const begun = (task: Task, library: string) =>
        runTask(task, { ...wayTo(folder), library }, () => {});
      const refused = async (run: () => Promise<unknown>, words: string) => {
        const error = await run().catch((error) => error);
        assert(error instanceof Obstacle && error.message.includes(words));
      };
      await refused(() => begun(other!, "one"), "its beta2 is 0.999, not 0.9");
      await refused(() => begun(longer!, "one"), "its steps is 230, not 300");
      await refused(
        () => begun(one!, "two"),
        'its library is "one", not "two"',
      );
      await begun(one!, "one");
      await refused(() => begun(other!, "one"), "its beta2 is 0.999, not 0.9");
      await refused(() => unfinished([longer!], folder), "230, not 300");
      assertEquals(await unfinished([one!], folder), []);
    }),
});

Deno.test({
  name: "a training that one call runs is run by no other",
  ignore,
  fn: () =>
    withGrid(async (_, folder) => {
      const [one] = tasksOf(grid);
      const steps: number[] = [];
      const tell = (step: number) => steps.push(step);
      const first = runTask(one!, wayTo(folder), tell, clockOf());
      while (steps.length === 0) await new Promise((go) => setTimeout(go, 1));
      const none = () => assert(false, "it is run twice");
      assertEquals(await runTask(one!, wayTo(folder), none), false);
      // This one waits, and finds it stored.
      assert(await runTask(one!, wayTo(folder, true), none));
      assert(await first);
      assertEquals(steps, [0, 100, 200, 230]);
      assertEquals([...Deno.readDirSync(folder)].length, 2);
    }),
});

Deno.test({
  name: "shares that run at the same time end with the bytes of one call",
  ignore,
  fn: () =>
    withGrid(async (file, folder) => {
      const shares = ["1/3", "2/3", "3/3"]
        .map((share) => sweep(file, "--task", share));
      const ended = await Promise.all(shares);
      assertEquals(ended.map(({ code }) => code), [0, 0, 0]);
      const counts = ended.map(({ printed }) => Number.parseInt(printed));
      assertEquals(counts, [2, 1, 1]);
      assert(ended.some(({ printed }) => printed.includes("Medians")));
      const made = await madeOf(folder);
      assertEquals(await whole(), made);
    }),
});

Deno.test({
  name:
    "a sweep that is killed three times goes on, and ends with the bytes of one that was not",
  ignore,
  fn: () =>
    withGrid(async (file, folder) => {
      // The slowest last: there is work left whenever it is killed.
      const storage = ["bf16", "f32", "f64"];
      const long = { ...grid, grid: { storage, seed: { from: 0, to: 2 } } };
      await Deno.writeTextFile(file, JSON.stringify(long));
      const done = () => {
        try {
          return [...Deno.readDirSync(`${folder}/grid`)]
            .filter(({ name }) => /\.(json|checkpoint)$/.test(name)).length;
        } catch {
          return 0;
        }
      };
      // Killed at some moment after it has saved or stored something more.
      for (const wanted of [1, 3, 6]) {
        const child = new Deno.Command(Deno.execPath(), {
          args: [...task("sweep"), file, "--workers", "2"],
          stdout: "null",
          stderr: "null",
        }).spawn();
        while (done() < wanted) await new Promise((go) => setTimeout(go, 5));
        await new Promise((go) => setTimeout(go, 30 * Math.random()));
        child.kill("SIGKILL");
        await child.status;
      }
      const { code, errors } = await sweep(file);
      assertEquals(code, 0, errors);
      assertEquals([...Deno.readDirSync(`${folder}/grid`)].length, 9);
      const made = await madeOf(folder);
      await Deno.remove(`${folder}/grid`, { recursive: true });
      const atOnce = await sweep(file, "--workers", "2");
      assertEquals(atOnce.code, 0, atOnce.errors);
      assertEquals(await madeOf(folder), made);
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
      await runTask(one!, wayTo(folder), () => {});
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
      if (Deno.build.os !== "windows") {
        await refused("it is no regular file", "/dev/zero");
      }
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
      await Deno.writeTextFile(file, JSON.stringify(grid));
      await Deno.writeTextFile(`${folder}/grid`, JSON.stringify(grid));
      await refused(`Cannot store trainings in ${folder}/grid:`, file);
      await refused("must have an ending, such as .json", `${folder}/grid`);
    }),
});
