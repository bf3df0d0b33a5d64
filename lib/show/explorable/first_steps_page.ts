/**
 * The script of a page with the figure of four libraries: it puts a slider under
 * it, and draws it anew, by the same library, whenever that is moved.
 *
 * @module
 */
import { decades } from "./fields.ts";
import {
  comparison,
  describeFirstSteps,
  firstSteps,
  percent,
} from "./first_steps.ts";
import { firstStepsControls, gradients } from "./first_steps_controls.ts";
import { drawFirstSteps, reach } from "./first_steps_plot.ts";
import { addStyle, pause, place } from "./in_page.ts";

const stops = decades(...exponents(reach));

for (
  const figure of document.querySelectorAll<HTMLElement>("[data-first-steps]")
) {
  addStyle();
  upgrade(figure, "first-steps");
}

function exponents([from, to]: readonly [number, number]): [number, number] {
  return [Math.log10(from), Math.log10(to)];
}

/** The gradient in the address, if it is of this figure and makes sense. */
function addressed(id: string): number | undefined {
  const [, said] = location.hash.split(`#${id}?g=`);
  const gradient = Number(said ?? NaN);
  return gradient >= reach[0] && gradient <= reach[1] ? gradient : undefined;
}

function upgrade(figure: HTMLElement, id: string): void {
  let gradient = addressed(id) ?? Number(figure.dataset.firstSteps);
  figure.querySelector("[data-unexplored]")?.remove();
  figure.insertAdjacentHTML("afterend", firstStepsControls(id, stops.length));
  const form = figure.nextElementSibling as HTMLFormElement;
  const find = <E extends HTMLElement>(what: string) =>
    form.querySelector(`#${id}-${what}`) as E;
  const slider = find<HTMLInputElement>("slider");
  const rows = [...form.querySelectorAll("tbody tr")];
  const plot = place(figure, draw);
  let speaking: ReturnType<typeof setTimeout> | undefined;

  function draw(width: number): SVGSVGElement {
    const steps = firstSteps(gradient);
    const svg = drawFirstSteps(gradient, steps, { document, width });
    svg.setAttribute("aria-label", describeFirstSteps(gradient, steps));
    return svg;
  }

  function show(): void {
    const steps = firstSteps(gradient);
    find("verdict").textContent = comparison(steps);
    for (const [i, { epsilon, share }] of steps.entries()) {
      const [, ofEpsilon, way, number] = rows[i]!.children;
      ofEpsilon!.textContent = `${epsilon}`;
      number!.textContent = percent(share);
      (way!.firstElementChild as HTMLElement).style
        .setProperty("--share", `${share}`);
    }
    slider.ariaValueText = `${gradient}`;
    plot.redraw();
  }

  /** For those who do not see what changed, and for the address: once, when it is done. */
  function speak(): void {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      find("status").textContent = comparison(firstSteps(gradient));
      history.replaceState(null, "", `#${id}?g=${gradient}`);
    }, pause);
  }

  function set(value: number): void {
    gradient = value;
    const distance = (i: number) => Math.abs(Math.log(stops[i]! / value));
    slider.value = `${
      stops.reduce((best, _, i) => distance(i) < distance(best) ? i : best, 0)
    }`;
    show();
  }

  form.addEventListener("input", () => {
    gradient = stops[Number(slider.value)]!;
    find("look").textContent = "";
    show();
    speak();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("button[data-preset]")) {
    const preset = gradients[Number(button.getAttribute("data-preset"))]!;
    button.addEventListener("click", () => {
      set(preset.gradient);
      find("look").textContent = preset.lookFor;
      speak();
    });
  }
  set(gradient);
}
