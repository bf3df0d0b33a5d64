/** The logs in a browser. They exist once `deno task render` has made them. */
import { adamSteps, biasCorrection } from "adam";
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type axe from "axe-core";
import axeSource from "axe-core/axe.min.js" with { type: "text" };
import type { Page } from "playwright-core";
import { once } from "../once.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";
import { copyLogs, logFiles, type Reader, withLog } from "./opened_log.ts";

const files = noBrowser ? [] : logFiles();
const ignore = noBrowser || !files.includes("index.html");

const browser = browserOfFile();
let folder: string;

Deno.test.beforeAll(async () => {
  if (!ignore) folder = await copyLogs();
});

Deno.test.afterAll(async () => {
  if (!ignore) await Deno.remove(folder, { recursive: true });
});

/** Opens one log after the other, for a body that may change the page. */
async function openEachLog(
  reader: Reader,
  body: (page: Page, file: string) => Promise<void>,
): Promise<void> {
  for (const file of files.filter((file) => file.endsWith(".html"))) {
    const path = `${folder}/${file}`;
    await withLog(browser(), path, reader, (page) => body(page, file));
  }
}

/** Looks at a page and does what a reader does with it; leaves it so that those after it can do the same. */
type Look = (page: Page, file: string) => Promise<void>;

/** Tests of all logs: each log is opened once for all of them. */
function lookAtEachLog(reader: Reader, looks: Record<string, Look>): void {
  const seen = once(async () => {
    const errors = new Map<string, unknown>();
    await openEachLog(reader, async (page, file) => {
      for (const [name, look] of Object.entries(looks)) {
        await look(page, file).catch((error) => {
          if (!errors.has(name)) errors.set(name, error);
        });
      }
    });
    return errors;
  });
  for (const name of Object.keys(looks)) {
    Deno.test({
      name,
      ignore,
      async fn() {
        const errors = await seen();
        if (errors.has(name)) throw errors.get(name);
      },
    });
  }
}

/** That axe finds nothing grave on a page, by these of its rules. */
function keepsNoReaderOut(options: axe.RunOptions = {}): Look {
  return async (page, file) => {
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(
      (options) =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(options),
      { ...options, resultTypes: ["violations" as const] },
    );
    const grave = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
    assertEquals(grave, [], file);
  };
}

const keepsOut = "a log opens without a network and keeps no reader out";

/** The logs with a figure to explore. */
const explorable = [
  "01_adam_math.html",
  "02_adam_step_by_step.html",
  "03_where_epsilon_stands.html",
];

/** The labels of the lines that have a point where this circle is. */
function labelsAt(circle: Element): string[] {
  const { x, y } = circle.getBoundingClientRect();
  return [...circle.closest("svg")!.querySelectorAll("circle")]
    .filter((other) => {
      const place = other.getBoundingClientRect();
      return Math.hypot(place.x - x, place.y - y) < 2;
    })
    .map((other) => other.textContent.split(": ")[0]!);
}

lookAtEachLog({ colorScheme: "light" }, {
  "nothing moves while a log opens": async (page, file) => {
    const shift = await page.evaluate(async () => {
      let sum = 0;
      const add = (list: PerformanceObserverEntryList) => {
        for (const entry of list.getEntries()) {
          sum += (entry as PerformanceEntry & { value: number }).value;
        }
      };
      new PerformanceObserver(add)
        .observe({ type: "layout-shift", buffered: true });
      await document.fonts.ready;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return sum;
    });
    assertStrictEquals(shift, 0, file);
  },
  "every image of a log has a name": async (page, file) => {
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll("main img, .drawing svg")]
        .filter((one) => !one.ariaLabel && !one.getAttribute("alt"))
        .map((one) => one.outerHTML.slice(0, 200))
    );
    assertEquals(nameless, [], file);
  },
  "every link between logs leads somewhere": async (page, file) => {
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a")].map((link) => ({
        to: link.getAttribute("href")!,
        // The one that a browser would go to.
        found: [link.hash, decodeURIComponent(link.hash)]
          .some((hash) => document.getElementById(hash.slice(1))),
      }))
    );
    for (const { to, found } of links) {
      if (to.startsWith("http")) continue;
      if (to.startsWith("#")) {
        assert(found, `${file} links to ${to}`);
        continue;
      }
      const [other, id] = to.split("#").map(decodeURIComponent);
      assert(files.includes(other!), `${file} links to ${to}`);
      const text = await Deno.readTextFile(`${folder}/${other}`);
      assert(!id || text.includes(`id="${id}"`), `${file} links to ${to}`);
    }
  },
  [`${keepsOut}, in light`]: keepsNoReaderOut(),
  // It is the same page in other colours.
  [`${keepsOut}, in dark`]: async (page, file) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await keepsNoReaderOut({ runOnly: ["cat.color"] })(page, file);
    await page.emulateMedia({ colorScheme: "light" });
  },
  "the source of a text is hidden, and shown where it is asked for": async (
    page,
    file,
  ) => {
    const sources = page.locator(".prose");
    if (await sources.count() === 0) return;
    const source = sources.first().locator("pre");
    assert(!await source.isVisible(), file);
    await sources.first().locator("summary").click();
    assert(await source.isVisible(), file);
    await sources.first().locator("summary").click();
    assert(!await source.isVisible(), file);
  },
  "a point of a drawing tells its numbers under the pointer, and no longer when that leaves":
    async (page, file) => {
      const point = page.locator(".drawing circle:has(title)").nth(3);
      if (await point.count() === 0) return;
      // Another line may have a point at the same place.
      const near = await point.evaluate(labelsAt);
      // What scrolls there tells no numbers, and a page says later that it scrolled.
      await point.scrollIntoViewIfNeeded();
      await page.waitForTimeout(200);
      await point.hover({ force: true });
      const value = page.locator(".value");
      await value.waitFor();
      const told = await value.textContent();
      assert(near.includes(told!.split(": ")[0]!), `${file}: ${told}`);
      assert(/^.+: \S+ at \S+$/.test(told!), told!);
      await page.mouse.move(0, 0);
      assert(!await value.isVisible(), file);
    },
  "the points of a drawing tell their numbers to the keyboard, too, and are read as those of a slider":
    async (page, file) => {
      const slider = page.locator(".values").first();
      if (await slider.count() === 0) {
        return assertStrictEquals(
          await page.locator(".drawing:not([data-explorable] *) title").count(),
          0,
          file,
        );
      }
      const value = page.locator(".value");
      const read = async () => {
        const text = await slider.getAttribute("aria-valuetext");
        assertStrictEquals(await value.textContent(), text, file);
        assert(await value.isVisible(), file);
        return text!;
      };
      const first = await slider.getAttribute("aria-valuetext");
      await slider.focus();
      assertStrictEquals(await read(), first);
      await page.keyboard.press("ArrowRight");
      const second = await read();
      assert(second !== first, file);
      assertStrictEquals(second.split(": ")[0], first!.split(": ")[0]);
      const lines = /up and down/.test(await slider.ariaSnapshot());
      await page.keyboard.press("ArrowDown");
      assertStrictEquals(
        (await read()).split(": ")[0] !== second.split(": ")[0],
        lines,
      );
      await page.keyboard.press("Escape");
      assert(!await value.isVisible(), file);
      await page.keyboard.press("ArrowUp");
      await read();
      await slider.blur();
      assert(!await value.isVisible(), file);
    },
  "a reader chooses the claims of one verdict, and all of them again": async (
    page,
    file,
  ) => {
    const all = await page.locator("tr[data-verdict]").count();
    assertStrictEquals(all > 0, file !== "index.html", file);
    // A log can have several ledgers, each with buttons of its own.
    for (const group of await page.locator(".verdicts").all()) {
      const rows = group.locator("xpath=following-sibling::*[1]")
        .locator("tr[data-verdict]");
      const shown = page.locator("tr[data-verdict]:visible");
      const refuted = group.locator("button[data-show=refuted]");
      if (await refuted.count() === 0) continue;
      const kept = rows.and(page.locator("[data-verdict=refuted]"));
      const others = all - await rows.count();
      await refuted.press("Enter");
      const expected = others + await kept.count();
      assertStrictEquals(await shown.count(), expected, file);
      assertStrictEquals(await refuted.getAttribute("aria-pressed"), "true");
      await group.locator("button[data-show=all]").press("Enter");
      assertStrictEquals(await shown.count(), all, file);
    }
  },
  "a slider in a log changes the numbers to those that the library gives":
    async (page, file) => {
      const slider = page.getByLabel("β₂, slider", { exact: true });
      if (!explorable.includes(file)) {
        return assertStrictEquals(await slider.count(), 0);
      }
      await slider.press("ArrowLeft");
      const of = (label: string) => page.getByLabel(label, { exact: true });
      const beta2 = Number(await of("β₂").inputValue());
      const step = Number(await of("steps t").inputValue());
      assertStrictEquals(beta2, 0.998);
      assertStrictEquals(
        await of("1 / (1 − β₂ᵗ), to v").innerText(),
        `×${1 / biasCorrection(beta2, step)}`,
      );
      const gradients = (await of("g, or several in turn").inputValue())
        .split(",").map(Number);
      const run = Array.from(
        { length: step },
        (_, i) => gradients[i % gradients.length]!,
      );
      const epsilon = Number(await of("ε").inputValue());
      const settings = { beta2, epsilon, learningRate: 1 };
      const last = [...adamSteps(run, settings)].at(-1)!;
      assertStrictEquals(
        await of("|Δ|/η at step t").innerText(),
        `${Math.abs(last.update)}`,
      );
    },
  "the list of contents marks what is read": async (page, file) => {
    const links = page.locator(".contents li a");
    if (await links.count() === 0) return;
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const here = page.locator(".contents [aria-current]");
    await here.and(links.last()).waitFor({ state: "attached" });
    assertStrictEquals(await here.count(), 1, file);
  },
});

/** That the words of plots of lines can be read on a phone, and stand within the plot. */
const showsWords: Look = async (page, file) => {
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll(".drawing > svg")].flatMap((svg) => {
      const box = svg.parentElement!.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].filter((text) => {
        const size = Number.parseFloat(getComputedStyle(text).fontSize);
        const { left, right } = text.getBoundingClientRect();
        return size * text.getScreenCTM()!.a < 11 ||
          left < box.left - 1 || right > box.right + 1;
      }).map((text) => text.textContent);
    })
  );
  assertEquals(wrong, [], file);
};

const words =
  "the words of plots of lines are 11 pixels high or more and not cut off";

lookAtEachLog({ colorScheme: "dark", width: 360 }, {
  "a log is not wider than a phone": async (page, file) => {
    const width = await page.evaluate(() =>
      document.documentElement.scrollWidth
    );
    assertStrictEquals(width, 360, file);
  },
  [`${words}, 360 pixels wide`]: showsWords,
  [`${keepsOut}, in dark on a phone`]: keepsNoReaderOut(),
  [`${words}, 390 pixels wide`]: async (page, file) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await showsWords(page, file);
  },
});

/** Copies in the page, one after the other for a second: what went wrong, and which is the next. */
async function copySome(
  at: number,
): Promise<{ wrong: string[]; next: number }> {
  const { read } = globalThis as unknown as { read(): Promise<string> };
  const status = document.querySelector("body > [role=status]")!;
  const boxes = [...document.querySelectorAll<HTMLElement>("[data-copy]")];
  const wrong: string[] = [];
  const end = performance.now() + 1000;
  do {
    const box = boxes[at++]!;
    const button = box.querySelector("button")!;
    button.focus();
    const isReached = document.activeElement === button;
    button.click();
    const said = `Copied: ${box.dataset.copy}`;
    for (let i = 0; i < 2000 && status.textContent !== said; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const text = box.querySelector("pre, p")!.textContent;
    if (!isReached || await read() !== text) wrong.push(said);
  } while (at < boxes.length && performance.now() < end);
  return { wrong, next: at };
}

/** That all that can be copied is, where a page has a clipboard of its own or not. */
function copies(hasClipboard: boolean): Look {
  return async (page, file) => {
    await page.evaluate(async (has) => {
      const { clipboard } = navigator;
      // Nothing that was copied before counts.
      document.querySelector("body > [role=status]")?.replaceChildren();
      await clipboard.writeText("");
      Object.assign(globalThis, { read: () => clipboard.readText() });
      if (!has) Object.defineProperty(navigator, "clipboard", {});
      for (const code of document.querySelectorAll("details")) {
        code.open = true;
      }
    }, hasClipboard);
    const boxes = page.locator("[data-copy]");
    const count = await boxes.count();
    const wrong: string[] = [];
    // One by its key as a reader presses it, then others in the page: some, as
    // a page without a clipboard may copy for five seconds after a key.
    for (let at = 0; at < count;) {
      const name = await boxes.nth(at).getAttribute("data-copy");
      await boxes.nth(at).getByRole("button").press("Enter");
      const said = page.getByRole("status");
      await said.getByText(`Copied: ${name}`, { exact: true }).waitFor();
      const seen = await page.evaluate(copySome, at);
      wrong.push(...seen.wrong);
      at = seen.next;
    }
    assertEquals(wrong, [], file);
  };
}

const withKeyboard = "with the keyboard alone all that can be copied is copied";

lookAtEachLog({ permissions: ["clipboard-read", "clipboard-write"] }, {
  "code is folded until it is asked for, that choice is kept, and print has it all the same":
    async (page, file) => {
      const fold = page.locator(".fold");
      if (file === "index.html") {
        return assertStrictEquals(await fold.count(), 0);
      }
      const code = page.locator(".code:not(.prose) pre").first();
      assert(!await code.isVisible(), file);
      await page.emulateMedia({ media: "print" });
      assert(await code.isVisible(), file);
      await page.emulateMedia({ media: "screen" });
      await fold.press("Enter");
      assert(await code.isVisible(), file);
      // What a page remembers takes a moment to leave its process.
      for (let i = 0; i < 20; i++) {
        await page.waitForTimeout(200);
        await page.reload();
        if (await code.isVisible()) break;
      }
      assert(await code.isVisible(), file);
      assertStrictEquals(await fold.innerText(), "Fold code");
      await fold.press("Enter");
      assert(!await code.isVisible(), file);
    },
  [`${withKeyboard}, where a page has the clipboard`]: copies(true),
  [`${withKeyboard}, where a page has no clipboard of its own`]: copies(false),
});

lookAtEachLog({ javaScriptEnabled: false }, {
  "without scripts a log shows all its code, and no button that does nothing":
    async (page, file) => {
      assertStrictEquals(await page.getByRole("button").count(), 0, file);
      // In one call, as there are hundreds.
      const hidden = await page.locator(".code:not(.prose) pre").evaluateAll(
        (all) =>
          all.filter((code) =>
            !code.checkVisibility({ visibilityProperty: true }) ||
            code.getBoundingClientRect().height === 0
          ).map((code) => code.textContent),
      );
      assertEquals(hidden, [], file);
    },
});
