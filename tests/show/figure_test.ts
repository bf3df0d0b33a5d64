import { type Displayable, document, figure, jupyterDisplay } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import * as Plot from "@observablehq/plot";
import { decode } from "fast-png";
import fc from "fast-check";
import { DOMParser, parseHTML } from "linkedom";

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

/** The drawing, as XML: nothing in it may break the rules of that. */
function xml(svg: string): Element {
  const { documentElement } = new DOMParser().parseFromString(svg, "text/xml");
  return documentElement as unknown as Element;
}

/** The pixels of the picture in a drawing. */
function pixels(drawing: Element) {
  const href = drawing.querySelector("image")!.getAttribute("href")!;
  return decode(Uint8Array.fromBase64(href.split("base64,")[1]!));
}

function numbers(of: Element, ...names: string[]): number[] {
  return names.map((name) => Number(of.getAttribute(name)));
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

Deno.test("a bare plot with title and subtitle shows them above its image", () => {
  const shown = bundle(line({ title: "A <title>", subtitle: "Below" }));
  const { document } = parseHTML(shown["text/html"]!);
  assertEquals(
    [...document.querySelector("figure")!.children].map((child) => [
      child.localName,
      child.textContent,
    ]),
    [["p", "A <title>"], ["p", "Below"], ["img", ""]],
  );
  assertStrictEquals(image(shown["text/html"]!).alt, "A <title>");
  assertStringIncludes(shown["text/plain"]!, "A <title>\nBelow\n");
});

Deno.test("a bare element that Plot did not draw shows itself as HTML around images", () => {
  const div = document.createElement("div");
  div.append("Two ", line(), line());
  const shown = bundle(div);
  const parsed = parseHTML(shown["text/html"]!).document;
  assertStrictEquals(parsed.querySelectorAll("div > img").length, 2);
  assertStrictEquals(parsed.querySelectorAll("svg").length, 0);
});

const points = [
  { x: 1, y: 2, kind: "a & b", value: -1 },
  { x: 2, y: 3, kind: "<c>", value: 1 },
];

function dots(options: Plot.PlotOptions, fill: string): Element {
  const marks = [Plot.dot(points, { x: "x", y: "y", fill })];
  return Plot.plot({ marks, ...options });
}

Deno.test("figure() draws a legend of swatches into the image, above the plot", () => {
  const plot = dots({ color: { legend: true } }, "kind");
  const html = bundle(figure(plot, words))["text/html"]!;
  assertStrictEquals(parseHTML(html).document.querySelectorAll("*").length, 3);
  const svg = xml(image(html).svg);
  const [legend, drawing] = svg.querySelectorAll("svg > g");
  const labels = [...legend!.querySelectorAll("text")];
  assertEquals(labels.map((label) => label.textContent), ["<c>", "a & b"]);
  const colours = (group: Element | undefined, path: string) =>
    [...group!.querySelectorAll(path)].map((e) => e.getAttribute("fill"))
      .sort();
  assertEquals(colours(legend, "svg"), colours(drawing, "circle"));
  const heights = [svg, ...plot.querySelectorAll(":scope > svg")]
    .map((e) => Number(e.getAttribute("height")));
  assert(heights[0]! > heights[1]!, `${heights}`);
});

Deno.test("swatches and their labels stay inside the image and beside each other", () => {
  const kinds = fc.array(fc.string({ minLength: 1, maxLength: 30 }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(kinds, (domain) => {
      const legend = Plot.legend({ color: { type: "categorical", domain } });
      const svg = xml(image(bundle(figure(legend, words))["text/html"]!).svg);
      const [width, height] = numbers(svg, "width", "height");
      const lines = new Map<number, number>();
      for (const swatch of svg.querySelectorAll("g > svg")) {
        const [x, y, wide, high] = numbers(swatch, "x", "y", "width", "height");
        assert(x! >= (lines.get(y!) ?? 0), "it stands on the one before it");
        lines.set(y!, x! + wide!);
        assert(x! + wide! <= width! && y! + high! <= height!, "it is outside");
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

Deno.test("a legend that runs through colours runs through those of the scale", () => {
  const plot = dots(
    { color: { legend: true, range: ["black", "white"] } },
    "value",
  );
  const { svg } = image(bundle(figure(plot, words))["text/html"]!);
  const [ramp] = xml(svg).querySelectorAll("svg > g");
  const { width, height, channels, data } = pixels(ramp!);
  assertEquals([width, height, channels], [256, 1, 4]);
  // Black to white in 256 steps: each colour is its own index.
  const grey = Array.from({ length: 256 }, (_, i) => [i, i, i, 255]);
  assertEquals([...data], grey.flat());
});

Deno.test("a raster has the colours that it was given", () => {
  const fill = ["red", "rgb(0, 128, 0)", "#00f", "hsl(0, 0%, 100%)"];
  const plot = Plot.raster(fill, { width: 2, height: 2, fill: Plot.identity })
    .plot({ color: { type: "identity" } });
  const { data } = pixels(xml(image(bundle(plot)["text/html"]!).svg));
  assertEquals(
    new Set(fill.keys().map((i) => `${data.slice(4 * i, 4 * i + 4)}`)),
    new Set(["255,0,0,255", "0,128,0,255", "0,0,255,255", "255,255,255,255"]),
  );
});

Deno.test("figure() takes Plot's caption, and refuses to show two", () => {
  const plot = line({ caption: "Plot's" });
  const shown = bundle(figure(plot, { alt: "A line" }));
  assertStringIncludes(shown["text/html"]!, "<figcaption>Plot's</figcaption>");
  assertThrows(
    () => figure(plot, words),
    TypeError,
    "Cannot show the figure as caption must be left out where Plot was given one",
  );
});

Deno.test("the style that a plot was given is that of its image", () => {
  for (const color of [{}, { legend: true }]) {
    const plot = dots({ color, style: { background: "black" } }, "kind");
    const { svg } = image(bundle(figure(plot, words))["text/html"]!);
    const style = xml(svg).getAttribute("style")!;
    assert(/background: white.*background: ?black/.test(style), style);
  }
});

Deno.test("Plot draws without a document of the caller's, and sets nothing global", () => {
  const mark = Plot.lineY([1, 2]);
  const bare = [
    mark.plot(),
    Plot.marks(mark).plot(),
    Plot.plot({ marks: [mark] }),
    Plot.legend({ color: { domain: [0, 1] } }),
  ];
  for (const plot of bare) {
    assertStrictEquals(plot.ownerDocument, document);
    assert(bundle(plot)["text/html"]!.includes("<img"));
  }
  const other = parseHTML("<p>").document;
  assertStrictEquals(mark.plot({ document: other }).ownerDocument, other);
  assertEquals(["document", "window"].filter((name) => name in globalThis), []);
});

Deno.test("figure() refuses a plot without words", () => {
  assertThrows(
    () => Reflect.apply(figure, undefined, [line()]),
    TypeError,
    "Cannot show the figure as alt must say something",
  );
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

Deno.test("figure() refuses what Plot did not draw, and words that there are none of", () => {
  const figures = ["div", "figure", "p"].map((name) =>
    document.createElement(name)
  );
  for (const plot of [...figures, null, undefined, "<svg>", 1, {}]) {
    assertThrows(
      () => figure(plot as Element, words),
      TypeError,
      "Cannot show the figure as plot must be what Observable Plot drew",
    );
  }
  const typo = { ...words, captoin: "It rises" };
  assertThrows(() => figure(line(), typo), TypeError, "captoin is no setting");
});
