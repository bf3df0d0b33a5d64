import {
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { noDom, parts } from "./parts.ts";

const { inlineDrawings, readPage } = parts;

function image(svg: string, alt = "a drawing"): string {
  const bytes = new TextEncoder().encode(svg).toBase64();
  return `<figure><img alt="${alt}" width="640" src="data:image/svg+xml;base64,${bytes}"></figure>`;
}

async function drawn(...images: string[]): Promise<Document> {
  const document = readPage(images.join(""));
  await inlineDrawings(document);
  return document;
}

const clipped = `<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">` +
  `<style>rect { stroke: none }</style>` +
  `<clipPath id="c"><rect width="1" height="1"/></clipPath>` +
  `<rect clip-path="url(#c)" fill="none"><title>1 &lt; 2</title></rect></svg>`;

Deno.test("a drawing stands in the page with its name and its tooltips", {
  ignore: noDom,
}, async () => {
  const document = await drawn(image(clipped, "two bars"));
  const svg = document.querySelector("figure > .drawing > svg")!;
  assertStrictEquals(svg.getAttribute("role"), "img");
  assertStrictEquals(svg.getAttribute("aria-label"), "two bars");
  assertStrictEquals(svg.querySelector("title")!.textContent, "1 < 2");
  assertStrictEquals(document.querySelector("img"), null);
});

Deno.test("drawings share no id, and their styles hold for them alone", {
  ignore: noDom,
}, async () => {
  const document = await drawn(image(clipped), image(clipped));
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  assertEquals(ids.length, new Set(ids).size);
  for (const drawing of document.querySelectorAll(".drawing")) {
    const clip = drawing.querySelector("svg > [id]")!.id;
    const rect = drawing.querySelector("svg > rect")!;
    assertStrictEquals(rect.getAttribute("clip-path"), `url(#${clip})`);
    const style = drawing.querySelector("style")!.textContent;
    assertStringIncludes(style, `#${drawing.id} { rect{`);
  }
});

Deno.test(
  "a drawing takes the colour of the text only if its own colours stand out from light and dark",
  { ignore: noDom },
  async () => {
    const coloured = [
      clipped.replace(`fill="none"`, `fill="#fe0"`),
      clipped.replace(`fill="none"`, `style="fill: #fe0"`),
      clipped.replace(` fill="currentColor"`, ""),
    ];
    const document = await drawn(
      image(clipped),
      image(clipped.replace(`fill="none"`, `fill="#0072b2"`)),
      ...coloured.map((one) => image(one)),
    );
    const isInk = [...document.querySelectorAll(".drawing")]
      .map((drawing) => drawing.classList.contains("ink"));
    assertEquals(isInk, [true, true, false, false, false]);
  },
);

Deno.test("a drawing that could act in the page stays an image", {
  ignore: noDom,
}, async () => {
  const active = [
    "<script/>",
    `<rect onclick="x"/>`,
    "<foreignObject/>",
    "<a/>",
  ];
  for (const part of active) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg">${part}</svg>`;
    const document = await drawn(image(svg), image("not a drawing"));
    assertStrictEquals(document.querySelectorAll("img").length, 2, part);
  }
});
