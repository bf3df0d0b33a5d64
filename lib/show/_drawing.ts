/**
 * What Plot drew, taken apart: the words around it, and one drawing of plot and
 * legends together.
 *
 * @module
 */
import { element } from "./_document.ts";
import { legendOf } from "./_swatches.ts";
import { textLines } from "./_text_width.ts";

/** A plot with its title, subtitle and legends in the same drawing, and what Plot wrote around it. */
export interface Drawing {
  /** Plot's title and subtitle. */
  headings: string[];
  /** One SVG element, with all but the caption. */
  svg: Element;
  /** Plot's caption, empty if there is none. */
  caption: string;
}

/** A drawing, and how far from the left edge it stands. */
interface Part {
  svg: Element;
  indent: number;
}

/** Takes apart what Plot drew; nothing if Plot drew no such thing. */
export function drawingOf(plot: unknown): Drawing | undefined {
  const isFigure = nameOf(plot) === "figure";
  const children = isFigure ? [...(plot as Element).children] : [];
  const parts = (isFigure ? children : [plot]).flatMap(partsOf);
  if (parts.length === 0) return;
  const words = (names: string[]) =>
    children.filter((child) => names.includes(nameOf(child)!))
      .map((child) => child.textContent.trim());
  const [caption = ""] = words(["figcaption"]);
  const headings = words(["h2", "h3"]);
  const titles = headings.map((words, i) => headingOf(words, i, parts.at(-1)!));
  return { headings, svg: stacked([...titles, ...parts]), caption };
}

/** A plot; or a legend, whose first number would be cut by the edge. */
function partsOf(part: unknown): Part[] {
  if (nameOf(part) === "svg") {
    const svg = part as Element;
    const isRamp = svg.getAttribute("class")?.endsWith("-ramp");
    return [{ svg, indent: isRamp ? 8 : 0 }];
  }
  const svg = legendOf(part);
  return svg ? [{ svg, indent: 8 }] : [];
}

/** A title, or in smaller letters a subtitle, as wide as the plot. */
function headingOf(words: string, level: number, { svg }: Part): Part {
  const fontSize = level === 0 ? 18 : 15;
  const width = svg.getAttribute("width")!;
  const height = 1.3 * fontSize;
  const lines = textLines(words, Number(width) / fontSize);
  const drawn = lines.map((line, i) =>
    element("text", { x: "0", y: `${fontSize + i * height}` }, line)
  );
  const text = element("svg", {
    ...{ width, height: `${height * lines.length + 4}` },
    ...{ "font-family": "system-ui, sans-serif", "font-size": `${fontSize}` },
    ...{ "font-weight": level === 0 ? "bold" : "normal", fill: "currentColor" },
  }, ...drawn);
  return { svg: text, indent: 0 };
}

function nameOf(value: unknown): string | undefined {
  return (value as Element | undefined)?.localName?.toLowerCase();
}

/** Drawings below each other; the last is the plot, whose style all have. */
function stacked(parts: Part[]): Element {
  const plot = parts.at(-1)!;
  if (parts.length === 1 && plot.indent === 0) return plot.svg;
  let [width, height] = [0, 0];
  const groups = parts.map(({ svg, indent }) => {
    const attributes = attributesOf(svg, ["width", "height", "viewBox"]);
    const transform = `translate(${indent},${height})`;
    width = Math.max(width, Number(svg.getAttribute("width")) + 2 * indent);
    height += Number(svg.getAttribute("height"));
    const children = [...svg.cloneNode(true).childNodes];
    return element("g", { ...attributes, transform }, ...children);
  });
  const style = plot.svg.getAttribute("style");
  return element("svg", {
    viewBox: `0 0 ${width} ${height}`,
    width: `${width}`,
    height: `${height}`,
    ...style ? { style } : {},
  }, ...groups);
}

/** The attributes of an element except for some. */
function attributesOf(
  { attributes }: Element,
  without: string[],
): Record<string, string> {
  return Object.fromEntries(
    [...attributes].filter(({ name }) => !without.includes(name))
      .map(({ name, value }) => [name, value]),
  );
}
