import { type Displayable, document, figure, jupyterDisplay } from "adam/show";
import {
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const words = { alt: `Rises "fast" & <far>`, caption: "It rises & rises" };

function bundle(value: unknown): Record<string, string> {
  return (value as Displayable)[jupyterDisplay]();
}

function line(options: Plot.PlotOptions = {}): Element {
  const marks = [Plot.lineY([1, 2, 4], { ariaDescription: `a<b & "c"` })];
  return Plot.plot({ document, y: { label: "1 < 2" }, marks, ...options });
}

/** The image inside the HTML of a figure, decoded. */
function image(html: string): { alt: string; svg: string } {
  const img = parseHTML(html).document.querySelector("img")!;
  const base64 = img.getAttribute("src")!.split("base64,")[1]!;
  const svg = new TextDecoder().decode(Uint8Array.fromBase64(base64));
  return { alt: img.getAttribute("alt")!, svg };
}

Deno.test("figure() is an image with an alt text and a caption", () => {
  const html = bundle(figure(line(), words))["text/html"]!;
  assertStrictEquals(image(html).alt, words.alt);
  const { document } = parseHTML(html);
  const caption = document.querySelector("figure > figcaption")!;
  assertStrictEquals(caption.textContent, words.caption);
});

Deno.test("figure() has a twin in plain text, of caption and alt text", () => {
  assertStrictEquals(
    bundle(figure(line(), words))["text/plain"],
    `Figure: ${words.caption}\n${words.alt}`,
  );
});

Deno.test("the image stands alone: a namespace, a ground, and XML that is escaped once", () => {
  const { svg } = image(bundle(figure(line(), words))["text/html"]!);
  const root = svg.slice(0, svg.indexOf(">") + 1);
  assertStringIncludes(root, `xmlns="http://www.w3.org/2000/svg"`);
  assertStringIncludes(root, "background: white");
  assertStringIncludes(
    root,
    `aria-label="Rises &quot;fast&quot; &amp; &lt;far&gt;"`,
  );
  assertStringIncludes(svg, `aria-description="a&lt;b &amp; &quot;c&quot;"`);
  assertStringIncludes(svg, "↑ 1 &lt; 2</text>");
});

Deno.test("figure() draws the same image for the same plot", () => {
  const [one, other] = [line(), line()].map((plot) =>
    bundle(figure(plot, words))["text/html"]!
  );
  assertStrictEquals(one, other);
});

Deno.test("a bare plot shows itself, named by its ariaLabel", () => {
  const shown = bundle(line({ ariaLabel: "Three points" }));
  assertStrictEquals(image(shown["text/html"]!).alt, "Three points");
  assertStringIncludes(shown["text/plain"]!, "Three points");
});

Deno.test("a bare plot with a title shows itself as HTML around an image", () => {
  const shown = bundle(line({ title: "A <title>" }));
  const { document } = parseHTML(shown["text/html"]!);
  assertStrictEquals(document.querySelectorAll("figure img").length, 1);
  assertStrictEquals(document.querySelectorAll("svg").length, 0);
  assertStrictEquals(document.querySelector("h2")!.textContent, "A <title>");
  assertStringIncludes(shown["text/plain"]!, "A <title>");
});

Deno.test("figure() refuses a plot without words", () => {
  assertThrows(
    () => figure(line(), { ...words, alt: " " }),
    TypeError,
    "Cannot show the figure as alt must say something",
  );
  assertThrows(
    () => figure(line(), { ...words, caption: undefined as unknown as string }),
    TypeError,
    "Cannot show the figure as caption must say something",
  );
});

Deno.test("figure() refuses what is not one image", () => {
  for (const plot of [line({ title: "Title" }), null, "<svg>"]) {
    assertThrows(
      () => figure(plot as Element, words),
      TypeError,
      "Cannot show the figure as plot must be one SVG element",
    );
  }
});
