/**
 * What nbconvert and the template make of notebooks that are not like ours.
 * Needs the environment that rendering makes.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { root } from "../../tools/shared/task.ts";
import { cellsAsHtml } from "../../tools/log/cells_as_html.ts";
import { granted } from "../granted.ts";
import { parts } from "./parts.ts";

const ignore = !granted("read", "write", "run", "env") || !isRendered();

function isRendered(): boolean {
  try {
    return Deno.statSync(join(root, ".venv/made-from.txt")).isFile;
  } catch {
    return false;
  }
}

async function cells(...list: Record<string, unknown>[]): Promise<Document> {
  const notebook = {
    cells: list.map((cell, i) => ({ id: `c${i}`, metadata: {}, ...cell })),
    metadata: { language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const cells = await cellsAsHtml(JSON.stringify(notebook), "cells.ipynb");
  return await parts.openPage(cells, ".");
}

function code(source: string, ...outputs: unknown[]): Record<string, unknown> {
  return { cell_type: "code", execution_count: 1, source, outputs };
}

function shows(data: Record<string, string>): unknown {
  return { output_type: "display_data", data, metadata: {} };
}

function textOf(document: Document, selector: string): string[] {
  return [...document.querySelectorAll(selector)]
    .map((one) => one.textContent.trim());
}

Deno.test({
  name: "formulas are marked, and other dollars are not",
  ignore,
  async fn() {
    const source =
      "$a < b$, `$c$`, \\$5 and \\$6, <b>bold</b>\n\n$$\nd\n$$\n\n" +
      "\\begin{aligned} e \\end{aligned}\n\n```\n$f$\n```\n\n| $g$ |\n|---|";
    const document = await cells(
      { cell_type: "markdown", source },
      code("1", shows({ "text/latex": "$$h$$", "text/plain": "h" })),
    );
    assertEquals(textOf(document, ".tex:not(.display)"), ["a < b", "g"]);
    assertEquals(textOf(document, ".tex.display"), [
      "d",
      "\\begin{aligned} e \\end{aligned}",
      "h",
    ]);
    assertEquals(textOf(document, "b"), ["bold"]);
  },
});

Deno.test({
  name: "formulas in HTML and LaTeX are marked as JupyterLab finds them",
  ignore,
  async fn() {
    const html =
      `<div class="alert">$\\eta_1$, \\$5, <code>$c$</code> \\(i\\)</div>`;
    const document = await cells(
      { cell_type: "markdown", source: `${html}\n\n\\$6 and \\$7` },
      { cell_type: "markdown", source: "<div>\n\n$m$\n\n</div>\n\n\\$8 \\$9" },
      code(
        "1",
        shows({ "text/html": `<p>$5 and $6</p><pre>$p$</pre>` }),
        shows({ "text/latex": "\\[ z \\] or \\( y \\) or $x$ and $$w$$" }),
        shows({ "text/latex": "\\begin{align} a &< b \\end{align}" }),
        shows({ "text/markdown": "<p>$v$</p>\n\n\\$1 and \\$2" }),
      ),
    );
    assertEquals(textOf(document, ".tex:not(.display)"), [
      ...["\\eta_1", "i", "m", "5 and", "y", "x", "v"],
    ]);
    assertEquals(textOf(document, ".tex.display"), [
      ...["z", "w", "\\begin{align} a &< b \\end{align}"],
    ]);
    assertEquals(textOf(document, "code, .jp-RenderedHTML pre"), [
      "$c$",
      "$p$",
    ]);
    const { textContent } = document.querySelector("main")!;
    for (const words of [", $5,", "$6 and $7", "$8 $9", "$1 and $2"]) {
      assertStringIncludes(textContent, words);
    }
  },
});

Deno.test({
  name: "what one cell or output leaves open ends with it",
  ignore,
  async fn() {
    const open = [
      "<plaintext>",

      "<!--",
      "<textarea>",
      "<style>",
      "<svg><title>",
      "</div></div>",
    ];
    const document = await cells(...open.flatMap((html) => [
      { cell_type: "markdown", source: html },
      code("1", shows({ "text/html": html })),
      { cell_type: "markdown", source: "**here**" },
    ]));
    assertEquals(
      textOf(document, "main > .words > p > strong"),
      open.map(() => "here"),
    );
  },
});

Deno.test({
  name: "each cell can be linked to, and code says its count",
  ignore,
  async fn() {
    const document = await cells(
      { cell_type: "markdown", source: "words" },
      code("print(1)"),
      { cell_type: "code", execution_count: null, source: "", outputs: [] },
    );
    assertEquals(
      [...document.querySelectorAll("main [id]")].map((one) => one.id),
      ["cell-id=c0", "cell-id=c1", "cell-id=c2"],
    );
    assertEquals(textOf(document, "summary"), ["Code [1]", "Code [\u2009]"]);
    assertEquals(textOf(document, ".code pre"), ["print(1)", ""]);
  },
});

Deno.test({
  name: "outputs of any kind are shown, and none needs a server",
  ignore,
  async fn() {
    const image = "iVBORw0KGgo=";
    const document = await cells(
      {
        cell_type: "markdown",
        source: "![pasted](attachment:a.png)",
        attachments: { "a.png": { "image/png": image } },
      },
      { cell_type: "raw", source: "raw words" },
      code(
        "1",
        {
          output_type: "stream",
          name: "stdout",
          text: "\x1b[31mred\x1b[0m <i>",
        },
        {
          output_type: "error",
          ename: "E",
          evalue: "e",
          traceback: ["\x1b[31mwrong\x1b[0m"],
        },
        shows({ "image/png": image, "text/plain": "png" }),
        shows({ "image/svg+xml": "<svg/>", "text/plain": "svg" }),
        shows({ "text/html": "<em>html</em>", "text/plain": "html" }),
        shows({
          "application/vnd.jupyter.widget-view+json": "{}",
          "text/plain": "a widget",
        }),
      ),
    );
    const main = document.querySelector("main")!;
    const addresses = [...main.querySelectorAll("img")]
      .map((one) => one.getAttribute("src"));
    assertEquals(addresses, [
      `data:image/png;base64,${image}`,
      `data:image/png;base64,${image}`,
      `data:image/svg+xml;base64,${btoa("<svg/>")}`,
    ]);
    assertEquals(textOf(document, ".ansi-red-fg"), ["red", "wrong"]);
    assertEquals(textOf(document, "em"), ["html"]);
    for (const words of ["raw words", "<i>", "a widget"]) {
      assertStringIncludes(main.textContent, words);
    }
    assert(!/https?:/.test(main.innerHTML));
  },
});
