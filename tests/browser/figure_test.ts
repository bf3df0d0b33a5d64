/**
 * Figures as a reader sees them: no word stands on another, none is cut off,
 * and no line goes through one. Needs Chromium.
 */
import { document, linePlot } from "adam/show";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Page } from "playwright-core";
import { drawExplored } from "../../lib/show/explorable/plot.ts";
import { firstSteps } from "../../lib/show/explorable/first_steps.ts";
import { drawFirstSteps } from "../../lib/show/explorable/first_steps_plot.ts";
import { explore } from "../../lib/show/explorable/exploration.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";
import { overlaps } from "./overlaps.ts";
import { storedDrawings } from "./stored_drawings.ts";

const browser = browserOfFile();

async function inPage(
  drawings: string[],
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser().newPage();
  try {
    await page.setContent(
      drawings.map((svg) => `<div>${svg}</div>`).join(""),
    );
    await body(page);
  } finally {
    await page.close();
  }
}

/** What is wrong in each drawing of a page. */
async function wrongs(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const svg of await page.locator("div > svg").all()) {
    found.push(...await svg.evaluate(overlaps));
  }
  return found;
}

const letters = [..."aeimw WMlt.,|ηεΔβ₁ᵗ/()−10 "];
const words = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength })
    .filter((text) => text.trim() !== "");
const coordinate = fc.double({ min: -12, max: 4, noNaN: true })
  .map((exponent) => 10 ** exponent);
const line = fc.record({
  label: words(24),
  points: fc.array(fc.record({ x: coordinate, y: coordinate }), {
    minLength: 1,
    maxLength: 20,
  }).map((points) => points.toSorted((a, b) => a.x - b.x)),
});
const scale = fc.constantFrom("linear" as const, "log" as const);
const plot = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  options: fc.record({
    x: words(30),
    y: words(30),
    xScale: scale,
    yScale: scale,
    verticals: fc.dictionary(words(12), coordinate, { maxKeys: 3 }),
  }),
});

Deno.test({
  name:
    "in a plot of any lines no word stands on another, is cut, or struck through",
  ignore: noBrowser,
  async fn() {
    const plots = fc.sample(plot, { seed: 1, numRuns: 100 });
    const drawings = plots.map(({ lines, options }) =>
      linePlot(lines, options).outerHTML
    );
    await inPage(
      drawings,
      async (page) => assertEquals(await wrongs(page), []),
    );
  },
});

Deno.test({
  name: "lines that end at one place have labels that can be read",
  ignore: noBrowser,
  async fn() {
    const points = [1, 10, 100].map((x) => ({ x, y: 1 / x }));
    const lines = [
      "seed 0",
      "seed 1",
      "seed 2",
      "on paper",
      "untied, no layers",
    ]
      .map((label) => ({ label, points }));
    const options = {
      x: "rank",
      y: "norm",
      xScale: "log",
      yScale: "log",
    } as const;
    const { outerHTML } = linePlot(lines, options);
    await inPage(
      [outerHTML],
      async (page) => assertEquals(await wrongs(page), []),
    );
  },
});

Deno.test({
  name:
    "an explorable figure has no word on another, wherever its sliders are, wide or narrow",
  ignore: noBrowser,
  async fn() {
    const sizes = [1e-14, 1e-9, 0.9e-8, 1e-8, 1.1e-8, 1, 100];
    const drawings = [350, 640].flatMap((width) => [
      ...sizes.map((size) => ({
        explored: explore({ against: "gradient", gradients: [size], step: 1 }),
        width,
      })),
      ...[1, 2, 10, 1000].map((step) => ({
        explored: explore({ against: "step", gradients: [1, -2], step }),
        width,
      })),
    ]).map(({ explored, width }) =>
      drawExplored(explored, { document, width }).outerHTML
    );
    const ofLibraries = [330, 640].flatMap((width) =>
      [1e-14, 1.79e-10, 0.9e-8, 1e-8, 2e-8, 1e-5, 100].map((gradient) =>
        drawFirstSteps(gradient, firstSteps(gradient), { document, width })
          .outerHTML
      )
    );
    await inPage(
      [...drawings, ...ofLibraries],
      async (page) => assertEquals(await wrongs(page), []),
    );
  },
});

Deno.test({
  name:
    "an axis of a plot of lines has three labels or more, whatever it spans",
  ignore: noBrowser,
  fn() {
    fc.assert(
      fc.property(plot, ({ lines, options }) => {
        const svg = linePlot(lines, options);
        for (const axis of ["x", "y"]) {
          const labels = svg.querySelectorAll(
            `[aria-label="${axis}-axis tick label"] text`,
          );
          assert(labels.length >= 3, `${axis}: ${labels.length}`);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  },
});

Deno.test({
  name:
    "in the figures of the notebooks no word stands on another, is cut, or struck through",
  ignore: noBrowser,
  async fn() {
    for (const [path, drawings] of await storedDrawings()) {
      await inPage(
        drawings,
        async (page) => assertEquals(await wrongs(page), [], path),
      );
    }
  },
});
