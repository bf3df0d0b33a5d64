/**
 * What live and stored trainings have in common in a page: panels, the buttons
 * that play them, what is spoken, and the address.
 *
 * @module
 */
import { pause } from "../in_page.ts";
import { figureOf, panelOf, speeds } from "./controls.ts";
import type { Source } from "./frame.ts";
import { Milestones } from "./milestones.ts";
import { Panel } from "./panel.ts";
import { Player } from "./player.ts";

/** As fast as it can a stored training would be over at once; in steps a second. */
const fastestReplay = 240;

/** What differs between a live training and a stored one. */
interface Ways {
  /** A button is pressed: what waited is to be done before it acts. */
  onpress(): void;
  /** Goes back to step 0. */
  onreset(): void;
  /** The fragment of the address of what is shown at a step. */
  address(step: number): string;
}

/** The panels of a figure, and how they are played. */
export class Shown {
  /** All that stands in the place of the image. */
  readonly form: HTMLElement;
  readonly #id: string;
  readonly #ways: Ways;
  readonly #player: Player;
  readonly #play: HTMLButtonElement;
  #panels: Panel[] = [];
  #milestones: Milestones[] = [];
  /** The steps that there are, where not every one is. */
  #steps: readonly number[] = [];
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(figure: HTMLElement, id: string, isLive: boolean, ways: Ways) {
    [this.#id, this.#ways] = [id, ways];
    figure.classList.add("trained");
    figure.firstElementChild!.insertAdjacentHTML(
      "afterend",
      figureOf(id, isLive),
    );
    this.form = figure.querySelector(".training")!;
    this.#play = this.#button("play");
    this.#player = new Player({
      onframe: (which, cast, frame) => {
        figure.classList.add("begun");
        this.#panels[which]?.show(cast, frame);
        const said = this.#milestones[which]?.at(cast, frame);
        if (said) this.#speak(this.#name(which) + said);
        this.#follow(frame.step);
      },
      onfailure: (which, message) => {
        this.#panels[which]?.fail(message);
        this.#speak(message);
      },
      onplaying: (isPlaying) => {
        this.#nameButton();
        if (isPlaying || this.#player.step === 0) return;
        for (const panel of this.#panels) panel.redraw();
        this.#settle();
      },
    });
    this.#onPress("play", () => this.isPlaying ? this.pause() : this.play());
    this.#onPress("step", () => {
      const { step } = this.#player;
      this.seek(this.#steps.find((kept) => kept > step) ?? step + 1);
    });
    this.#onPress("reset", () => ways.onreset());
    this.find("speed").addEventListener("change", () => {
      if (this.isPlaying) this.play();
    });
    this.find("scrub")?.addEventListener("input", ({ target }) => {
      this.seek(this.#steps[Number((target as HTMLInputElement).value)]!);
    });
    this.#followTheme();
  }

  /** Whether it goes on by itself. */
  get isPlaying(): boolean {
    return this.#player.isPlaying;
  }

  /** The part of the figure whose id ends so. */
  find = <E extends HTMLElement>(what: string): E =>
    this.form.querySelector(`#${this.#id}-${what}`) as E;

  /** Makes room for one training or two. */
  setPanels(count: number): void {
    const place = this.form.querySelector<HTMLElement>(".panels")!;
    place.classList.toggle("two", count === 2);
    const names = count === 2 ? ["A", "B"] : [""];
    place.innerHTML = names.map(panelOf).join("");
    this.#panels = [...place.children]
      .map((element) => new Panel(element as HTMLElement));
  }

  /** Shows other trainings, at their start. */
  load(sources: readonly Source[], headings: readonly string[]): void {
    this.say(headings);
    this.#milestones = sources.map(() => new Milestones());
    for (const panel of this.#panels) panel.begin();
    this.#player.load(sources);
    this.#steps = sources[0]!.steps ?? [];
    const scrub = this.find<HTMLInputElement>("scrub");
    if (scrub) scrub.max = `${this.#steps.length - 1}`;
    this.#nameButton();
  }

  /** Sets how many steps a second it goes, to one of those that can be chosen. */
  setSpeed(stepsPerSecond: number): void {
    this.find<HTMLSelectElement>("speed").selectedIndex = Object.values(speeds)
      .indexOf(stepsPerSecond);
  }

  /** Says above each panel what it shows. */
  say(headings: readonly string[]): void {
    for (const [i, place] of this.#each(".heading span")) {
      place.textContent = headings[i] ?? "";
    }
  }

  /** Goes on. */
  play(): void {
    if (this.#isOver()) this.#player.seek(0);
    const { value } = this.find<HTMLSelectElement>("speed");
    const most = this.#steps.length > 0 ? fastestReplay : Infinity;
    this.#player.play(Math.min(speeds[value]!, most));
  }

  /** Stands still. */
  pause(): void {
    this.#player.pause();
  }

  /** Goes to a step. */
  seek(step: number): void {
    this.#player.seek(step);
    this.#settle();
  }

  /** Offers to go to the step that a view was sent at. */
  offer(step: number): void {
    const button = this.#button("go");
    button.textContent = `Go to step ${step}, as sent`;
    button.hidden = false;
    button.addEventListener("click", () => {
      button.hidden = true;
      this.#player.play(Infinity, step);
      this.#play.focus();
    }, { once: true });
  }

  /** No longer offers that. */
  withdraw(): void {
    this.#button("go").hidden = true;
  }

  #onPress(what: string, act: () => void): void {
    this.#button(what).addEventListener("click", () => {
      this.#ways.onpress();
      act();
    });
  }

  #button(what: string): HTMLButtonElement {
    return this.form.querySelector(`[data-do="${what}"]`)!;
  }

  #each(what: string): [number, Element][] {
    return [...this.form.querySelectorAll(what)].entries().toArray();
  }

  #isOver(): boolean {
    const last = this.#steps.at(-1);
    return last !== undefined && this.#player.step >= last;
  }

  #name(which: number): string {
    return this.#panels.length === 2 ? `${"AB"[which]}, ` : "";
  }

  #nameButton(): void {
    const isBegun = this.#player.step > 0 && !this.#isOver();
    this.#play.textContent = this.isPlaying
      ? "Pause"
      : isBegun
      ? "Continue"
      : "Start";
  }

  #follow(step: number): void {
    const scrub = this.find<HTMLInputElement>("scrub");
    if (scrub) {
      scrub.value = `${this.#steps.indexOf(step)}`;
      scrub.ariaValueText = `step ${step}`;
    }
    if (!this.isPlaying) this.#nameButton();
  }

  /** Says and keeps what is shown, once it no longer changes. */
  #settle(): void {
    this.keepAddress(() => {
      for (const panel of this.#panels) panel.redraw();
      this.#speak(
        this.#panels.map((panel, i) => this.#name(i) + panel.describe())
          .join(" "),
      );
      for (const [i, canvas] of this.#each("canvas")) {
        canvas.ariaLabel = this.#panels[i]!.describe();
      }
    });
  }

  /** Keeps what is shown in the address, once it no longer changes. */
  keepAddress(act: () => void = () => {}): void {
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      if (this.isPlaying) return;
      act();
      const address = this.#ways.address(this.#player.step);
      history.replaceState(null, "", address);
    }, pause);
  }

  #speak(words: string): void {
    this.find("status").textContent = words;
  }

  /** A canvas does not know when the colours of the page change, or that it is printed. */
  #followTheme(): void {
    const redraw = () => {
      for (const panel of this.#panels) panel.redraw();
    };
    const print = (isPrinted: boolean) => {
      this.form.classList.toggle("printed", isPrinted);
      for (const panel of this.#panels) panel.drawNow();
    };
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    new MutationObserver(redraw).observe(document.documentElement, {
      attributeFilter: ["style"],
    });
    matchMedia("(prefers-color-scheme: dark)")
      .addEventListener("change", redraw);
  }
}
