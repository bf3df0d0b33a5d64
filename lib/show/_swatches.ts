/**
 * Plot's legend of swatches, which is HTML, drawn as SVG.
 *
 * @module
 */
import { element } from "./_document.ts";
import { textWidth } from "./_text_width.ts";

const fontSize = 10;
/** From a swatch to its label, from a label to the next swatch, from line to line. */
const gaps = { label: 5, item: 12, line: 6 };
/** How wide the lines may become: as a plot is by default. */
const widest = 640;

/** Draws a legend of swatches, in lines like those of a text; nothing if it is no such legend. */
export function legendOf(legend: unknown): Element | undefined {
  const swatches = swatchesOf(legend);
  if (swatches.length === 0) return;
  const lineHeight = gaps.line +
    Math.max(...swatches.map(({ height }) => height));
  let [x, y, width] = [0, 0, 0];
  const drawn = swatches.flatMap((swatch) => {
    const end = x + swatch.width + gaps.label + widthOf(swatch.label);
    if (x > 0 && end > widest) [x, y] = [0, y + lineHeight];
    const at = x;
    const label = at + swatch.width + gaps.label;
    x = label + widthOf(swatch.label) + gaps.item;
    width = Math.max(width, x);
    const icon = swatch.icon.cloneNode(true) as Element;
    icon.setAttribute("x", `${at}`);
    icon.setAttribute("y", `${y + gaps.line}`);
    icon.setAttribute("overflow", "visible");
    const middle = y + gaps.line + swatch.height / 2;
    return [
      icon,
      element("text", {
        x: `${label}`,
        y: `${middle}`,
        dy: "0.35em",
        fill: "currentColor",
      }, swatch.label),
    ];
  });
  return element("svg", {
    width: `${width}`,
    height: `${y + lineHeight + gaps.line}`,
    "font-size": `${fontSize}`,
    "font-family": "system-ui, sans-serif",
  }, ...drawn);
}

interface Swatch {
  icon: Element;
  width: number;
  height: number;
  label: string;
}

function swatchesOf(legend: unknown): Swatch[] {
  const { className = "" } = (legend ?? {}) as Element;
  if (!/^\S+-swatches /.test(className)) return [];
  return [...(legend as Element).children].flatMap((item) => {
    const icon = item.querySelector("svg");
    if (!icon) return [];
    const [width, height] = ["width", "height"].map((name) =>
      Number(icon.getAttribute(name))
    );
    const label = item.textContent.trim();
    return [{ icon, width: width!, height: height!, label }];
  });
}

function widthOf(text: string): number {
  return fontSize * textWidth(text);
}
