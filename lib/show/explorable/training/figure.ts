/**
 * The figure of a training in a page: one training, or two side by side, and
 * what a reader does with them.
 *
 * @module
 */
import { addressed, addressOf } from "./address.ts";
import {
  changed,
  type Choice,
  choiceOf,
  difference,
  inShort,
  withChoice,
} from "./choice.ts";
import type { Source } from "./frame.ts";
import type { LiveSettings } from "./messages.ts";
import { trainingPresets } from "./presets.ts";
import { SettingsForm } from "./settings_form.ts";
import { Shown } from "./shown.ts";

/** How long a slider must rest before its training begins anew, in milliseconds. */
const rest = 150;

/** What a figure needs of the page. */
export interface Stage {
  /** The figure, with an image that its drawings take the place of. */
  readonly figure: HTMLElement;
  /** What the ids in it start with. */
  readonly id: string;
  /** The settings to start from. */
  readonly settings: LiveSettings;
}

/** Makes a figure in which the reader trains. */
export function trainLive(
  { figure, id, settings }: Stage,
  begin: (settings: LiveSettings) => Source,
): void {
  const start = choiceOf(settings);
  const sent = viewIn(id, settings);
  let choices: Choice[] = sent?.choices ?? [start];
  let which = 0;
  let restarting: ReturnType<typeof setTimeout> | undefined;
  const shown = new Shown(figure, id, true, {
    onreset: () => restart(false),
    address: (step) => addressOf(id, { choices, step }),
  });
  const { form, find } = shown;
  const fields = new SettingsForm(
    form.querySelector("form")!,
    id,
    change,
  );

  function load(): void {
    clearTimeout(restarting);
    const all = choices.map((choice) => withChoice(settings, choice));
    shown.load(all.map(begin), headings(choices));
  }

  function restart(goesOn: boolean): void {
    shown.withdraw();
    load();
    if (goesOn) shown.play();
    else shown.keepAddress();
  }

  /** A seed is that of both, or they would not begin alike. */
  function change(wanted: Partial<Choice>): void {
    choices = choices.map((choice, i) =>
      i === which || "seed" in wanted ? changed(choice, wanted) : choice
    );
    shown.say(headings(choices));
    markPreset();
    clearTimeout(restarting);
    const goesOn = shown.isPlaying;
    restarting = setTimeout(() => restart(goesOn), rest);
  }

  function markPreset(preset = -1): void {
    for (const [i, button] of presetButtons.entries()) {
      button.ariaPressed = `${i === preset}`;
    }
    const both =
      "Two trainings from the same seed, step by step. The settings " +
      "below, and the buttons above, are those of the one that is chosen there.";
    find("look").textContent = trainingPresets[preset]?.lookFor ??
      (choices.length === 2 ? both : "");
  }

  const presetButtons = [
    ...form.querySelectorAll<HTMLButtonElement>("[data-preset]"),
  ];
  for (const [i, button] of presetButtons.entries()) {
    button.addEventListener("click", () => {
      const chosen = { ...settings, ...trainingPresets[i]!.settings };
      const { seed } = choices[0]!;
      const choice = { ...choiceOf(chosen), seed };
      choices = choices.map((before, j) => j === which ? choice : before);
      fields.show(choice);
      shown.setSpeed(trainingPresets[i]!.stepsPerSecond);
      markPreset(i);
      restart(shown.isPlaying);
    });
  }

  const both = find<HTMLInputElement>("both");
  const whose = form.querySelector<HTMLElement>(".which")!;
  function showHowMany(): void {
    both.checked = choices.length === 2;
    whose.hidden = !both.checked;
    shown.setPanels(choices.length);
  }
  both.addEventListener("change", () => {
    const [first] = choices as [Choice];
    // The other start, which is what most readers want to compare with.
    const other = { ...first, sigma: first.sigma > 0.1 ? 0.02 : 1 };
    choices = both.checked ? [first, other] : [choices[which]!];
    chooseWhich(both.checked ? 1 : 0);
    showHowMany();
    restart(shown.isPlaying);
  });
  const radios = [...whose.querySelectorAll<HTMLInputElement>("input")];
  function chooseWhich(i: number): void {
    which = i;
    radios[i]!.checked = true;
    fields.show(choices[i]!);
    markPreset();
  }
  for (const [i, radio] of radios.entries()) {
    radio.addEventListener("change", () => chooseWhich(i));
  }

  showHowMany();
  chooseWhich(0);
  shown.say(headings(choices));
  if (sent && sent.step > 0) shown.offer(sent.step);
  if (sent) figure.scrollIntoView();
  else markPreset(presetOf(start, settings));
  whenNear(figure, load);
}

/** Makes a figure that replays a stored training. */
export function replay({ figure, id, settings }: Stage, source: Source): void {
  const sent = addressed(id, location.hash);
  const shown = new Shown(figure, id, false, {
    onreset: () => shown.seek(0),
    address: (step) => addressOf(id, { choices: [], step }),
  });
  shown.setPanels(1);
  shown.load([source], [inShort(choiceOf(settings))]);
  shown.seek(sent?.step ?? 0);
}

/** What the address says, if a model can be trained with it. */
function viewIn(
  id: string,
  settings: LiveSettings,
): { choices: Choice[]; step: number } | undefined {
  const view = addressed(id, location.hash);
  if (!view) return undefined;
  try {
    const choices = view.choices
      .map((choice) => choiceOf(withChoice(settings, choice)));
    return { choices, step: view.step };
  } catch {
    return undefined;
  }
}

/** The preset that is chosen, if any. */
function presetOf(choice: Choice, settings: LiveSettings): number {
  return trainingPresets.findIndex((preset) =>
    difference(
      choiceOf({ ...settings, ...preset.settings }),
      choice,
    ) === ""
  );
}

/** What to call each training: what is chosen, or what tells two apart. */
function headings(choices: readonly Choice[]): string[] {
  const [first, second] = choices;
  if (!second) return [inShort(first!)];
  const [a, b] = [difference(first!, second), difference(second, first!)];
  return a === "" ? choices.map(inShort) : [a, b];
}

/** Does something once, when an element is nearly in sight. */
function whenNear(element: HTMLElement, act: () => void): void {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    act();
  }, { rootMargin: "400px" });
  watch.observe(element);
}
