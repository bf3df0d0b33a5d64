/**
 * The notebooks where this project makes no page of them: through stock
 * nbconvert, with its sanitizer and without. Needs Chromium, and the environment
 * that rendering makes.
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { decode } from "fast-png";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { runInEnvironment } from "../../tools/jupyter/environment.ts";
import { inFolder } from "../a_notebook.ts";
import { rendered } from "../granted.ts";
import { launch, noBrowser } from "./chromium.ts";
import { storedDrawings } from "./stored_drawings.ts";

const ignore = noBrowser || !rendered();

/** Opens the page that nbconvert makes of each notebook. */
function onEachPage(
  name: string,
  options: string[],
  body: (page: Page, drawings: number) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore,
    fn: () =>
      inFolder({}, async (folder) => {
        const notebooks = await storedDrawings();
        assertStrictEquals(
          await runInEnvironment("jupyter", [
            ...["nbconvert", "--to", "html", "--log-level", "ERROR"],
            ...["--output-dir", folder, ...options],
            ...notebooks.map(([path]) => path),
          ]),
          0,
        );
        const browser = await launch();
        try {
          const page = await browser.newPage();
          await page.route(/^https?:/, (route) => route.abort());
          for (const [path, drawings] of notebooks) {
            const file = path.split(/[\\/]/).at(-1)!.replace("ipynb", "html");
            await page.goto(`file://${join(folder, file)}`);
            await body(page, drawings.length);
          }
        } finally {
          await browser.close();
        }
      }),
  });
}

const ways: Record<string, string[]> = {
  "as it is": [],
  "with its sanitizer": ["--HTMLExporter.sanitize_html=True"],
};
for (const [how, options] of Object.entries(ways)) {
  onEachPage(
    `nbconvert ${how} shows every figure of the notebooks, and no tag of one`,
    options,
    async (page, drawings) => {
      const images = await page.locator(".jp-OutputArea img").all();
      assertStrictEquals(images.length, drawings);
      for (const image of images) assertEquals(await looks(image), "a drawing");
      const text = await page.locator("main").innerText();
      assert(!/<(img|figure|svg)/.test(text), page.url());
      const captions = text.match(/(?<=^|>)Figure: ./gm) ?? [];
      assertStrictEquals(captions.length, drawings);
    },
  );
}

/** What an image looks like on the screen: ink on a ground that shows. */
async function looks(image: Locator): Promise<string> {
  const png = decode(await image.screenshot());
  const pixels = png.width * png.height;
  if (pixels < 300 * 200) return `${png.width} × ${png.height}`;
  const counts = new Map<string, number>();
  for (let i = 0; i < pixels; i++) {
    const at = i * png.channels;
    const colour = `${png.data.slice(at, at + 3)}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  // Letters and lines in their shades, and more ground than ink.
  const ground = Math.max(...counts.values()) / pixels;
  const isDrawing = counts.size > 20 && ground > 0.6 && ground < 0.99;
  return isDrawing ? "a drawing" : `${counts.size} colours, ${ground} ground`;
}

onEachPage(
  "a table without any style or script has its numbers in columns, to the right",
  [],
  async (page) => {
    const wrong = await page.evaluate(() => {
      for (const one of document.querySelectorAll("style, link, script")) {
        one.remove();
      }
      for (const one of document.querySelectorAll("[style], [class]")) {
        one.removeAttribute("style");
        one.removeAttribute("class");
      }
      return [...document.querySelectorAll("table")].flatMap((table) =>
        [...table.rows].flatMap(({ cells }) =>
          [...cells].filter((cell, i) => {
            const head = table.tHead!.rows[0]!.cells[i]!;
            const [own, above] = [cell, head]
              .map((one) => one.getBoundingClientRect());
            const inColumn = cell.colSpan > 1 ||
              own!.left === above!.left && own!.right === above!.right;
            const isNumber = /^[-+]?\d+\.?\d*(e[-+]?\d+)?$/
              .test(cell.textContent);
            const side = getComputedStyle(cell).textAlign;
            const isRight = !isNumber || cell.align !== "right" ||
              side.endsWith("right");
            return !inColumn || !isRight;
          }).map((cell) => cell.outerHTML)
        )
      );
    });
    assertEquals(wrong, []);
  },
);

Deno.test({
  name: "no notebook is larger than 500 kB",
  ignore,
  async fn() {
    for (const [path] of await storedDrawings()) {
      const { size } = await Deno.stat(path);
      assert(size <= 500_000, `${path}: ${size}`);
    }
  },
});
