/**
 * The explorable figure in a browser: what it shows is what the library gives,
 * to the last digit. Needs Chromium.
 */
import { adamSteps, biasCorrection, updateMultiplier } from "adam";
import { explorable, type Exploration, jupyterDisplay } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { explorableScript } from "../../tools/log/explorable_script.ts";
import { presets } from "../../lib/show/explorable/presets.ts";
import { inJupyter } from "../show/in_jupyter.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";

const browser = browserOfFile();

const script = noBrowser ? "" : await explorableScript("data-explorable");

const firstStep = { against: "gradient", gradients: [1e-9], step: 1 } as const;
const run = { against: "step", gradients: [1, -9], step: 100 } as const;

/** A page from a file, as a reader has it, with the fields of its one figure. */
interface Explorable {
  page: Page;
  /** The field of a setting. */
  field(label: string): Locator;
  /** The slider of a setting. */
  slider(label: string): Locator;
  /** The number beside a label. */
  number(label: string): Promise<string>;
  /** What the drawing says of itself. */
  drawing(): Promise<string>;
}

function exploring(
  title: string,
  start: Exploration,
  body: (explorable: Explorable) => Promise<void>,
  viewport = { width: 900, height: 900 },
): void {
  Deno.test({
    name: `explorable figure: ${title}`,
    ignore: noBrowser,
    async fn() {
      const figure = await asHtml(start);
      const folder = await Deno.makeTempDir();
      const context = await browser().newContext({ viewport });
      try {
        await Deno.writeTextFile(
          `${folder}/page.html`,
          `<!doctype html><html lang="en"><meta charset="utf-8">` +
            `<meta name="viewport" content="width=device-width"><title>A page</title>` +
            `${figure}<script>${script}</script></html>`,
        );
        const page = await context.newPage();
        const failures: string[] = [];
        page.on("pageerror", (error) => failures.push(error.message));
        page.on("request", (request) => {
          if (!request.isNavigationRequest()) failures.push(request.url());
        });
        await page.goto(`file://${folder}/page.html`);
        await body(parts(page));
        assertEquals(failures, []);
      } finally {
        await context.close();
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** The figure as a page holds it: an image, and the settings to start from. */
async function asHtml(start: Exploration): Promise<string> {
  const { shown: [image] } = await inJupyter(() =>
    explorable(start, { caption: "A caption" })[jupyterDisplay]()
  );
  const { data, metadata } = image!;
  const settings = JSON.stringify(metadata.explorable);
  return `<figure data-explorable='${settings}'>` +
    `<img alt="" src="data:image/png;base64,${data["image/png"]}">` +
    `<figcaption>A caption</figcaption></figure>`;
}

function parts(page: Page): Explorable {
  const exact = { exact: true };
  return {
    page,
    field: (label) => page.getByLabel(label, exact),
    slider: (label) => page.getByLabel(`${label}, slider`, exact),
    number: async (label) => await page.getByLabel(label, exact).innerText(),
    drawing: async () =>
      await page.locator("figure svg").getAttribute("aria-label") ?? "",
  };
}

const gradient = "g, or several in turn";
const share = "|Δ|/η at step t";
const toM = "1 / (1 − β₁ᵗ), to m";
const toV = "1 / (1 − β₂ᵗ), to v";

/** |Δ|/η of the last step, by the library. */
function expectedShare(gradients: number[], options = {}): string {
  const settings = { learningRate: 1, ...options };
  return `${Math.abs([...adamSteps(gradients, settings)].at(-1)!.update)}`;
}

exploring("starts as it stands in the notebook", firstStep, async (shown) => {
  assertStrictEquals(await shown.number(share), `${updateMultiplier(1e-9)}`);
  assertStrictEquals(await shown.number(toM), `×${1 / biasCorrection(0.9, 1)}`);
  assertStrictEquals(
    await shown.number(toV),
    `×${1 / biasCorrection(0.999, 1)}`,
  );
  const { "text/plain": text } = await explorable(firstStep, { caption: "C" })
    [jupyterDisplay]();
  assertStrictEquals(`Figure: C\n${await shown.drawing()}`, text);
});

exploring("arrow keys move a slider by one stop", firstStep, async (shown) => {
  await shown.slider(gradient).press("ArrowRight");
  assertStrictEquals(await shown.field(gradient).inputValue(), "2e-9");
  assertStrictEquals(await shown.number(share), expectedShare([2e-9]));
  await shown.slider("ε").press("ArrowLeft");
  assertStrictEquals(await shown.field("ε").inputValue(), "9e-9");
  const expected = expectedShare([2e-9], { epsilon: 9e-9 });
  assertStrictEquals(await shown.number(share), expected);
  assertStringIncludes(await shown.drawing(), expected);
});

exploring("the decays and the step drive the factors", run, async (shown) => {
  await shown.slider("β₁").press("ArrowRight");
  await shown.slider("β₂").press("ArrowLeft");
  await shown.slider("steps t").press("ArrowLeft");
  assertStrictEquals(
    await shown.number(toM),
    `×${1 / biasCorrection(0.91, 90)}`,
  );
  assertStrictEquals(
    await shown.number(toV),
    `×${1 / biasCorrection(0.998, 90)}`,
  );
});

exploring("a slider reaches both signs and zero", firstStep, async (shown) => {
  await shown.slider(gradient).press("Home");
  assertStrictEquals(await shown.field(gradient).inputValue(), "-100");
  assertStrictEquals(await shown.number(share), expectedShare([-100]));
  await shown.field(gradient).fill("0");
  assertStrictEquals(await shown.number(share), "0");
});

exploring("gradients that are typed are taken in turn", run, async (shown) => {
  await shown.field(gradient).fill("1, 2; -0.5e1");
  await shown.field("steps t").fill("4");
  const expected = expectedShare([1, 2, -5, 1]);
  assertStrictEquals(await shown.number(share), expected);
  assertStringIncludes(await shown.drawing(), "over 4 steps");
});

exploring(
  "what cannot be is refused beside its field, and the last good figure stays",
  run,
  async (shown) => {
    const good = [await shown.number(share), await shown.drawing()];
    const refusals = [
      ["β₂", "1", "as beta2 must be in [0, 1): current value is 1"],
      ["β₁", "", "as beta1 must be one number: current count is 0"],
      ["ε", "-1", "as epsilon must be finite and >= 0: current value is -1"],
      ["steps t", "1.5", "as step must be a whole number from 1 to 10000"],
      [gradient, "NaN", "as gradients[0] must be finite: current value is NaN"],
      [
        gradient,
        "1, x",
        "as a number must look like -1.79e-10: current value is x",
      ],
      [
        gradient,
        "1e200",
        "as secondMoment must be finite: current value is Infinity",
      ],
    ] as const;
    for (const [label, text, words] of refusals) {
      const field = shown.field(label);
      const before = await field.inputValue();
      await field.fill(text);
      const described = await field.getAttribute("aria-describedby");
      const error = await shown.page.locator(`#${described}`).innerText();
      assertStringIncludes(error, words);
      assertStrictEquals(await field.getAttribute("aria-invalid"), "true");
      assertEquals([await shown.number(share), await shown.drawing()], good);
      await field.fill(before);
      assertStrictEquals(await field.getAttribute("aria-invalid"), "false");
    }
    assert(!/NaN|Infinity|undefined/.test(await shown.page.innerText("body")));
  },
);

exploring(
  "while one field is wrong the others still work",
  run,
  async (shown) => {
    await shown.field("β₂").fill("1");
    await shown.field(gradient).fill("3");
    assertStrictEquals(
      await shown.number(share),
      expectedShare(Array<number>(100).fill(3)),
    );
    assertStrictEquals(
      await shown.field("β₂").getAttribute("aria-invalid"),
      "true",
    );
  },
);

exploring(
  "it can be drawn against either axis, and set back",
  run,
  async (shown) => {
    const start = await shown.drawing();
    await shown.page.getByLabel("the gradient |g|").check();
    assertStringIncludes(await shown.drawing(), "against |g|");
    await shown.field("ε").fill("wrong");
    await shown.page.getByRole("button", { name: "Back to the start" }).click();
    assertStrictEquals(await shown.drawing(), start);
    assertStrictEquals(await shown.field("ε").inputValue(), "1e-8");
  },
);

exploring(
  "what changed is spoken once it is done",
  firstStep,
  async (shown) => {
    const status = shown.page.locator("p[role=status]");
    assertStrictEquals(await status.innerText(), "");
    for (let i = 0; i < 3; i++) await shown.slider("ε").press("ArrowLeft");
    await status.filter({ hasText: "ε = 7e-9" }).waitFor();
    assertStrictEquals(await status.innerText(), await shown.drawing());
  },
);

exploring(
  "it fits a narrow screen, and its letters keep their size",
  run,
  async (shown) => {
    const [content, screen, scale] = await shown.page.evaluate(() => {
      const svg = document.querySelector("figure svg")!;
      const drawn = svg.getBoundingClientRect().width;
      const page = document.documentElement;
      return [
        page.scrollWidth,
        page.clientWidth,
        drawn / Number(svg.getAttribute("width")),
      ];
    });
    assert(content! <= screen!);
    assertStrictEquals(scale, 1);
  },
  { width: 360, height: 800 },
);

exploring("on paper there are numbers and no sliders", run, async (shown) => {
  await shown.page.emulateMedia({ media: "print" });
  for (const role of ["slider", "radio", "button"] as const) {
    assertStrictEquals(await shown.page.getByRole(role).count(), 0);
  }
  assert(await shown.field(gradient).isVisible());
  assert(await shown.page.getByLabel(share).isVisible());
});

exploring(
  "a preset sets all fields and says what to look for",
  firstStep,
  async (shown) => {
    for (const { name, lookFor, settings } of presets) {
      await shown.page.getByRole("button", { name, exact: true }).press(
        "Enter",
      );
      assertStrictEquals(
        await shown.field(gradient).inputValue(),
        settings.gradients.join(", "),
      );
      assertStrictEquals(
        await shown.field("steps t").inputValue(),
        `${settings.step}`,
      );
      await shown.page.getByText(lookFor, { exact: true }).waitFor();
      const { gradients, step } = settings;
      const all = Array.from(
        { length: step },
        (_, i) => gradients[i % gradients.length]!,
      );
      assertStrictEquals(await shown.number(share), expectedShare(all));
    }
  },
);

exploring(
  "at step 1, and only there, it says that the decays change nothing",
  firstStep,
  async (shown) => {
    const lesson = shown.page.getByText("At step 1 β₁ and β₂ change nothing");
    assert(await lesson.isVisible());
    await shown.field("steps t").fill("2");
    assert(!await lesson.isVisible());
  },
);

exploring(
  "what is set stands in the address, which shows the same to others",
  run,
  async (shown) => {
    await shown.field("β₂").fill("0.95");
    await shown.page.waitForFunction("location.hash.includes('beta2=0.95')");
    const set = [await shown.number(share), await shown.drawing()];
    await shown.page.reload();
    assertEquals([await shown.number(share), await shown.drawing()], set);
    assertStrictEquals(await shown.field("β₂").inputValue(), "0.95");
  },
);

exploring(
  "an address that makes no sense shows the start",
  run,
  async (shown) => {
    const start = await shown.number(share);
    for (const hash of ["#explorable-0?beta2=7", "#explorable-0?", "#x"]) {
      await shown.page.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      await shown.page.reload();
      assertStrictEquals(await shown.number(share), start);
    }
  },
);
