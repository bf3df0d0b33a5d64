/**
 * The figure in which a reader trains, in a browser, from a file and with the
 * network cut off. Needs Chromium.
 */
import { explorableTraining, jupyterDisplay, storeTraining } from "adam/show";
import { trainingRun } from "adam/training";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type axe from "axe-core";
import axeSource from "axe-core/axe.min.js" with { type: "text" };
import type { Page } from "playwright-core";
import { trainingPresets } from "../../lib/show/explorable/training/presets.ts";
import { explorableScript } from "../../tools/log/explorable_script.ts";
import { inJupyter } from "../show/in_jupyter.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";
import { withLog } from "./opened_log.ts";

const browser = browserOfFile();

const small = {
  ...{ layers: 1, width: 16, feedForward: 16, vocabulary: 40, deadTokens: 20 },
  ...{ batch: 1, sequenceLength: 8, sigma: 1 },
  storage: "f32",
} as const;

let folder: string;
let script: string;

Deno.test.beforeAll(async () => {
  if (noBrowser) return;
  folder = await Deno.makeTempDir();
  script = await explorableScript("data-training");
  await writePage("page", small);
  await writePage("stored", await storeTraining(small, 100));
});

/** Writes a page with the figure of a training, as its output in a notebook has it. */
async function writePage(
  name: string,
  training: Parameters<typeof explorableTraining>[0],
): Promise<void> {
  const { shown: [image] } = await inJupyter(() =>
    explorableTraining(training, { caption: "A caption", step: 1 })
      [jupyterDisplay]()
  );
  const { data, metadata } = image!;
  const settings = JSON.stringify(metadata.training);
  await Deno.writeTextFile(
    `${folder}/${name}.html`,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>` +
      `<meta name="viewport" content="width=device-width">` +
      `<meta name="color-scheme" content="light dark">` +
      `<link rel="icon" href="data:,"><main><h1>A page</h1>` +
      `<figure data-training='${settings}'>` +
      `<img alt="Rows" src="data:image/png;base64,${data["image/png"]}">` +
      `<figcaption>A caption</figcaption></figure></main>` +
      `<script>${script}</script></html>`,
  );
}

Deno.test.afterAll(async () => {
  if (!noBrowser) await Deno.remove(folder, { recursive: true });
});

/** A test on the page; it fails if the page reports an error or asks for another file. */
function onPage(
  name: string,
  body: (page: Page) => Promise<void>,
  { width = 900, file = "page" } = {},
): void {
  Deno.test({
    name: `figure of a training: ${name}`,
    ignore: noBrowser,
    fn: () =>
      withLog(browser(), `${folder}/${file}.html`, { width }, async (page) => {
        await page.locator(".trained.begun").waitFor();
        await body(page);
      }),
  });
}

const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

const slider = (page: Page, name: string) =>
  page.getByLabel(name, { exact: true });

async function atStep(page: Page, step: number, panels = 1): Promise<void> {
  await page.waitForFunction(
    ([step, panels]) => {
      const all = [...document.querySelectorAll("output.step")];
      return all.length === panels &&
        all.every((one) => one.textContent === `step ${step}`);
    },
    [step, panels] as const,
  );
}

/** What axe finds that keeps readers out. */
async function barriers(page: Page): Promise<unknown[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      resultTypes: ["violations"],
    })
  );
  return violations.filter(({ impact }) =>
    impact === "serious" || impact === "critical"
  ).map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
}

onPage(
  "it waits for its reader, and each step is that of the library",
  async (page) => {
    await atStep(page, 0);
    assertStrictEquals(await page.locator("p[role=status]").innerText(), "");
    await button(page, "One step").press("Enter");
    await atStep(page, 1);
    await button(page, "One step").press("Enter");
    await atStep(page, 2);
    await page.locator("p[role=status]", { hasText: "Step 2." }).waitFor();
    using run = await trainingRun(small);
    const [, second] = run.steps(2);
    const loss = page.locator(".readout dd").first();
    assertStrictEquals(await loss.innerText(), second!.loss.toPrecision(3));
    assertEquals(await barriers(page), []);
  },
);

onPage(
  "it starts and pauses from the keyboard, rests where nobody sees it, and speaks when it has paused",
  async (page) => {
    await button(page, "Start").press("Enter");
    await page.waitForFunction(() =>
      Number(document.querySelector(".step")!.textContent!.slice(5)) > 3
    );
    const hide = (hidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", {
          value: hidden,
          configurable: true,
        });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await hide(true);
    await page.waitForTimeout(200);
    const unseen = await page.locator(".step").innerText();
    await page.waitForTimeout(200);
    assertStrictEquals(await page.locator(".step").innerText(), unseen);
    await hide(false);
    await page.waitForFunction(
      (unseen) => document.querySelector(".step")!.textContent !== unseen,
      unseen,
    );
    await button(page, "Pause").press("Enter");
    const status = page.locator("p[role=status]");
    await status.filter({ hasText: /^Step \d+\. Loss / }).waitFor();
    const step = await page.locator(".step").innerText();
    const spoken = await status.innerText();
    assert(spoken.startsWith(`S${step.slice(1)}. `), `${step}: ${spoken}`);
    const drawn = await page.locator("canvas").getAttribute("aria-label");
    assertStrictEquals(drawn, spoken);
    await page.waitForTimeout(200);
    assertStrictEquals(await page.locator(".step").innerText(), step);
    await button(page, "Reset").press("Enter");
    await atStep(page, 0);
    await button(page, "Start").waitFor();
  },
);

onPage(
  "a change begins anew; what is shown stands in the address, which shows the same to others",
  async (page) => {
    await button(page, "One step").press("Enter");
    await atStep(page, 1);
    // A button that is pressed at once is not lost: both in one task, which no timer interrupts.
    await page.evaluate(() => {
      const [sigma] = document.querySelectorAll<HTMLInputElement>(
        ".slide input",
      );
      sigma!.stepDown();
      sigma!.dispatchEvent(new Event("input"));
      document.querySelector<HTMLElement>("[data-do=step]")!.click();
    });
    await page.waitForTimeout(1000);
    await atStep(page, 1);
    await page.waitForFunction("location.hash.includes('sigma=0.7')");
    await page.getByLabel("bf16", { exact: true }).check();
    await page.getByLabel("side by side").check();
    await slider(page, "ε").press("ArrowRight");
    // Trainings begin anew a moment after the last change, from step 0 to step 0.
    await page.waitForTimeout(1000);
    await atStep(page, 0, 2);
    await button(page, "One step").press("Enter");
    await atStep(page, 1, 2);
    await button(page, "One step").press("Enter");
    await atStep(page, 2, 2);
    await page.waitForFunction("location.hash.endsWith('&step=2')");
    const headings = await page.locator(".heading").allInnerTexts();
    await page.reload();
    await atStep(page, 0, 2);
    await button(page, "Go to step 2, as sent").press("Enter");
    await atStep(page, 2, 2);
    assertEquals(await page.locator(".heading").allInnerTexts(), headings);
    const [first, second] = headings;
    assert(first!.includes("σ = 0.7") && first!.includes("ε = 1e-8"), first);
    assert(second!.includes("σ = 0.02"), second);
    assert(second!.includes("ε = 1e-7"), second);
  },
);

onPage(
  "a row is read that is pointed at, or chosen from the keyboard, and is spoken when its reader chose it",
  async (page) => {
    const read = page.locator(".read");
    const row = slider(page, "one row");
    await row.press("End");
    await read.filter({ hasText: "Token 39, dead: it never occurs. No step" })
      .waitFor();
    await row.press("Home");
    await button(page, "One step").press("Enter");
    await read.filter({
      hasText:
        /^Token 0, live: one position in 3\.\d has it\. Step 1 moved its row by 1 of a full step/,
    })
      .waitFor();
    await page.locator("p[role=status]", { hasText: "Step 1." }).waitFor();
    assertStrictEquals(
      await row.getAttribute("aria-valuetext"),
      await read.innerText(),
    );
    const box = (await page.locator("canvas").boundingBox())!;
    const seen = new Set<string>();
    for (let i = 1; i < 8; i++) {
      await page.mouse.move(box.x + i * box.width / 8, box.y + box.height / 2);
      await page.waitForTimeout(50);
      seen.add((await read.innerText()).split(":")[0]!);
    }
    assert(seen.size > 2, [...seen].join());
  },
);

onPage(
  "on paper the rows of a dark page have the colours of a light one",
  async (page) => {
    await page.emulateMedia({ colorScheme: "dark" });
    // Both are the colour of live rows in training.css.
    await page.evaluate(() => {
      const colours = { light: [0, 114, 178], dark: [86, 180, 233] };
      const [canvas] = document.querySelectorAll("canvas");
      const look = () => {
        const { data } = canvas!.getContext("2d")!
          .getImageData(0, 0, canvas!.width, canvas!.height);
        return Object.entries(colours).filter(([, colour]) => {
          for (let i = 0; i < data.length; i += 4) {
            if (colour.every((x, j) => Math.abs(data[i + j]! - x) < 4)) {
              return true;
            }
          }
        }).map(([name]) => name).join();
      };
      const printed = () => Object.assign(globalThis, { printed: look() });
      addEventListener("beforeprint", printed);
      Object.assign(globalThis, { look });
    });
    await page.waitForFunction("look() === 'dark'");
    await page.pdf();
    assertStrictEquals(await page.evaluate("printed"), "light");
    await page.waitForFunction("look() === 'dark'");
  },
);

onPage(
  "a preset sets what is trained, and says what to look for",
  async (page) => {
    for (const { name, lookFor, settings } of trainingPresets) {
      await button(page, name).press("Enter");
      await page.getByText(lookFor, { exact: true }).waitFor();
      const { sigma, epsilon = 1e-8 } = settings;
      const shown = [slider(page, "start scale σ"), slider(page, "ε")];
      const texts = shown.map((one) => one.getAttribute("aria-valuetext"));
      assertEquals(await Promise.all(texts), [`${sigma}`, `${epsilon}`]);
    }
    await button(page, "PyTorch’s defaults").press("Enter");
    await page.waitForFunction("location.hash.includes('width=128')");
  },
);

onPage(
  "two fit on a phone, and on paper there are rows and lines but no buttons",
  async (page) => {
    await page.getByLabel("side by side").check();
    await atStep(page, 0, 2);
    const [content, screen] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert(content! <= screen!, `${content}`);
    assertEquals(await barriers(page), []);
    await page.emulateMedia({ media: "print" });
    assertStrictEquals(await page.getByRole("button").count(), 0);
    assertStrictEquals(await page.getByRole("slider").count(), 0);
    assert(await page.locator("canvas").first().isVisible());
    assert(!await page.locator("figure > img").isVisible());
  },
  { width: 390 },
);

onPage(
  "a stored training is gone through, forwards and back, and played to its end",
  async (page) => {
    const scrub = slider(page, "Step");
    await scrub.press("End");
    await atStep(page, 100);
    await scrub.press("ArrowLeft");
    await atStep(page, 97);
    await button(page, "One step").press("Enter");
    await atStep(page, 100);
    assertStrictEquals(await scrub.getAttribute("aria-valuetext"), "step 100");
    await button(page, "Reset").press("Enter");
    await atStep(page, 0);
    assertEquals(await barriers(page), []);
    await page.getByLabel("Speed").selectOption("as fast as it can");
    await button(page, "Start").press("Enter");
    await atStep(page, 100);
    await button(page, "Start").waitFor();
    await page.waitForFunction("location.hash === '#training-0?step=100'");
    await page.reload();
    await atStep(page, 100);
  },
  { file: "stored" },
);
