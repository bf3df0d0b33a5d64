import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { runInEnvironment } from "../../tools/jupyter/environment.ts";
import { root } from "../../tools/shared/task.ts";
import { granted, rendered } from "../granted.ts";
import { task } from "../task.ts";
import { small } from "../training/small_model.ts";

const grid = {
  steps: 230,
  settings: { ...small, storage: "bf16" },
  grid: { seed: { from: 0, to: 5 } },
};

/** What is in a folder: nothing, if it is not there. */
function entriesOf(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch {
    return [];
  }
}

const pause = () => new Promise((go) => setTimeout(go, 20));

/** Starts a part of Dask that listens on loopback alone. */
function dask(folder: string, part: string, ...args: string[]) {
  return new Deno.Command(join(root, ".venv/bin/dask"), {
    args: [
      ...[part, "--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"],
      ...["--scheduler-file", `${folder}/scheduler.json`, ...args],
    ],
    cwd: folder,
    stdout: "null",
    stderr: "null",
  }).spawn();
}

/** The address of the scheduler, once it has one. */
async function addressIn(folder: string): Promise<string> {
  for (;; await pause()) {
    const text = await Deno.readTextFile(`${folder}/scheduler.json`)
      .catch(() => "");
    const [address] = /tcp:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (address) return address;
  }
}

/** Runs the task on the grid of a folder; gives what it made. */
async function sweep(
  folder: string,
  args: string[],
  meanwhile = async () => {},
) {
  await Deno.writeTextFile(`${folder}/grid.json`, JSON.stringify(grid));
  const child = new Deno.Command(Deno.execPath(), {
    args: [...task("sweep"), `${folder}/grid.json`, ...args],
    cwd: root,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [{ code, stderr }] = await Promise.all([child.output(), meanwhile()]);
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return await Deno.readTextFile(`${folder}/grid.runs.json`);
}

/** Runs the task until the scheduler is gone; gives what it says. */
async function withoutScheduler(
  folder: string,
  address: string,
  end: () => Promise<void>,
): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...task("sweep"), `${folder}/grid.json`, "--dask", address],
    cwd: root,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [{ code, stderr }] = await Promise.all([child.output(), end()]);
  assertEquals(code, 1);
  return new TextDecoder().decode(stderr);
}

Deno.test({
  name:
    "a sweep on a Dask scheduler, of whose two workers one is killed, ends with the bytes of one without; one whose scheduler is gone says so",
  ignore: !granted("read", "write", "run", "env") || !rendered() ||
    Deno.build.os === "windows",
  async fn() {
    // Makes the environment again if its pins have changed.
    assertEquals(await runInEnvironment("python", ["--version"]), 0);
    const folders = await Promise.all([0, 1].map(() => Deno.makeTempDir()));
    const [folder, alone] = folders as [string, string];
    const worker = () =>
      dask(
        folder,
        "worker",
        "--no-nanny",
        "--nworkers",
        "1",
        "--nthreads",
        "1",
      );
    const parts = [dask(folder, "scheduler"), worker(), worker()];
    const stored = () =>
      entriesOf(`${folder}/grid`)
        .filter(({ name }) => /^[^.].*\.json$/.test(name)).length;
    try {
      const address = await addressIn(folder);
      let killedAt = 0;
      const made = await sweep(folder, ["--dask", address], async () => {
        while (stored() < 2) await pause();
        killedAt = stored();
        parts[1]!.kill("SIGKILL");
      });
      assert(killedAt < 6, "it is killed while there is work left");
      assertEquals([...Deno.readDirSync(`${folder}/grid`)].length, 6);
      assertEquals(made, await sweep(alone, []));
      await Deno.remove(`${folder}/grid`, { recursive: true });
      const said = await withoutScheduler(folder, address, async () => {
        while (stored() < 1) await pause();
        parts[0]!.kill("SIGKILL");
      });
      assert(said.includes(`The Dask scheduler at ${address} is gone.`), said);
      assert(!said.includes("Traceback"), said);
    } finally {
      for (const part of parts) {
        try {
          part.kill("SIGKILL");
        } catch {
          // It has ended.
        }
        await part.status;
      }
      for (const one of folders) await Deno.remove(one, { recursive: true });
    }
  },
});
