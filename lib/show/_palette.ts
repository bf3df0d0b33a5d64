/**
 * How lines are told apart: each has a colour and dashes of its own.
 *
 * @module
 */

/** How a line looks. */
export interface Look {
  /** Its colour. */
  readonly stroke: string;
  /** Its dashes, as SVG writes them. */
  readonly strokeDasharray: string;
}

/**
 * Okabe and Ito's colours for readers of any colour vision
 * (https://jfly.uni-koeln.de/color/), those which stand out from white and from
 * black by 3 : 1, and then the colour of the text.
 */
export const looks: readonly Look[] = [
  { stroke: "#0072b2", strokeDasharray: "none" },
  { stroke: "#d55e00", strokeDasharray: "9 4" },
  { stroke: "#009e73", strokeDasharray: "3 3" },
  { stroke: "#cc79a7", strokeDasharray: "12 3 3 3" },
  { stroke: "currentColor", strokeDasharray: "18 5" },
];
