/**
 * The script of a page with explorable figures: it puts fields and sliders
 * under each and draws it anew, by the same library, whenever one changes.
 *
 * @module
 */
import { addressed, addressOf } from "./address.ts";
import { controls } from "./controls.ts";
import {
  type Field,
  fields,
  fieldText,
  nearestStop,
  withFieldText,
} from "./fields.ts";
import { drawExplored } from "./plot.ts";
import { presets } from "./presets.ts";
import { addStyle, pause, place } from "./in_page.ts";
import {
  describe,
  type Exploration,
  explore,
  type Explored,
} from "./exploration.ts";

addStyle();
const figures = document.querySelectorAll<HTMLElement>("[data-explorable]");
for (const [i, figure] of figures.entries()) {
  const start = startOf(figure);
  if (start) upgrade(figure, start, `explorable-${i}`);
}

/** Anybody may write the attribute; with wrong settings there is only an image. */
function startOf(figure: HTMLElement): Explored | undefined {
  try {
    return explore(JSON.parse(figure.dataset.explorable!));
  } catch {
    return undefined;
  }
}

/** What was set, without what was computed from it. */
function settingsOf(explored: Explored): Exploration {
  const { against, gradients, step, beta1, beta2, epsilon } = explored;
  return { against, gradients, step, beta1, beta2, epsilon };
}

function upgrade(figure: HTMLElement, start: Explored, id: string): void {
  let explored = start;
  figure.insertAdjacentHTML("afterend", controls(id));
  const form = figure.nextElementSibling as HTMLFormElement;
  const find = <E extends HTMLElement>(what: string) =>
    form.querySelector(`#${id}-${what}`) as E;
  const against = form.elements.namedItem("against") as RadioNodeList;
  const rows = fields.map((field) => ({
    field,
    text: find<HTMLInputElement>(field.name),
    slider: find<HTMLInputElement>(`${field.name}-slider`),
    error: find(`${field.name}-error`),
  }));
  let speaking: ReturnType<typeof setTimeout> | undefined;
  const plot = place(figure, (width) => {
    const svg = drawExplored(explored, { document, width });
    svg.setAttribute("aria-label", describe(explored));
    return svg;
  });

  function show(): void {
    for (const { field, slider } of rows) {
      const [value] = [explored[field.name]].flat();
      slider.value = String(nearestStop(field, value!));
      slider.ariaValueText = String(value);
    }
    find("share").textContent = String(explored.share);
    find("first").textContent = `×${explored.firstFactor}`;
    find("second").textContent = `×${explored.secondFactor}`;
    find("lesson").hidden = explored.step !== 1;
    plot.redraw();
  }

  /** For those who do not see what changed, and for the address: once, when it is done. */
  function speak(): void {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      const errors = rows.map(({ error }) => error.textContent).join(" ");
      find("status").textContent = errors.trim() || describe(explored);
      history.replaceState(null, "", addressOf(id, explored));
    }, pause);
  }

  /** Takes over all that is written, or what of it can be; the rest says why not. */
  function read(): void {
    const chosen = against.value as Exploration["against"];
    const settings = { ...settingsOf(explored), against: chosen };
    const problems = new Map<Field, string>();
    try {
      explored = explore(
        rows.reduce(
          (all, { field, text }) => withFieldText(field, all, text.value),
          settings,
        ),
      );
    } catch {
      explored = explore(settings);
      for (const { field, text } of rows) {
        try {
          explored = explore(
            withFieldText(field, settingsOf(explored), text.value),
          );
        } catch (refusal) {
          problems.set(field, (refusal as Error).message);
        }
      }
    }
    for (const { field, text, error } of rows) {
      error.textContent = problems.get(field) ?? "";
      text.ariaInvalid = String(problems.has(field));
    }
    show();
  }

  function set(settings: Explored): void {
    explored = settings;
    for (const { field, text } of rows) text.value = fieldText(field, settings);
    against.value = settings.against;
    read();
  }

  for (const { field, text, slider } of rows) {
    slider.addEventListener("input", () => {
      text.value = String(field.stops[Number(slider.value)]);
    });
  }
  form.addEventListener("input", () => {
    read();
    speak();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    set(start);
    find("look").textContent = "";
    speak();
  });
  for (const button of form.querySelectorAll("button[data-preset]")) {
    const { lookFor, settings } =
      presets[Number(button.getAttribute("data-preset"))]!;
    button.addEventListener("click", () => {
      set(explore(settings));
      find("look").textContent = lookFor;
      speak();
    });
  }
  const sent = addressed(id, location.hash);
  set(sent ?? start);
  if (sent) figure.scrollIntoView();
}
