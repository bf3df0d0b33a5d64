/**
 * What explorable figures have in common where they are part of a page.
 *
 * @module
 */
import style from "./page.css" with { type: "text" };

/** How long nothing must change before it is spoken, in milliseconds. */
export const pause = 700;

/** Gives the page the style of explorable figures, and more if need be. */
export function addStyle(more = ""): void {
  const textContent = style + more;
  document.head.append(
    Object.assign(document.createElement("style"), { textContent }),
  );
}

/** The place of a drawing that is drawn anew. */
export interface Place {
  /** Draws it again, as wide as the place is. */
  redraw(): void;
}

/**
 * Takes the place of the image of a figure, and draws there, now and whenever
 * its width changes.
 */
export function place(
  figure: HTMLElement,
  draw: (width: number) => SVGSVGElement,
): Place {
  const plot = document.createElement("div");
  plot.className = "plot";
  figure.firstElementChild?.replaceWith(plot); // the image, however a page holds it
  let width = 0;
  function redraw(): void {
    const svg = draw(width);
    // A group has no role, so it may have no name.
    for (const group of svg.querySelectorAll("g")) group.ariaLabel = null;
    // With a style in each drawing the browser would look at the whole page again.
    svg.querySelector("style")?.remove();
    svg.setAttribute("role", "img");
    plot.replaceChildren(svg);
  }
  // Asked for at each change, the width would have the page laid out twice.
  function measure(): void {
    const measured = Math.min(640, plot.clientWidth || 640);
    if (measured === width) return;
    width = measured;
    redraw();
  }
  measure();
  new ResizeObserver(measure).observe(plot);
  return { redraw };
}
