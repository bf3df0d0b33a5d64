/**
 * The notebooks where this project makes no page of them: through stock
 * nbconvert, with its sanitizer and without. Needs Chromium, and the environment
 * that rendering makes.
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { decode } from "fast-png";
import { basename, join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { runInEnvironment } from "../../tools/jupyter/environment.ts";
import { rendered } from "../granted.ts";
import { once } from "../once.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";
import { storedDrawings } from "./stored_drawings.ts";

const ignore = noBrowser || !rendered();

const browser = browserOfFile();
let folder: string;

Deno.test.beforeAll(async () => {
  if (!ignore) folder = await Deno.makeTempDir();
});

Deno.test.afterAll(async () => {
  if (!ignore) await Deno.remove(folder, { recursive: true });
});

/** A page of a notebook, and how many drawings the notebook has. */
interface Converted {
  file: string;
  drawings: number;
}

/** The pages that nbconvert makes of the notebooks, each way once. */
const pages: Record<string, () => Promise<Converted[]>> = {
  "as it is": once(() => convert("plain")),
  "with its sanitizer": once(() =>
    convert("sanitized", "--HTMLExporter.sanitize_html=True")
  ),
};

async function convert(
  name: string,
  ...options: string[]
): Promise<Converted[]> {
  const into = join(folder, name);
  const notebooks = await storedDrawings();
  const code = await runInEnvironment("jupyter", [
    ...["nbconvert", "--to", "html", "--log-level", "ERROR"],
    ...["--output-dir", into, ...options],
    ...notebooks.map(([path]) => path),
  ]);
  assertStrictEquals(code, 0);
  return notebooks.map(([path, drawings]) => ({
    file: join(into, `${basename(path, ".ipynb")}.html`),
    drawings: drawings.length,
  }));
}

/** Opens the page that nbconvert makes of each notebook. */
function onEachPage(
  name: string,
  way: string,
  body: (page: Page, drawings: number) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore,
    async fn() {
      const page = await browser().newPage();
      try {
        await page.route(/^https?:/, (route) => route.abort());
        for (const { file, drawings } of await pages[way]!()) {
          await page.goto(`file://${file}`);
          await body(page, drawings);
        }
      } finally {
        await page.close();
      }
    },
  });
}

for (const way of Object.keys(pages)) {
  onEachPage(
    `nbconvert ${way} shows every figure of the notebooks, and no tag of one`,
    way,
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
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels; i++) {
    const at = i * png.channels;
    // A number is found far sooner than a text.
    const colour = png.data[at]! << 16 | png.data[at + 1]! << 8 |
      png.data[at + 2]!;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  // Letters and lines in their shades, and more ground than ink.
  const ground = Math.max(...counts.values()) / pixels;
  const isDrawing = counts.size > 20 && ground > 0.6 && ground < 0.99;
  return isDrawing ? "a drawing" : `${counts.size} colours, ${ground} ground`;
}

onEachPage(
  "a table without any style or script has its numbers in columns, to the right",
  "as it is",
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
