/**
 * Colours that do on white and on black.
 *
 * @module
 */
import { rgb } from "d3-color";

/** How bright the grounds of a page are, light and dark, and how much a colour must differ from them. */
const grounds = [1, 0.0092];
const contrast = 3;

/**
 * Whether a colour stands out from the light ground of a page and from the dark
 * one by 3 : 1, as WCAG asks of what has to be seen in a drawing.
 *
 * @param colour The colour, as CSS writes it
 * @returns Whether it does
 */
export function standsOut(colour: string): boolean {
  const own = luminance(colour);
  return grounds.every((ground) => {
    const [low, high] = [own, ground].sort((a, b) => a - b);
    return (high! + 0.05) / (low! + 0.05) >= contrast;
  });
}

/** The relative luminance of WCAG 2, from 0 to 1; no number if it is no colour. */
function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const [red, green, blue] = [r, g, b].map((level) => {
    const share = level / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
