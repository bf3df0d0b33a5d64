/**
 * Drawings as part of the page: sharp, with the tooltips of their marks, and
 * light on dark where the page is.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";
import { sanitize } from "./sanitize.ts";
import { standsOut } from "./stands_out.ts";

/**
 * Puts each drawing that stands as an image in the page into the page itself.
 * One that is more than what a page may show, such as with a script or a link,
 * stays an image.
 *
 * @param document The page
 */
export async function inlineDrawings(document: Document): Promise<void> {
  const images = document.querySelectorAll('img[src^="data:image/svg+xml"]');
  for (const [i, image] of [...images].entries()) {
    const svg = await read(image.getAttribute("src")!);
    if (!svg) continue;
    const id = `drawing-${i + 1}`;
    const alt = image.getAttribute("alt") || svg.getAttribute("aria-label");
    keepToItself(svg, id);
    // It is one image: what its parts are called is not told to anybody.
    for (const { name, ownerElement } of attributes(svg)) {
      if (name.startsWith("aria-")) ownerElement!.removeAttribute(name);
    }
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", alt || "A drawing");
    const kind = isInk(svg) ? "drawing ink scroll" : "drawing scroll";
    const wide = image.getAttribute("width") ?? svg.getAttribute("width");
    const width = `--width: ${Number.parseFloat(wide ?? "0")}px`;
    image.replaceWith(
      htmlElement("div", { id, class: kind, style: width }, svg),
    );
  }
}

async function read(address: string): Promise<Element | undefined> {
  const text = await (await fetch(address)).text();
  const { fragment, isWhole } = sanitize(text);
  const [svg, ...others] = fragment.children;
  const isDrawing = isWhole && svg?.localName === "svg" && others.length === 0;
  return isDrawing && !svg.querySelector("a") ? svg : undefined;
}

/** Whether it has no colour but that of the text around it, and such as stand out from any ground. */
function isInk(svg: Element): boolean {
  const ink = ["currentColor", "none", "var(--plot-background)"];
  const inner = attributes(svg).filter((one) => one.ownerElement !== svg);
  return svg.getAttribute("fill") === "currentColor" &&
    !svg.querySelector("image, linearGradient, radialGradient") &&
    inner.every(({ name, value }) =>
      name === "fill" || name === "stroke"
        ? ink.includes(value) || standsOut(value)
        : name !== "style" || !/fill|stroke|color/.test(value)
    );
}

/** Its ids and its style rules were written for a file of its own. */
function keepToItself(svg: Element, name: string): void {
  const ids = new Set(
    attributes(svg).filter((one) => one.name === "id").map((one) => one.value),
  );
  const own = (id: string) => ids.has(id) ? `${name}-${id}` : id;
  const renamed = (text: string) =>
    text.replace(/#([\w:.-]+)/g, (_, id) => `#${own(id)}`);
  for (const one of attributes(svg)) {
    one.value = one.name === "id" ? own(one.value) : renamed(one.value);
  }
  for (const style of svg.querySelectorAll("style")) {
    style.textContent = `#${name} { ${renamed(style.textContent)} }`;
  }
}

function attributes(svg: Element): Attr[] {
  return [svg, ...svg.querySelectorAll("*")]
    .flatMap((element) => [...element.attributes]);
}
