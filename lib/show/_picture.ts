/**
 * A picture as Jupyter shows it: an output that is nothing but an image, and
 * its caption as another.
 *
 * @module
 */
import { standalone, styleOf } from "./_image.ts";
import { kernel } from "./_kernel.ts";
import { pngOf } from "./_png.ts";
import { jupyterDisplay, type MediaBundle } from "./displayable.ts";

/** A drawing that shows itself when it is the last expression of a cell. */
export interface Picture {
  /**
   * Shows the drawing, as `image/svg+xml`, `image/png` and, in words,
   * `text/plain`; then its caption, as what this gives. Where no kernel listens
   * it gives the drawing.
   */
  [jupyterDisplay](): Promise<MediaBundle>;
}

/** What stands beside a drawing. */
export interface Words {
  /** What the drawing looks like and shows, for those who do not see it. */
  readonly alt: string;
  /** What it says; nothing if empty. */
  readonly caption: string;
  /** What a page needs to know to let readers change it, by the name that the page knows it by. */
  readonly about?: Record<string, unknown>;
}

/** Makes a picture of one SVG element. */
export function picture(svg: Element, words: Words): Picture {
  return { [jupyterDisplay]: () => show(svg, words) };
}

/** Shows a drawing and its caption. */
export async function show(
  svg: Element,
  { alt, caption, about = {} }: Words,
): Promise<MediaBundle> {
  const file = standalone(svg, alt);
  const drawing = {
    "image/svg+xml": file,
    "image/png": (await pngOf(file, styleOf(svg))).toBase64(),
    "text/plain": alt,
  };
  if (caption === "") return drawing;
  const plain = `Figure: ${caption}`;
  const front = kernel();
  if (!front) return { ...drawing, "text/plain": `${plain}\n${alt}` };
  const [width, height] = ["width", "height"].map((name) =>
    Math.round(Number(svg.getAttribute(name)))
  );
  const metadata = { "image/png": { alt, width, height }, ...about };
  const transient = { display_id: crypto.randomUUID() };
  await front.broadcast("display_data", { data: drawing, metadata, transient });
  return {
    "text/markdown": `*Figure: ${literal(caption)}*`,
    "text/plain": plain,
  };
}

/** A text as Markdown that looks like it. */
function literal(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/[\\`*_[\]<>&$~]/g, "\\$&");
}
