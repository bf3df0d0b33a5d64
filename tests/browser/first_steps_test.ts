/**
 * The figure that the index opens with, in a browser: what it shows is what the
 * library gives. Needs Chromium.
 */
import { firstStep } from "adam/formulations";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type { Page } from "playwright-core";
import {
  comparison,
  firstSteps,
} from "../../lib/show/explorable/first_steps.ts";
import { gradients } from "../../lib/show/explorable/first_steps_controls.ts";
import { explorableScript } from "../../tools/log/explorable_script.ts";
import { launch, noBrowser } from "./chromium.ts";

const script = noBrowser ? "" : await explorableScript("data-first-steps");

Deno.test("each library takes the step of its formulation, with its own ε", () => {
  const [torch, , , keras] = firstSteps(1.79e-10);
  assertStrictEquals(
    torch!.share,
    firstStep("torch-fused-fma", 1.79e-10).relativeUpdate,
  );
  assertEquals([torch!.epsilon, keras!.epsilon], [1e-8, 1e-7]);
  assertStrictEquals(
    comparison(firstSteps(1)),
    "PyTorch moves 1.00 times as far as Keras.",
  );
});

Deno.test({
  name: "dragged, chosen or sent: one gradient decides all that is shown",
  ignore: noBrowser,
  async fn() {
    const folder = await Deno.makeTempDir();
    const browser = await launch();
    try {
      await Deno.writeTextFile(
        `${folder}/page.html`,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>` +
          `<figure data-first-steps="1.79e-10"><div>A drawing</div></figure>` +
          `<script>${script}</script></html>`,
      );
      const page = await browser.newPage({
        viewport: { width: 360, height: 900 },
      });
      const failures: string[] = [];
      page.on("pageerror", (error) => failures.push(error.message));
      await page.goto(`file://${folder}/page.html`);
      await shows(page, 1.79e-10);
      const slider = page.getByRole("slider");
      await slider.press("ArrowRight");
      await shows(page, 3e-10);
      for (const { name, gradient, lookFor } of gradients) {
        await page.getByRole("button", { name, exact: true }).press("Enter");
        await page.getByText(lookFor, { exact: true }).waitFor();
        await shows(page, gradient);
      }
      await slider.press("Home");
      await shows(page, 1e-14);
      await page.waitForFunction("location.hash === '#first-steps?g=1e-14'");
      await page.reload();
      await shows(page, 1e-14);
      const width = await page.evaluate(() =>
        document.documentElement.scrollWidth
      );
      assertStrictEquals(width, 360);
      assertEquals(failures, []);
    } finally {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** That verdict, table, drawing and slider are those of a gradient. */
async function shows(page: Page, gradient: number): Promise<void> {
  const steps = firstSteps(gradient);
  assertStrictEquals(
    await page.locator("output").innerText(),
    comparison(steps),
  );
  const rows = await page.locator("tbody tr").allInnerTexts();
  assertEquals(
    rows.map((row) => row.split(/\s+/).filter((word) => word !== "")),
    steps.map(({ library, epsilon, share }) => [
      library,
      `${epsilon}`,
      `${(100 * share).toPrecision(3)}`,
      "%",
    ]),
  );
  assertStrictEquals(
    await page.getByRole("slider").getAttribute("aria-valuetext"),
    `${gradient}`,
  );
  const drawn = await page.locator("figure svg").getAttribute("aria-label");
  assert(drawn!.includes(`from a gradient of ${gradient}: `), drawn!);
}
