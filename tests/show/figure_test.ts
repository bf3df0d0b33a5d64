import { document, figure, jupyterDisplay, type Picture } from "adam/show";
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
import { inJupyter, seeing } from "./in_jupyter.ts";

const words = { alt: `Rises "fast" & <far>`, caption: "It rises & rises" };

async function bundle(value: unknown): Promise<Record<string, string>> {
  return await (value as Picture)[jupyterDisplay]();
}

function line(options: Plot.PlotOptions = {}): Element {
  const marks = [Plot.lineY([1, 2, 4], { ariaDescription: `a<b & "c"` })];
  return Plot.plot({ document, y: { label: "1 < 2" }, marks, ...options });
}

/** The file that a value shows itself as. */
async function svgOf(value: unknown): Promise<string> {
  return (await bundle(value))["image/svg+xml"]!;
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

seeing(
  "figure() is an image twice, as a drawing and as pixels, and never HTML",
  async () => {
    const shown = await bundle(figure(line(), words));
    assertEquals(Object.keys(shown).sort(), [
      ...["image/png", "image/svg+xml", "text/plain"],
    ]);
    const svg = xml(shown["image/svg+xml"]!);
    const png = decode(Uint8Array.fromBase64(shown["image/png"]!));
    assertEquals(
      [png.width, png.height],
      numbers(svg, "width", "height").map((size) => 2 * size),
    );
  },
);

seeing(
  "the pixels of a figure are those of its drawing: its lines, on white",
  async () => {
    const plot = line({ style: { color: "rgb(0, 0, 255)" } });
    const { "image/png": base64 } = await bundle(figure(plot, words));
    const { data, palette } = decode(Uint8Array.fromBase64(base64!));
    const count = (colour: string) =>
      data.filter((index) => `${palette![index]}` === colour).length;
    assertStrictEquals(`${palette![data[0]!]}`, "255,255,255");
    // The line is 600 pixels long and 3 wide, on a picture of a million.
    assert(count("0,0,255") > 2 * 600, "there is no line");
    assert(count("255,255,255") > data.length * 0.8, "there is no ground");
  },
);

seeing(
  "the pixels of a figure are the same whatever fonts there are, to the last byte",
  async () => {
    const { "image/png": base64 } = await bundle(figure(line(), words));
    const bytes = Uint8Array.fromBase64(base64!);
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    assertStrictEquals(
      new Uint8Array(digest).toHex().slice(0, 16),
      "8e6cfab10e232ea8",
    );
  },
);

seeing(
  "in Jupyter a figure is an image with its alt text, and a caption below it as Markdown",
  async () => {
    const caption = "It *rises* & <rises>, |g| $ [x]";
    const { shown, result } = await inJupyter(() =>
      bundle(figure(line(), { ...words, caption }))
    );
    assertEquals(result, {
      "text/markdown":
        "*Figure: It \\*rises\\* \\& \\<rises\\>, |g| \\$ \\[x\\]*",
      "text/plain": `Figure: ${caption}`,
    });
    assertStrictEquals(shown.length, 1);
    const { data, metadata } = shown[0]!;
    assertStrictEquals(data["text/plain"], words.alt);
    const ofPixels = metadata["image/png"] as Record<string, unknown>;
    assertStrictEquals(ofPixels.alt, words.alt);
    assertStrictEquals(ofPixels.width, 640);
  },
);

seeing(
  "figure() has a twin in plain text, of caption and alt text",
  async () => {
    assertStrictEquals(
      (await bundle(figure(line(), words)))["text/plain"],
      `Figure: ${words.caption}\n${words.alt}`,
    );
  },
);

seeing(
  "the image stands alone: a namespace, a ground, and XML that is escaped once",
  async () => {
    const svg = await svgOf(figure(line(), words));
    const root = svg.slice(0, svg.indexOf(">") + 1);
    assertStringIncludes(root, `xmlns="http://www.w3.org/2000/svg"`);
    assertStringIncludes(root, "background: white");
    assertStringIncludes(
      root,
      `aria-label="Rises &quot;fast&quot; &amp; &lt;far&gt;"`,
    );
    assertStringIncludes(svg, `aria-description="a&lt;b &amp; &quot;c&quot;"`);
    assertStringIncludes(svg, "↑ 1 &lt; 2</text>");
  },
);

seeing("figure() draws the same image for the same plot", async () => {
  const [one, other] = [line(), line()].map((plot) => figure(plot, words));
  assertEquals(await bundle(one), await bundle(other));
});

seeing("a bare plot shows itself, named by its ariaLabel", async () => {
  const shown = await bundle(line({ ariaLabel: "Three points" }));
  const svg = xml(shown["image/svg+xml"]!);
  assertStrictEquals(svg.getAttribute("aria-label"), "Three points");
  assertStrictEquals(shown["text/plain"], "Three points");
});

seeing(
  "a plot with title and subtitle has them in its drawing, above it",
  async () => {
    const shown = await bundle(line({ title: "A <title>", subtitle: "Below" }));
    const svg = xml(shown["image/svg+xml"]!);
    const groups = [...svg.querySelectorAll("svg > g")];
    assertEquals(groups.slice(0, 2).map((group) => group.textContent), [
      "A <title>",
      "Below",
    ]);
    assertStringIncludes(
      shown["image/svg+xml"]!,
      `aria-label="A &lt;title&gt;"`,
    );
    assertStrictEquals(shown["text/plain"], "A <title>");
  },
);

seeing(
  "a bare element that Plot did not draw shows itself as HTML around images",
  async () => {
    const div = document.createElement("div");
    div.append("Two ", line(), line());
    const shown = await bundle(div);
    const parsed = parseHTML(shown["text/html"]!).document;
    assertStrictEquals(parsed.querySelectorAll("div > img").length, 2);
    assertStrictEquals(parsed.querySelectorAll("svg").length, 0);
  },
);

const points = [
  { x: 1, y: 2, kind: "a & b", value: -1 },
  { x: 2, y: 3, kind: "<c>", value: 1 },
];

function dots(options: Plot.PlotOptions, fill: string): Element {
  const marks = [Plot.dot(points, { x: "x", y: "y", fill })];
  return Plot.plot({ marks, ...options });
}

seeing(
  "figure() draws a legend of swatches into the image, above the plot",
  async () => {
    const plot = dots({ color: { legend: true } }, "kind");
    const svg = xml(await svgOf(figure(plot, words)));
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
  },
);

seeing(
  "swatches and their labels stay inside the image and beside each other",
  () => {
    const kinds = fc.array(fc.string({ minLength: 1, maxLength: 30 }), {
      minLength: 1,
      maxLength: 40,
    });
    return fc.assert(
      fc.asyncProperty(kinds, async (domain) => {
        const legend = Plot.legend({ color: { type: "categorical", domain } });
        const svg = xml(await svgOf(figure(legend, words)));
        const [width, height] = numbers(svg, "width", "height");
        const lines = new Map<number, number>();
        for (const swatch of svg.querySelectorAll("g > svg")) {
          const [x, y, wide, high] = numbers(
            swatch,
            "x",
            "y",
            "width",
            "height",
          );
          assert(x! >= (lines.get(y!) ?? 0), "it stands on the one before it");
          lines.set(y!, x! + wide!);
          assert(
            x! + wide! <= width! && y! + high! <= height!,
            "it is outside",
          );
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  },
);

seeing(
  "a legend that runs through colours runs through those of the scale",
  async () => {
    const plot = dots(
      { color: { legend: true, range: ["black", "white"] } },
      "value",
    );
    const svg = await svgOf(figure(plot, words));
    const [ramp] = xml(svg).querySelectorAll("svg > g");
    const { width, height, channels, data } = pixels(ramp!);
    assertEquals([width, height, channels], [256, 1, 4]);
    // Black to white in 256 steps: each colour is its own index.
    const grey = Array.from({ length: 256 }, (_, i) => [i, i, i, 255]);
    assertEquals([...data], grey.flat());
  },
);

seeing("a raster has the colours that it was given", async () => {
  const fill = ["red", "rgb(0, 128, 0)", "#00f", "hsl(0, 0%, 100%)"];
  const plot = Plot.raster(fill, { width: 2, height: 2, fill: Plot.identity })
    .plot({ color: { type: "identity" } });
  const { data } = pixels(xml(await svgOf(plot)));
  assertEquals(
    new Set(fill.keys().map((i) => `${data.slice(4 * i, 4 * i + 4)}`)),
    new Set(["255,0,0,255", "0,128,0,255", "0,0,255,255", "255,255,255,255"]),
  );
});

seeing("figure() takes Plot's caption, and refuses to show two", async () => {
  const plot = line({ caption: "Plot's" });
  const shown = await bundle(figure(plot, { alt: "A line" }));
  assertStringIncludes(shown["text/plain"]!, "Figure: Plot's");
  assertThrows(
    () => figure(plot, words),
    TypeError,
    "Cannot show the figure as caption must be left out where Plot was given one",
  );
});

seeing("the style that a plot was given is that of its image", async () => {
  for (const color of [{}, { legend: true }]) {
    const plot = dots({ color, style: { background: "black" } }, "kind");
    const svg = await svgOf(figure(plot, words));
    const style = xml(svg).getAttribute("style")!;
    assert(/background: white.*background: ?black/.test(style), style);
  }
});

seeing(
  "Plot draws without a document of the caller's, and sets nothing global",
  async () => {
    const mark = Plot.lineY([1, 2]);
    const bare = [
      mark.plot(),
      Plot.marks(mark).plot(),
      Plot.plot({ marks: [mark] }),
      Plot.legend({ color: { domain: [0, 1] } }),
    ];
    for (const plot of bare) {
      assertStrictEquals(plot.ownerDocument, document);
      assert((await svgOf(plot)).startsWith("<svg"));
    }
    const other = parseHTML("<p>").document;
    assertStrictEquals(mark.plot({ document: other }).ownerDocument, other);
    assertEquals(
      ["document", "window"].filter((name) => name in globalThis),
      [],
    );
  },
);

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
