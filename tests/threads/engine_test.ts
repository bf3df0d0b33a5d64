import { assert, assertEquals, assertThrows } from "@std/assert";
import { Engine, type KernelSet } from "../../lib/threads/mod.ts";
import { granted } from "../granted.ts";
import { once } from "../once.ts";

/** Kernels that say who did what. */
const source = `
class WatchPlan { doneBy: usize; flag: usize; count: i32; }

export const ANSWER: i32 = 42;

export function twice(size: i32): i32 { return 2 * size; }

export function fuses(one: f32): bool { return false; }

/** Leaves the number of the thread, above 0, at the place of the task. */
export function watch(task: i32, thread: i32, plan: usize): void {
  const doneBy = load<u32>(plan) + 4 * task;
  atomic.add<i32>(doneBy, thread + 1);
}

/** Answers whether its task is below the count. */
export function below(task: i32, thread: i32, plan: usize): bool {
  return task < load<i32>(plan + 8);
}

/** Breaks off in the thread whose number the count is; any other waits for that. */
export function breaks(task: i32, thread: i32, plan: usize): void {
  const flag = load<u32>(plan + 4);
  if (thread == load<i32>(plan + 8)) {
    atomic.store<i32>(flag, 1);
    unreachable();
  }
  while (atomic.load<i32>(flag) == 0) {}
}
`;

/** The kernels, compiled. */
const kernelSet = once(async () => {
  const { compile } = await import("../../tools/assemble/compile.ts");
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/kernels.ts`, source);
    const entry = new URL(`file://${folder}/kernels.ts`);
    const bytes = await compile(entry, { relaxedSimd: false });
    return {
      builds: { "relaxed-simd": bytes.toBase64(), simd: bytes.toBase64() },
      plans: { WatchPlan: { doneBy: "usize", flag: "usize", count: "i32" } },
      constants: ["ANSWER"],
      sizes: ["twice"],
      action: "watch",
      refusal: () => "too much",
    } as const satisfies KernelSet;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** Starts an engine, with a plan for so many tasks. */
async function started(threads: number, tasks: number) {
  const engine = await Engine.start(await kernelSet(), threads);
  assert(engine !== undefined);
  const { memory } = engine;
  const view = (length: number) =>
    new Int32Array(memory.buffer, memory.allocate(4 * length), length);
  const doneBy = view(tasks);
  const plan = { doneBy, flag: view(1), count: tasks };
  return { engine, doneBy, plan, address: engine.plan("WatchPlan", plan) };
}

const ignore = !granted("read", "write", "env");

Deno.test({
  name:
    "an engine does each task once, for any number of them on any number of threads",
  ignore,
  async fn() {
    for (const threads of [1, 2, 3]) {
      const { engine, doneBy, address } = await started(threads, 1000);
      for (const tasks of [0, 1, 2, 3, 7, 1000]) {
        doneBy.fill(0);
        assert(engine.run("watch", tasks, address));
        const isOnce = (by: number) => by >= 1 && by <= threads;
        assert(doneBy.subarray(0, tasks).every(isOnce));
        assert(doneBy.subarray(tasks).every((by) => by === 0));
      }
      engine.stop();
    }
  },
});

Deno.test({
  name: "a worker that comes late, to a round that is over, does no task again",
  ignore,
  async fn() {
    // More threads than cores, and rounds that are shorter than it takes to wake up.
    const threads = 2 * navigator.hardwareConcurrency + 1;
    const { engine, doneBy, address } = await started(threads, 9);
    const by = new Set<number>();
    const isOver = (round: number) => round >= 20_000 && by.size > 2;
    // On a core that has much to do, it may take longer until a worker comes at all.
    for (let round = 0; round < 2e6 && !isOver(round); round++) {
      const tasks = 2 + round % 8;
      doneBy.fill(0);
      engine.run("watch", tasks, address);
      const isOnce = doneBy.subarray(0, tasks).every((by) =>
        by >= 1 && by <= threads
      );
      assert(isOnce && doneBy.subarray(tasks).every((by) => by === 0));
      doneBy.forEach((thread) => by.add(thread));
    }
    assert(by.size > 2, "only the caller worked");
    engine.stop();
  },
});

Deno.test({
  name: "one task wakes nobody: the caller does it",
  ignore,
  async fn() {
    const { engine, doneBy, address } = await started(3, 1);
    for (let time = 0; time < 100; time++) {
      doneBy[0] = 0;
      engine.run("watch", 1, address);
      assertEquals(doneBy[0], 1);
    }
    engine.stop();
  },
});

Deno.test({
  name:
    "an engine answers whether every task left what is finite, and that it did if a kernel does not say",
  ignore,
  async fn() {
    const { engine, plan, address } = await started(2, 5);
    assertEquals(engine.run("below", 5, address), true);
    assertEquals(engine.run("below", 6, address), false);
    assertEquals(engine.run("watch", 5, address), true);
    engine.plan("WatchPlan", { ...plan, count: 6 });
    assertEquals(engine.run("below", 6, address), true);
    engine.stop();
  },
});

Deno.test({
  name:
    "an engine says that a kernel broke off, in a worker or in the caller, and goes on",
  ignore,
  async fn() {
    const { engine, doneBy, plan, address } = await started(2, 8);
    for (const count of [1, 0]) {
      plan.flag.fill(0);
      engine.plan("WatchPlan", { ...plan, count });
      assertThrows(
        () => engine.run("breaks", 8, address),
        Error,
        "The kernel breaks broke off",
      );
      doneBy.fill(0);
      assert(engine.run("watch", 8, address));
      assert(doneBy.every((by) => by > 0));
    }
    engine.stop();
  },
});

Deno.test({
  name: "an engine has no kernel of another name",
  ignore,
  async fn() {
    const { engine, address } = await started(1, 1);
    assertThrows(
      () => engine.run("watches", 1, address),
      Error,
      "There is no kernel watches",
    );
    assertEquals(engine.constants, { ANSWER: 42 });
    assertEquals(engine.sizes.twice(21), 42);
  },
});

Deno.test({
  name:
    "an engine has the first build that the machine can run, and that with relaxed SIMD only if it rounds once",
  ignore,
  async fn() {
    const set = await kernelSet();
    // These say that they round twice.
    const engine = await Engine.start(set, 1);
    assertEquals(engine?.kernels, "simd");
    assertEquals(await Engine.start(set, 1, ["relaxed-simd"]), undefined);
    const builds = { "relaxed-simd": "AAAA", simd: "AAAA" };
    assertEquals(await Engine.start({ ...set, builds }, 1), undefined);
  },
});

Deno.test({
  name: "a program ends when its engine is stopped",
  ignore: ignore || !granted("run"),
  async fn() {
    const set = await kernelSet();
    const { action, plans, constants, sizes, builds } = set;
    const given = { action, plans, constants, sizes, builds };
    const module = new URL("../../lib/threads/mod.ts", import.meta.url);
    const program = `
      import { Engine } from "${module}";
      const engine = await Engine.start(${JSON.stringify(given)}, 3);
      engine.run("below", 9, 64);
      engine.stop();
      console.log("stopped");
    `;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", program],
      stdout: "piped",
    });
    const { code, stdout } = await child.output();
    assertEquals(new TextDecoder().decode(stdout), "stopped\n");
    assertEquals(code, 0);
  },
});
