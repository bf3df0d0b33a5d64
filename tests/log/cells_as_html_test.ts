/**
 * What nbconvert and the template make of notebooks that are not like ours.
 * Needs the environment that rendering makes.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { cellsAsHtml } from "../../tools/log/cells_as_html.ts";
import { deno } from "../../tools/shared/deno.ts";
import { root } from "../../tools/shared/task.ts";
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

function shows(data: Record<string, unknown>): unknown {
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
  name: "a dollar in code neither starts nor ends a formula",
  ignore,
  async fn() {
    const sources: Record<string, [code: string[], formulas: string[]]> = {
      "It costs $9. Run `echo $HOME` now.": [["echo $HOME"], []],
      "$8 and ``x $y`$ ``": [["x $y`$ "], []],
      "Pay $9 `$x_` now": [["$x_"], []],
      "Pay $9 `$x\n$y` now": [["$x $y"], []],
      "Pay $9\n```sh\necho $A \\\\n\n```\nand 8$": [["echo $A \\\\n"], []],
      "- $9\n  ~~~\n  $A\n  ~~~\n- 8$": [["$A"], []],
      "> `$$`\n\n```\n$$\n```\n\n$$a$$": [["$$", "$$"], ["a"]],
      "`\\begin{a}` \\begin{b}c\\end{b} `\\end{a}`": [
        ["\\begin{a}", "\\end{a}"],
        ["\\begin{b}c\\end{b}"],
      ],
      "`b`, $a_1$, `c\\` and $d$": [["b", "c\\"], ["a_1", "d"]],
      "\\` $a$ \\`, $b ` c$ and \n\n`": [[], ["a", "b ` c"]],
      "- ` $a$\n- ` $b$": [[], ["a", "b"]],
      "    $a$ \\(b\\)\n\n$$\nc\n$$": [["$a$ \\(b\\)"], ["c"]],
    };
    const document = await cells(
      ...Object.keys(sources).map((source) => ({
        cell_type: "markdown",
        source,
      })),
    );
    for (const [i, [code, formulas]] of Object.values(sources).entries()) {
      const cell = `[id="cell-id=c${i}"]`;
      assertEquals(
        textOf(document, `${cell} :is(code, .highlight pre)`),
        code.map((one) => one.trim()),
      );
      assertEquals(textOf(document, `${cell} .tex`), formulas);
    }
    const { textContent } = document.querySelector("main")!;
    assertStringIncludes(textContent, "It costs $9. Run echo $HOME now.");
  },
});

Deno.test({
  name:
    "bars in the formulas of a table end no cell, and prices are no formula",
  ignore,
  async fn() {
    const rows = [
      ["$|x|$", "$$\\|y\\|$$"],
      ["\\\\(|z|\\\\)", "\\begin{a}b|c\\end{a}"],
      ["$5", "$6"],
      ["[d](e?$|f|$)", "$g$"],
    ].map((row) => `| ${row.join(" | ")} |`);
    const document = await cells(
      {
        cell_type: "markdown",
        source: `| a | $|b|$ |\n|-|-|\n${rows.join("\n")}`,
      },
      { cell_type: "markdown", source: "a | b\n-|-\n$|x|$|$5\n$1|$2" },
    );
    assertEquals(textOf(document, ".tex"), [
      ...["|b|", "|x|", "\\|y\\|", "|z|", "\\begin{a}b|c\\end{a}", "g", "|x|"],
    ]);
    assertEquals(textOf(document, "td").slice(4), [
      ...["$5", "$6", "d", "g", "|x|", "$5", "$1", "$2"],
    ]);
    const { href } = document.querySelector("td a") as HTMLAnchorElement;
    assertStringIncludes(decodeURIComponent(href), "e?$|f|$");
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

Deno.test({
  name: "an output of a type that a page cannot show is a line that says so",
  ignore,
  async fn() {
    const gif = "R0lGODlhAQABAAAAACw=";
    const foreign = [
      ...["application/pdf", "application/javascript", "text/vnd.mermaid"],
      ...["application/vnd.jupyter.widget-view+json", "x/<b>"],
    ];
    const document = await cells(code(
      "1",
      shows({ "image/gif": gif, "text/plain": "<Image>" }),
      shows({ "application/json": { a: ["<b>", 1] }, "text/plain": "<JSON>" }),
      ...foreign.map((type) => shows({ [type]: "alert(1)" })),
      ...foreign.map((type) =>
        shows({ [type]: "alert(1)", "text/plain": "t" })
      ),
      shows({ "application/pdf": "a", "x/y": "b" }),
      shows({}),
    ));
    assertEquals(
      [...document.querySelectorAll("main img")].map((one) =>
        one.getAttribute("src")
      ),
      [`data:image/gif;base64,${gif}`],
    );
    assertEquals(textOf(document, ".jp-RenderedText"), [
      JSON.stringify({ a: ["<b>", 1] }, null, 2),
      ...foreign.map(() => "t"),
    ]);
    assertEquals(
      textOf(document, "main p"),
      [...foreign, "application/pdf or x/y"].map((type) =>
        `An output of type ${type}, which a page does not show`
      ),
    );
  },
});

Deno.test({
  name:
    "an attachment is found under its name as an address has it, and a missing one is words",
  ignore,
  async fn() {
    const png = "iVBORw0KGgo=";
    const names = ["a%20b.png", "50%25.png", "c%20d.png", "<e f.png>", "g.png"];
    const document = await cells({
      cell_type: "markdown",
      source: [...names, "gone.png", "h.pdf", "i.png"]
        .map((name) =>
          `![x](${name.startsWith("<") ? "<attachment:" : "attachment:"}${
            name.replace("<", "")
          })`
        ).join("\n\n"),
      attachments: {
        "a b.png": { "image/png": png },
        "50%.png": { "image/png": png },
        "c%20d.png": { "image/png": png },
        "e f.png": { "image/gif": png },
        "g.png": { "text/plain": "g", "image/jpeg": png },
        "h.pdf": { "application/pdf": png },
        "i.png": {},
      },
    });
    assertEquals(
      [...document.querySelectorAll("main img")].map((one) =>
        one.getAttribute("src")
      ),
      ["png", "png", "png", "gif", "jpeg"].map((kind) =>
        `data:image/${kind};base64,${png}`
      ),
    );
    assertEquals(
      textOf(document, "main p").slice(names.length),
      ["gone.png", "h.pdf", "i.png"].map((name) => `x (attachment:${name})`),
    );
  },
});

Deno.test({
  name: "what an output says of its figure to be explored stands at the figure",
  ignore,
  async fn() {
    const explorable = { against: "step", gradients: [1, -9], word: "'\"<&" };
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" aria-label="A"/>';
    const document = await cells(code("1", {
      output_type: "display_data",
      data: { "image/svg+xml": svg, "image/png": "AAAA", "text/plain": "A" },
      metadata: { explorable, training: explorable },
    }));
    const figure = document.querySelector<HTMLElement>("figure")!;
    assertEquals(JSON.parse(figure.dataset.explorable!), explorable);
    assertEquals(JSON.parse(figure.dataset.training!), explorable);
    const [, base64] = figure.querySelector("img")!.src.split("base64,");
    assertEquals(atob(base64!), svg);
  },
});

Deno.test({
  name: "what Python would warn of is not said",
  ignore,
  async fn() {
    const language_info = { name: "nosuch", pygments_lexer: "nosuch" };
    const list = ["c", "c"].map((id) => ({
      ...code("1", shows({ "x/y": "z" }), shows({ "image/png": "" })),
      ...{ id, metadata: {} },
    }));
    const notebook = { cells: list, metadata: { language_info }, nbformat: 4 };
    const text = JSON.stringify({ ...notebook, nbformat_minor: 5 });
    const module =
      new URL("../../tools/log/cells_as_html.ts", import.meta.url).href;
    const said = await deno([
      ...["eval", "--quiet", "--config", join(root, "deno.json")],
      `import { cellsAsHtml } from "${module}"; await cellsAsHtml(${
        JSON.stringify(text)
      }, "odd.ipynb");`,
    ]);
    const { success, stdout, stderr } = said;
    assertEquals({ success, stdout, stderr }, {
      ...{ success: true, stdout: "", stderr: "" },
    });
  },
});
