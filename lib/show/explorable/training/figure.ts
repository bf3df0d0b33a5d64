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
import { PresetButtons } from "./preset_buttons.ts";
import { type TrainingPreset, trainingPresets } from "./presets.ts";
import { SettingsForm } from "./settings_form.ts";
import { Shown } from "./shown.ts";
import { SideBySide } from "./side_by_side.ts";

/** How long a slider must rest before its training begins anew, in milliseconds. */
const rest = 150;

/** How many steps a second there are to begin with. */
const usualSpeed = 30;

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
  stage: Stage,
  begin: (settings: LiveSettings) => Source,
): void {
  new LiveFigure(stage, begin);
}

/** What is said where two trainings are side by side. */
const ofTwo = "Two trainings from the same seed, step by step. The settings " +
  "below, and the buttons above, are those of the one that is chosen there.";

/** What a reader has chosen, and the trainings that it makes. */
class LiveFigure {
  readonly #settings: LiveSettings;
  readonly #begin: (settings: LiveSettings) => Source;
  readonly #shown: Shown;
  readonly #fields: SettingsForm;
  readonly #presets: PresetButtons;
  readonly #sideBySide: SideBySide;
  #choices: Choice[];
  /** Which of them the fields are about. */
  #which = 0;
  #restarting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    { figure, id, settings }: Stage,
    begin: (settings: LiveSettings) => Source,
  ) {
    [this.#settings, this.#begin] = [settings, begin];
    const sent = viewIn(id, settings);
    this.#choices = sent?.choices ?? [choiceOf(settings)];
    const shown = this.#shown = new Shown(figure, id, true, {
      onpress: () => this.#finish(),
      onreset: () => this.#restart(false),
      address: (step) => addressOf(id, { choices: this.#choices, step }),
    });
    const { form, find } = shown;
    this.#fields = new SettingsForm(
      form.querySelector("form")!,
      id,
      (change) => this.#change(change),
    );
    this.#presets = new PresetButtons(
      form,
      find("look"),
      (preset) => this.#take(preset),
    );
    this.#sideBySide = new SideBySide(
      find("both"),
      form.querySelector<HTMLElement>(".which")!,
      {
        ontwo: (areTwo) => this.#setTwo(areTwo),
        onwhich: (which) => this.#turnTo(which),
      },
    );
    shown.setPanels(this.#choices.length);
    this.#turnTo(0);
    const [choice] = this.#choices as [Choice];
    shown.setSpeed(presetOf(choice, settings)?.stepsPerSecond ?? usualSpeed);
    shown.say(headings(this.#choices));
    if (sent && sent.step > 0) shown.offer(sent.step);
    if (sent) figure.scrollIntoView();
    whenNear(figure, () => this.#load());
  }

  #load(): void {
    clearTimeout(this.#restarting);
    this.#restarting = undefined;
    const all = this.#choices
      .map((choice) => withChoice(this.#settings, choice));
    this.#shown.load(all.map(this.#begin), headings(this.#choices));
  }

  #restart(goesOn: boolean): void {
    this.#shown.withdraw();
    this.#load();
    if (goesOn) this.#shown.play();
    else this.#shown.keepAddress();
  }

  /** A seed is that of both, or they would not begin alike. */
  #change(wanted: Partial<Choice>): void {
    this.#choices = this.#choices.map((choice, i) =>
      i === this.#which || "seed" in wanted ? changed(choice, wanted) : choice
    );
    this.#shown.say(headings(this.#choices));
    this.#mark();
    this.#shown.withdraw();
    clearTimeout(this.#restarting);
    this.#restarting = setTimeout(() => this.#finish(), rest);
  }

  /** Begins anew at once, if that waits for a slider to rest. */
  #finish(): void {
    if (this.#restarting !== undefined) this.#restart(this.#shown.isPlaying);
  }

  #take(preset: TrainingPreset): void {
    const { seed } = this.#choices[0]!;
    const chosen = choiceOf({ ...this.#settings, ...preset.settings });
    this.#choices[this.#which] = { ...chosen, seed };
    this.#shown.setSpeed(preset.stepsPerSecond);
    this.#turnTo(this.#which);
    this.#restart(this.#shown.isPlaying);
  }

  /** The second one has the other start, which is what most readers want to compare with. */
  #setTwo(areTwo: boolean): void {
    const [first] = this.#choices as [Choice];
    const other = { ...first, sigma: first.sigma > 0.1 ? 0.02 : 1 };
    this.#choices = areTwo ? [first, other] : [this.#choices[this.#which]!];
    this.#shown.setPanels(this.#choices.length);
    this.#turnTo(areTwo ? 1 : 0);
    this.#restart(this.#shown.isPlaying);
  }

  #turnTo(which: number): void {
    this.#which = which;
    this.#sideBySide.show(this.#choices.length === 2, which);
    this.#fields.show(this.#choices[which]!);
    this.#mark();
  }

  #mark(): void {
    const chosen = presetOf(this.#choices[this.#which]!, this.#settings);
    this.#presets.mark(chosen, this.#choices.length === 2 ? ofTwo : "");
  }
}

/** Makes a figure that goes through a stored training. */
export function showStored(
  { figure, id, settings }: Stage,
  source: Source,
): void {
  const sent = addressed(id, location.hash);
  const shown = new Shown(figure, id, false, {
    onpress: () => {},
    onreset: () => shown.seek(0),
    address: (step) => addressOf(id, { choices: [], step }),
  });
  shown.setSpeed(usualSpeed);
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

/** The preset that is chosen, if any, whatever its seed. */
function presetOf(
  choice: Choice,
  settings: LiveSettings,
): TrainingPreset | undefined {
  const { seed } = choice;
  return trainingPresets.find((preset) => {
    const its = choiceOf({ ...settings, ...preset.settings });
    return difference({ ...its, seed }, choice) === "";
  });
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
