/**
 * How a training in a page does: steps and frames a second at full speed, the
 * memory of the browser's processes minute by minute, and what a paused training
 * costs. A script, not a test: `deno run -A tests/browser/measure_training.ts
 * MINUTES`.
 *
 * @module
 */
import {
  pageModel,
  trainingPresets,
} from "../../lib/show/explorable/training/presets.ts";
import type { Source } from "../../lib/show/explorable/training/frame.ts";
import { withWorker } from "../../tools/log/explorable_script.ts";
import { launch } from "./chromium.ts";
import "./live_training_page.ts";

declare global {
  var told: { steps: number; frames: number; training: Source };
}

const minutes = Number(Deno.args[0] ?? 1);
const script = await withWorker(
  "tests/browser/live_training_page.ts",
  "lib/show/explorable/training/worker.ts",
);
const folder = await Deno.makeTempDir();
const file = `${folder}/page.html`;
await Deno.writeTextFile(
  file,
  `<!doctype html><meta charset="utf-8"><script type="module">${script}</script>`,
);

/** Megabytes of memory and seconds of processor time that the renderers of the browsers that this script started have taken, Linux only. */
function usage(): { megabytes: number; seconds: number } {
  let [megabytes, seconds] = [0, 0];
  for (const pid of descendants(Deno.pid)) {
    const read = (name: string) =>
      Deno.readTextFileSync(`/proc/${pid}/${name}`);
    if (!read("cmdline").includes("--type=renderer")) continue;
    megabytes += Number(/^RssAnon:\s+(\d+)/m.exec(read("status"))![1]) / 1024;
    const ticks = read("stat").split(") ")[1]!.split(" ");
    seconds += (Number(ticks[11]) + Number(ticks[12])) / 100;
  }
  return { megabytes, seconds };
}

/** All processes below one. */
function descendants(of: number): number[] {
  const parents = [...Deno.readDirSync("/proc")]
    .map(({ name }) => Number(name)).filter(Number.isInteger)
    .flatMap((pid) => {
      try {
        const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
        return [[pid, Number(stat.split(") ")[1]!.split(" ")[1])] as const];
      } catch {
        return []; // ended meanwhile
      }
    });
  const below = (parent: number): number[] =>
    parents.filter(([, its]) => its === parent)
      .flatMap(([pid]) => [pid, ...below(pid)]);
  return below(of);
}

const browser = await launch();
const page = await browser.newPage();
await page.goto(`file://${file}`);
const wait = (seconds: number) => page.waitForTimeout(1000 * seconds);
const state = () =>
  page.evaluate(() => ({
    steps: told.steps,
    frames: told.frames,
    heap: (performance as unknown as { memory: { usedJSHeapSize: number } })
      .memory.usedJSHeapSize / 2 ** 20,
  }));

async function begin(settings: object): Promise<void> {
  await page.evaluate((settings) => {
    const training = liveTraining(settings);
    globalThis.told = { steps: 0, frames: 0, training };
    training.onframe = (frame) => {
      told.steps = frame.step;
      told.frames++;
    };
    training.play(1e9);
  }, settings);
  await page.waitForFunction("told.steps > 100");
}

for (const { name, settings } of trainingPresets) {
  await begin(settings);
  const [from, used] = [await state(), usage()];
  await wait(10);
  const [to, then] = [await state(), usage()];
  const seconds = then.seconds - used.seconds;
  const steps = to.steps - from.steps;
  console.log(
    `${name}: ${(steps / 10).toFixed(0)} steps and ` +
      `${((to.frames - from.frames) / 10).toFixed(0)} frames a second, ` +
      `${(1000 * seconds / steps).toFixed(2)} ms of processor time a step`,
  );
  await page.evaluate(() => told.training.pause());
  await wait(1);
  const paused = usage().seconds;
  await wait(5);
  console.log(
    `  paused: ${
      (usage().seconds - paused).toFixed(2)
    } s of processor time in 5 s`,
  );
  await page.evaluate(() => told.training.end());
}
await wait(2);
console.log(`ended: ${usage().megabytes.toFixed(0)} MB`);
await begin(pageModel);
for (let minute = 0; minute <= minutes; minute++) {
  const { steps, heap } = await state();
  console.log(
    `minute ${minute}, step ${steps}: ${usage().megabytes.toFixed(0)} MB, ` +
      `heap of the page ${heap.toFixed(1)} MB`,
  );
  if (minute < minutes) await wait(60);
}
await browser.close();
await Deno.remove(folder, { recursive: true });
