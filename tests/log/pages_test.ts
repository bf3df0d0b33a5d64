import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import type { About } from "../../tools/log/footer.ts";
import { noDom, parts } from "./parts.ts";

const { finishPage, fitTables, indexPage, logPage, openPage } = parts;
const { plainText, readPage } = parts;

const about: About = {
  facts: [["Commit", "not under version control"]],
  rendered: new Date("2026-11-22T12:34:56Z"),
  citation: {
    title: "A & B",
    authors: [{ "family-names": "Doe", "given-names": "J." }],
    "date-released": "2026-11-22",
    version: "1.0.0",
  },
};

const cells = `<div class="cell words" id="cell-id=a">
<h1 id="T">A <span class="tex">\\beta_1</span><a class="anchor-link" href="#T">#</a></h1>
<p><strong>Question.</strong> Is it <span class="tex">-\\eta</span>?</p>
<h2 id="S">Same<a class="anchor-link" href="#S">#</a></h2>
<h2 id="S">Same<a class="anchor-link" href="#S">#</a></h2></div>
<div class="code" data-copy="code cell 1"><pre>1 + 1;</pre></div>
<table><caption>2 claims: 1 holds, 1 refuted</caption><tr><td>1</td></tr></table>`;

Deno.test("a table scrolls in a box of its own, with room for long texts", {
  ignore: noDom,
}, () => {
  const document = readPage(
    `<main><table><tr><td>1</td><td>${
      "word ".repeat(20)
    }</td></tr></table></main>`,
  );
  fitTables(document);
  assert(document.querySelector(".scroll > table"));
  const long = [...document.querySelectorAll("td")]
    .map((cell) => cell.className);
  assertEquals(long, ["", "long"]);
});

Deno.test({
  name: "a log has the title, the question and the contents of its notebook",
  ignore: noDom,
  async fn() {
    const document = readPage(await logPage(cells, "/x/n.ipynb", about));
    assertStrictEquals(document.documentElement.lang, "en");
    assertStrictEquals(document.title, "A β1");
    const description = document.querySelector("meta[name=description]")!;
    assertStrictEquals(description.getAttribute("content"), "Is it −η?");
    const links = [...document.querySelectorAll("nav a")]
      .map((link) => link.getAttribute("href"));
    assertEquals(links, ["#S", "#S-2"]);
    assert(document.getElementById("S-2"));
    const download = document.querySelector("footer a")!;
    assertStrictEquals(download.getAttribute("href"), "n.ipynb");
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    assertEquals(ids.length, new Set(ids).size);
  },
});

Deno.test({
  name: "a log of a notebook without any heading is called like the notebook",
  ignore: noDom,
  async fn() {
    const page = await logPage("<p>Words.</p>", "/x/some thing.ipynb", about);
    const document = readPage(page);
    assertStrictEquals(document.title, "some thing");
    assertStrictEquals(document.querySelector("h1")!.textContent, "some thing");
    assertStrictEquals(document.querySelector("nav"), null);
    assertStrictEquals(
      document.querySelector("footer a")!.getAttribute("href"),
      "some%20thing.ipynb",
    );
  },
});

Deno.test({
  name: "a page names no host to load from, and carries only the fonts it uses",
  ignore: noDom,
  async fn() {
    const page = await logPage(cells, "/x/n.ipynb", about);
    assert(!/(src|href)="?https?:|url\((?!data:)/.test(page));
    assertStringIncludes(page, "default-src 'none'");
    const fonts = [...page.matchAll(/@font-face\{[^}]*/g)].map(([face]) =>
      face.match(/KaTeX_\w+/)![0]
    );
    assertEquals(fonts.sort(), ["KaTeX_Main", "KaTeX_Math"]);
    const plain = await logPage("<p>Words.</p>", "/x/n.ipynb", about);
    assert(!plain.includes("@font-face"));
  },
});

Deno.test({
  name: "a page can carry scripts of its own",
  ignore: noDom,
  async fn() {
    const head = { title: "t", description: "", scripts: ["1 < 2 && 3;"] };
    const page = await finishPage(await openPage("", "/x"), head);
    assertStringIncludes(page, `<script type="module">1 < 2 && 3;</script>`);
  },
});

Deno.test({
  name: "the index says of a log what the log says",
  ignore: noDom,
  async fn() {
    const answered = cells.replace(
      `<h2 id="S">`,
      `<p><strong>Answer.</strong> Yes.</p><h2 id="S">`,
    );
    const html = await logPage(answered, "/x/n.ipynb", about);
    const introduction = `<h1 id="P">P</h1><p><strong>How?</strong></p>`;
    const page = await indexPage(introduction, [{ name: "n", html }], about);
    const document = readPage(page);
    const entry = document.querySelector("article")!;
    assertStrictEquals(plainText(entry.querySelector("h2")!), "A β1");
    assertStrictEquals(
      entry.querySelector("h2 a")!.getAttribute("href"),
      "n.html",
    );
    const words = [...entry.querySelectorAll("p")].map(plainText);
    assertEquals(words, [
      "Question. Is it −η?",
      "Answer. Yes.",
      "1 code cell · 2 claims: 1 holds, 1 refuted · rendered 2026-11-22 12:34 UTC · n.ipynb",
    ]);
    const description = document.querySelector("meta[name=description]")!;
    assertStrictEquals(description.getAttribute("content"), "How?");
  },
});
