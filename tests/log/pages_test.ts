import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import type { About } from "../../tools/log/footer.ts";
import { noDom, parts } from "./parts.ts";

const { finishPage, fitTables, indexPage, logPage, openPage } = parts;
const { plainText, previewAt, readPage, webFolder, withNeighbours } = parts;

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
      "2 claims: 1 holds, 1 refuted",
      "rendered 2026-11-22 12:34 UTC · n.ipynb",
    ]);
    const description = document.querySelector("meta[name=description]")!;
    assertStrictEquals(description.getAttribute("content"), "How?");
  },
});

const ledger = `<h1 id="T">T</h1>
<table><caption>3 claims: 1 holds, 1 holds only if, 1 refuted</caption>
<thead><tr><th>Claim</th><th>Verdict</th></tr></thead><tbody>
<tr><td>S01</td><td>holds</td></tr>
<tr><td>S02</td><td>holds only if x</td></tr>
<tr><td>S03</td><td>refuted</td></tr></tbody></table>`;

Deno.test({
  name:
    "each verdict of a ledger has its sign, and a button to see only its kind",
  ignore: noDom,
  async fn() {
    const document = readPage(await logPage(ledger, "/x/n.ipynb", about));
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].map((one) => one.textContent);
    assertEquals(texts("tr[data-verdict] td:nth-child(2)"), [
      "✓ holds",
      "◐ holds only if x",
      "✗ refuted",
    ]);
    assertEquals(texts(".verdicts button"), [
      "all 3",
      "◐ holds only if 1",
      "✓ holds 1",
      "✗ refuted 1",
    ]);
    const signs = document.querySelectorAll(".mark[aria-hidden=true]");
    assertStrictEquals(signs.length, 3);
    const other = readPage(await logPage(cells, "/x/n.ipynb", about));
    assertStrictEquals(other.querySelector(".verdicts"), null);
  },
});

const drawing = `data:image/svg+xml,${
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/></svg>`,
  )
}`;
const withFigure = `${cells}
<div id="cell-id=f" class="jp-Cell celltag_main-figure"><figure>
<img alt="A line" src="${drawing}"></figure></div>`;

Deno.test({
  name:
    "the figure of the cell that is tagged main-figure stands below the question, too",
  ignore: noDom,
  async fn() {
    const document = readPage(await logPage(withFigure, "/x/n.ipynb", about));
    const top = document.querySelector(".question + .main-figure")!;
    assertStrictEquals(
      top.querySelector("svg")!.getAttribute("aria-label"),
      "A line",
    );
    assert(document.querySelector(".celltag_main-figure svg"));
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    assertEquals(ids.length, new Set(ids).size);
  },
});

Deno.test({
  name: "the index shows the main figure of each log, under ids of its own",
  ignore: noDom,
  async fn() {
    const html = await logPage(withFigure, "/x/n.ipynb", about);
    const logs = [{ name: "a", html }, { name: "b-c", html }];
    const page = await indexPage("<h1>P</h1>", logs, about);
    const document = readPage(page);
    assertStrictEquals(document.querySelectorAll("article svg").length, 2);
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    assertEquals(ids.length, new Set(ids).size);
  },
});

Deno.test({
  name:
    "each log leads to the one before it and the one after, whatever was there",
  ignore: noDom,
  async fn() {
    const html = await logPage(cells, "/x/n.ipynb", about);
    const names = ["1", "2 x", "3"];
    const once = withNeighbours(names.map((name) => ({ name, html })));
    const linksOf = (html: string) =>
      [...readPage(html).querySelectorAll(".neighbours a")]
        .map((link) => link.getAttribute("href"));
    assertEquals(once.map(({ html }) => linksOf(html)), [
      ["2%20x.html"],
      ["1.html", "3.html"],
      ["2%20x.html"],
    ]);
    assertEquals(withNeighbours(once), once);
    const [alone] = withNeighbours(once.slice(0, 1));
    assertEquals(linksOf(alone!.html), []);
  },
});

/** What a page says to those who make a preview of a link to it. */
function tagsOf(page: string): Record<string, string> {
  const tags = readPage(page).querySelectorAll(
    "meta[property], meta[name^=twitter]",
  );
  return Object.fromEntries(
    [...tags].map((tag) => [
      tag.getAttribute("property") ?? tag.getAttribute("name")!,
      tag.getAttribute("content")!,
    ]),
  );
}

Deno.test({
  name:
    "a page has the tags for previews of links: an image only by a full address",
  ignore: noDom,
  async fn() {
    const words = {
      "og:type": "article",
      "og:title": "A β1",
      "og:description": "Is it −η?",
    };
    const here = await logPage(cells, "/x/n.ipynb", about);
    assertEquals(tagsOf(here), { ...words, "twitter:card": "summary" });
    const folder = webFolder("https://example.org/adam");
    const preview = previewAt(folder, "some thing", "A\n  line");
    const there = await logPage(cells, "/x/n.ipynb", about, preview);
    assertEquals(tagsOf(there), {
      ...words,
      "og:image": "https://example.org/adam/some%20thing.preview.png",
      "og:image:alt": "A line",
      "twitter:card": "summary_large_image",
    });
  },
});

Deno.test({
  name: "an address that is none of the web is refused",
  ignore: noDom,
  fn() {
    for (const address of ["", "logs", "file:///x", "example.org", "//x"]) {
      assertThrows(() => webFolder(address), Error, "--address must be like");
    }
  },
});

const withExplorable = `${
  cells.replace("?</p>", "?</p><p><strong>Answer.</strong> Yes.</p>")
}
<div id="cell-id=e" class="jp-Cell"><figure data-explorable='{"step":1}'>
<img alt="A line" src="${drawing}"></figure></div>`;

Deno.test({
  name:
    "a figure to explore has a heading of its own, which the top of its log and the index link to",
  ignore: noDom,
  async fn() {
    const html = await logPage(withExplorable, "/x/n.ipynb", about);
    const document = readPage(html);
    const heading = document.querySelector("h3")!;
    assertStrictEquals(heading.id, "try-it");
    assert(heading.parentElement!.nextElementSibling!.matches("#cell-id\\=e"));
    const link = document.querySelector(".answer + .try-it a")!;
    assertStrictEquals(link.getAttribute("href"), "#try-it");
    // Above the words that lead up to it, unless they have a heading; and above the first of two.
    const cell = '<div id="cell-id=e"';
    const led = withExplorable.replace(
      cell,
      `<div class="cell words"><p>Lead</p></div>${cell}`,
    ) +
      withExplorable.slice(withExplorable.indexOf(cell)).replace("=e", "=f");
    const above = readPage(await logPage(led, "/x/n.ipynb", about));
    const headings = [...above.querySelectorAll("h3")];
    assertStrictEquals(headings.length, 1);
    const next = headings[0]!.parentElement!.nextElementSibling!;
    assertStrictEquals(next.textContent, "Lead");
    const own = led.replace("<p>Lead</p>", "<h2>Own</h2>");
    const below = readPage(await logPage(own, "/x/n.ipynb", about));
    assert(
      below.querySelector("h3")!.parentElement!.nextElementSibling!
        .matches("#cell-id\\=e"),
    );
    assert(document.querySelector("nav a[href='#try-it']"));
    const others = {
      name: "m",
      html: await logPage(cells, "/x/m.ipynb", about),
    };
    const index = readPage(
      await indexPage(
        "<h1>P</h1><p>Q</p>",
        [{ name: "n", html }, others],
        about,
      ),
    );
    const links = [...index.querySelectorAll("article .try-it a")]
      .map((link) => link.getAttribute("href"));
    assertEquals(links, ["n.html#try-it"]);
  },
});

Deno.test({
  name:
    "a log in which the reader trains says so at its top, and the index before all else",
  ignore: noDom,
  async fn() {
    const settings = `data-training='{"layers":1}'`;
    const training = withExplorable
      .replace(`data-explorable='{"step":1}'`, settings);
    const html = await logPage(training, "/x/t.ipynb", about);
    const document = readPage(html);
    assertStrictEquals(document.querySelector("h3")!.id, "try-it");
    const words = document.querySelector(".answer + .try-it a")!.textContent;
    assertStringIncludes(words, "Train it yourself");
    // A worker from a text and WebAssembly are allowed there, and nowhere else.
    const policy = ({ head }: Document) =>
      head.querySelector("meta[http-equiv]")!.getAttribute("content")!;
    const needed = "'wasm-unsafe-eval'; worker-src blob:";
    assertStringIncludes(policy(document), needed);
    const other = readPage(await logPage(withExplorable, "/x/n.ipynb", about));
    assert(!/wasm|worker/.test(policy(other)));
    const stored = training.replace(`{"layers":1}`, `{"places":{}}`);
    const ofStored = await logPage(stored, "/x/s.ipynb", about);
    assertStringIncludes(ofStored, "Watch it train");
    const logs = [
      { name: "n", html: await logPage(cells, "/x/n.ipynb", about) },
      { name: "s", html: ofStored },
      { name: "t", html },
    ];
    const page = await indexPage("<h1>P</h1><p>Q</p>", logs, about);
    const link = readPage(page).querySelector(".lead + .try-it a")!;
    assertStrictEquals(link.getAttribute("href"), "t.html#try-it");
    assertStrictEquals(link.textContent, words);
  },
});

Deno.test({
  name:
    "the index opens with the first step of four libraries, below its first sentence",
  ignore: noDom,
  async fn() {
    const introduction = "<h1>P</h1><p>For readers.</p><p>More.</p>";
    const document = readPage(await indexPage(introduction, [], about));
    const figure = document.querySelector(".lead + h2 + figure")!;
    const svg = figure.querySelector("svg")!;
    assertStringIncludes(
      svg.getAttribute("aria-label")!,
      "PyTorch moves 311 times as far as Keras.",
    );
    assertStrictEquals(figure.getAttribute("data-first-steps"), "1.79e-10");
    assertStringIncludes(figure.textContent, "moves 311 times");
  },
});
