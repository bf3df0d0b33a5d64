import { assertEquals, assertStrictEquals } from "@std/assert";
import { noDom, parts } from "./parts.ts";

const { joinCaptions, readPage } = parts;

const drawing = `<figure class="jp-RenderedSVG"><img alt=""></figure>`;

function page(...outputs: string[]): Document {
  const document = readPage(
    outputs.map((one) => `<div class="jp-OutputArea-child">${one}</div>`)
      .join(""),
  );
  joinCaptions(document);
  return document;
}

function markdown(html: string): string {
  return `<div class="jp-RenderedMarkdown">${html}</div>`;
}

Deno.test("a caption below a drawing becomes that of its figure", {
  ignore: noDom,
}, () => {
  const document = page(
    drawing,
    markdown("<p><em>Figure: It <b>rises</b></em></p>"),
  );
  assertStrictEquals(
    document.querySelector("figure > figcaption")!.innerHTML,
    "It <b>rises</b>",
  );
  assertStrictEquals(document.querySelector(".jp-RenderedMarkdown"), null);
});

Deno.test("other text below a drawing stays where it is", {
  ignore: noDom,
}, () => {
  const others = [
    "<p><em>It rises</em></p>",
    "<p>Figure: It rises</p>",
    "<p><em>Figure: It rises</em> and falls</p>",
    "<p><em>Figure: It rises</em></p><p>And falls</p>",
  ];
  for (const html of others) {
    const document = page(drawing, markdown(html));
    assertEquals(document.querySelector("figcaption"), null, html);
    assertStrictEquals(
      document.querySelector(".jp-RenderedMarkdown")!.innerHTML,
      html,
    );
  }
});
