/**
 * How long the explorable figures of the rendered logs take to answer: the time
 * of the page's main thread, from the key that moves a slider to the frame that
 * shows it, per input. It is processor time, as wall-clock time counts whatever
 * else runs. A script, not a test: `deno run -A tests/browser/measure_sliders.ts`.
 *
 * @module
 */
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { root } from "../../tools/shared/task.ts";
import { launch } from "./chromium.ts";
import { logFiles } from "./opened_log.ts";

const inputs = 20;
const parts = ["Task", "Script", "RecalcStyle", "Layout"];

/** Seconds that the main thread has spent so far, by what on. */
async function spent(session: CDPSession): Promise<number[]> {
  const { metrics } = await session.send("Performance.getMetrics");
  return parts.map((part) =>
    metrics.find(({ name }) => name === `${part}Duration`)!.value
  );
}

const browser = await launch();
for (const file of logFiles().filter((name) => name.endsWith(".html"))) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
  });
  await page.goto(`file://${join(root, "logs", file)}`);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  for (const slider of await page.locator(".explorable [type=range]").all()) {
    await slider.focus();
    await page.waitForTimeout(1000); // what is spoken once nothing changes
    const middle = Math.floor(Number(await slider.getAttribute("max")) / 2);
    await slider.fill(`${middle}`);
    const before = await spent(session);
    for (let i = 0; i < inputs; i++) {
      await page.keyboard.press(i % 2 ? "ArrowLeft" : "ArrowRight");
      await page.evaluate(() =>
        new Promise((resolve) =>
          requestAnimationFrame(() => setTimeout(resolve))
        )
      );
    }
    const after = await spent(session);
    const each = parts.map((part, i) =>
      `${part} ${(1000 * (after[i]! - before[i]!) / inputs).toFixed(1)}`
    );
    const name = await slider.getAttribute("aria-label") ?? "|g|";
    console.log(`${file}, ${name}: ms per input: ${each.join(", ")}`);
  }
  await page.close();
}
await browser.close();
