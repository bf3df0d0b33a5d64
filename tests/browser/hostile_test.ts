/**
 * Pages of notebooks that want to do something. Needs Chromium, and the
 * environment that rendering makes.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { rendered } from "../granted.ts";
import { browserOfFile, noBrowser } from "./chromium.ts";
import { hostileHtml } from "./hostile_html.ts";
import { hostileNotebook } from "./hostile_notebook.ts";
import { withLog } from "./opened_log.ts";

const ignore = noBrowser || !rendered();

const browser = browserOfFile();

const title = "# <img src=x onerror=pwned=1> <script>pwned=1</script> " +
  "</title><script>pwned=1</script> $\\href{javascript:pwned=1}{x}$\n\n" +
  "**Question.** <script>pwned=1</script> <a href=javascript:pwned=1>x</a>\n\n" +
  "**Answer.** <meta http-equiv=refresh content='0;url=https://evil.example/'>";

/** Fails if a page does anything when it is opened, hovered, focused, clicked. */
async function provoke(page: Page): Promise<void> {
  const done: string[] = [];
  page.on("dialog", (dialog) => {
    done.push(`says ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", (popup) => done.push(`opens ${popup.url()}`));
  page.on("framenavigated", (frame) => done.push(`goes to ${frame.url()}`));
  await page.waitForTimeout(500);
  const isPwned = await page.evaluate(async () => {
    const kinds = ["pointerenter", "mouseover", "focus", "click", "toggle"];
    const places = [...document.querySelectorAll("main *")]
      .filter((one) => !one.closest("a[href]"));
    for (const place of places) {
      for (const kind of kinds) {
        place.dispatchEvent(new Event(kind, { bubbles: true }));
      }
      if ("click" in place) (place as HTMLElement).click();
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    return "pwned" in globalThis;
  });
  assertEquals([isPwned, ...done], [false]);
  // Of links, a browser says itself where they lead.
  const links = await page.evaluate(() =>
    [...document.links].map((link) => [link.href, link.target, link.ping])
  );
  const folder = new URL(".", page.url()).href;
  const odd = links.filter(([to, ...more]) =>
    more.join("") !== "" ||
    !(/^https?:/.test(to!) || to!.startsWith(folder))
  );
  assertEquals(odd, []);
}

Deno.test({
  name:
    "whatever a notebook holds, its page and the index load, send, run and open nothing",
  ignore,
  async fn() {
    const { saveWithLog } = await import("../../tools/log/save_log.ts");
    const { writeIndex } = await import("../../tools/log/write_index.ts");
    const { sourcesIn } = await import("../../tools/log/sources.ts");
    const folder = await Deno.makeTempDir();
    const logs = `${folder}/logs`;
    try {
      const named = `"><img src=x onerror=pwned=1>`;
      for (const [name, head] of [["titled", title], [named, "no title"]]) {
        const notebook = `${folder}/${name}.ipynb`;
        const content = JSON.stringify(hostileNotebook(head!));
        await Deno.writeTextFile(notebook, content);
        await saveWithLog({ path: notebook, content }, logs);
      }
      await writeIndex(logs, await sourcesIn(logs));
      for (const name of ["titled", named, "index"]) {
        await Deno.copyFile(`${logs}/${name}.html`, `${folder}/page.html`);
        await withLog(browser(), `${folder}/page.html`, {}, async (page) => {
          await provoke(page);
          // No cell has swallowed those that follow.
          const text = await page.locator("main").innerText();
          const last = name === "index" ? "titled.ipynb" : "the end";
          assertStringIncludes(text, last);
        });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "what came into a page all the same could run, load and send nothing",
  ignore,
  async fn() {
    const { finishPage, openPage } = await import("../../tools/log/page.ts");
    const folder = await Deno.makeTempDir();
    const context = await browser().newContext();
    try {
      const document = await openPage("", folder);
      const page = await finishPage(document, { title: "", description: "" });
      const asked: string[] = [];
      await context.route("**", (route) => {
        asked.push(route.request().url());
        return route.continue();
      });
      const tab = await context.newPage();
      for (const html of hostileHtml) {
        // No policy forbids a page to go away.
        if (/refresh|href=(javascript|\/\/|')/.test(html)) continue;
        const file = `${folder}/page.html`;
        await Deno.writeTextFile(file, page.replace("</main>", () => html));
        await tab.goto(`file://${file}`);
        await tab.evaluate(() => {
          for (const form of document.forms) form.submit();
        }).catch(() => {});
        await tab.waitForTimeout(20);
        const isPwned = await tab.evaluate(() => "pwned" in globalThis);
        const elsewhere = asked.splice(0).filter((one) =>
          one !== `file://${file}` && !one.startsWith("data:")
        );
        assertEquals([html, isPwned, elsewhere], [html, false, []]);
      }
    } finally {
      await context.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
