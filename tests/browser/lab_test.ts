/**
 * A notebook in JupyterLab, run as a whole: nothing is missing on the page or
 * in the file. Needs Chromium, and the environment that rendering makes.
 */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { joined, type Notebook } from "../../tools/notebook/notebook.ts";
import { aNotebook, inFolder } from "../a_notebook.ts";
import { rendered } from "../granted.ts";
import { noBrowser } from "./chromium.ts";
import { withLab } from "./open_lab.ts";

/** The kinds of cells: code, and what it shows. */
const kinds: ((i: number) => [code: string, shown: string[]])[] = [
  (i) => [`${i} + 0.5`, [`${i + 0.5}`]],
  (i) => [`console.log("line ${i}")`, [`line ${i}`]],
  (i) => [`console.log("line ${i}");\n${i} / -0`, [`line ${i}`, "-Infinity"]],
  (i) => [
    `for (let k = 0; k < 1000; k++) console.log(${i}, k)`,
    [Array.from({ length: 1000 }, (_, k) => `${i} ${k}`).join("\n")],
  ],
  (i) => [
    `for (const k of [1, 2, 3]) {
  await Deno.jupyter.broadcast("display_data",
    { data: { "text/plain": \`${i} \${k}\` }, metadata: {}, transient: {} });
}`,
    [`${i} 1`, `${i} 2`, `${i} 3`],
  ],
];
const cells = Array.from({ length: 80 }, (_, i) => kinds[i % 5]!(i + 1));
const expected = cells.map(([, shown]) => shown);

Deno.test({
  name:
    "Run All in JupyterLab: 80 cells, nothing missing on the page or in the file",
  ignore: noBrowser || !rendered(),
  fn() {
    const notebook = aNotebook(...cells.map(([source]) => ({ source })));
    const files = { "cells.ipynb": JSON.stringify(notebook) };
    return inFolder(files, async (folder) => {
      const path = join(folder, "cells.ipynb");
      await withLab(path, async (page) => {
        await page.getByText("Run", { exact: true }).click();
        await page.locator('[data-command="runmenu:run-all"]').first().click();
        await page.waitForFunction((count: number) => {
          const prompts = [...document.querySelectorAll(".jp-InputPrompt")];
          return prompts.filter((prompt) => /\[\d+\]/.test(prompt.textContent))
            .length === count;
        }, cells.length);
        const shown = await page.locator(".jp-Notebook .jp-CodeCell")
          .evaluateAll((found) =>
            found.map((cell) =>
              [...cell.querySelectorAll(".jp-OutputArea-output")]
                .map((output) => output.textContent!.trim())
            )
          );
        assertEquals(shown, expected);
        await page.keyboard.press("Control+s");
        await page.waitForFunction(() =>
          document.querySelector(".jp-mod-dirty") === null
        );
      });
      const saved: Notebook = JSON.parse(await Deno.readTextFile(path));
      assertEquals(
        saved.cells.map(({ outputs = [] }) =>
          outputs.map(({ text, data }) =>
            (joined(text) + joined(data?.["text/plain"])).trim()
          )
        ),
        expected,
      );
    });
  },
});
