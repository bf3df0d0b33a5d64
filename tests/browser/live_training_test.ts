/**
 * A training in a page, from the file system and without a network, under the
 * policy of a log: it is that of `trainingRun` in Deno, to the bit. Needs
 * Chromium.
 */
import { type TrainingRecord, trainingRun } from "adam/training";
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { Frame } from "../../lib/show/explorable/training/frame.ts";
import type { LiveSettings } from "../../lib/show/explorable/training/messages.ts";
import {
  pageModel,
  trainingPresets,
} from "../../lib/show/explorable/training/presets.ts";
import { withWorker } from "../../tools/log/explorable_script.ts";
import { once } from "../once.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";
import "./live_training_page.ts";

const browser = browserOfFile();

const script = once(() =>
  withWorker(
    "tests/browser/live_training_page.ts",
    "lib/show/explorable/training/worker.ts",
  )
);

/** Opens a page that can train, and fails if it asks for anything or reports an error. */
async function inPage(body: (page: Page) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const context = await browser().newContext();
  const complaints: string[] = [];
  try {
    await context.setOffline(true);
    await Deno.writeTextFile(
      `${folder}/page.html`,
      `<!doctype html><meta charset="utf-8"><title>A page</title>` +
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ` +
        `script-src 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:">` +
        `<script type="module">${await script()}</script>`,
    );
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(`file://${folder}/page.html`);
    await body(page);
  } finally {
    await context.close();
    await Deno.remove(folder, { recursive: true });
  }
  assertEquals(complaints, []);
}

/** The frames of a training up to a step. */
function framesUpTo(page: Page, settings: LiveSettings, step: number) {
  return page.evaluate(
    ([settings, step]) =>
      new Promise<Frame[]>((resolve, reject) => {
        const frames: Frame[] = [];
        const training = liveTraining(settings);
        training.onfailure = reject;
        training.onframe = (frame) => {
          frames.push(frame);
          if (frame.step < step) return;
          training.end();
          resolve(frames);
        };
        training.seek(step);
      }),
    [settings, step] as const,
  );
}

function recordsOf(frames: Frame[]): TrainingRecord[] {
  return frames.flatMap(({ skipped, record }) =>
    record ? [...skipped, record] : [...skipped]
  );
}

Deno.test({
  name: "50 steps in a page are those of trainingRun in Deno, to the bit",
  ignore: noBrowser,
  fn: () =>
    inPage(async (page) => {
      const settingsOf = (name: string) =>
        trainingPresets.find((preset) => preset.name === name)!.settings;
      const kinds: LiveSettings[] = [
        pageModel,
        settingsOf("untied"),
        settingsOf("bf16 until it freezes"),
        { ...pageModel, storage: "mixed", seed: 1, sigma: 0.1, beta2: 0.95 },
      ];
      for (const settings of kinds) {
        using run = await trainingRun(settings);
        const records = [...run.steps(50)];
        const frames = await framesUpTo(page, settings, 50);
        assertEquals(frames[0]!.step, 0);
        assertEquals(recordsOf(frames), records);
        const { weights } = run.save();
        const inPage = await page.evaluate(async (settings) => {
          const run = await trainingRun(settings);
          for (const _ of run.steps(50));
          const { weights } = run.save();
          return [run.kernels, new Uint8Array(weights.buffer).toBase64()];
        }, settings);
        const bytes = new Uint8Array(weights.buffer as ArrayBuffer);
        assertEquals(inPage, [run.kernels, bytes.toBase64()]);
      }
    }),
});
