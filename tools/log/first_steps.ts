/**
 * The figure that the index opens with: one gradient, and how far four libraries
 * move a weight by it.
 *
 * @module
 */
import stamp from "../../data/stamp_04.json" with { type: "json" };
import {
  comparison,
  describeFirstSteps,
  firstSteps,
} from "../../lib/show/explorable/first_steps.ts";
import { drawFirstSteps } from "../../lib/show/explorable/first_steps_plot.ts";
import { window } from "./dom.ts";
import { htmlElement } from "./html_element.ts";

/**
 * Makes the figure, at the gradient of a dead token. Without scripts it is a
 * drawing with a caption; the script of `data-first-steps` makes it explorable.
 *
 * @returns A heading and the figure
 */
export function firstStepsFigure(): HTMLElement[] {
  const gradient = stamp.measured.deadGradientNorm;
  const steps = firstSteps(gradient);
  const canvas = { document: window.document, width: 640 };
  const svg = drawFirstSteps(gradient, steps, canvas);
  for (const group of svg.querySelectorAll("g")) {
    group.removeAttribute("aria-label"); // a group has no role
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", describeFirstSteps(gradient, steps));
  return [
    htmlElement("h2", { id: "try-it" }, "One gradient, four libraries"),
    htmlElement(
      "figure",
      { "data-first-steps": `${gradient}` },
      htmlElement(
        "div",
        { class: "drawing ink", style: "--width: 640px" },
        svg,
      ),
      htmlElement(
        "figcaption",
        {},
        "The first step from a gradient, each library with its own default ε. ",
        htmlElement(
          "span",
          { "data-unexplored": "" },
          `With a dead token's gradient ${comparison(steps)}`,
        ),
      ),
    ),
  ];
}
