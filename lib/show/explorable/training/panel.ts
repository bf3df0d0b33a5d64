/**
 * One training as a reader sees it: its rows, its lines, and what is to be seen,
 * in words. It is drawn at most once for each frame of the screen.
 *
 * @module
 */
import { chartHeight, charts, DrawnChart } from "./chart.ts";
import { readings } from "./controls.ts";
import type { Cast, Frame } from "./frame.ts";
import { History } from "./history.ts";
import { RowPointer } from "./row_pointer.ts";
import { type Colours, RowsCanvas } from "./rows_canvas.ts";
import { rowsNow } from "./rows_now.ts";
import { sizeInWords } from "./size_in_words.ts";
import { about, describeFrame, percent, storyOf } from "./story.ts";

/** Lines and numbers change no more often than this, in milliseconds. */
const visible = 120;

/** Sentences change no more often than this, in milliseconds: those that say the same, and others. */
const readable = { same: 1500, other: 500 };

/** What a panel shows. */
export class Panel {
  readonly #element: HTMLElement;
  readonly #canvas: RowsCanvas;
  readonly #charts: DrawnChart[];
  readonly #pointer: RowPointer;
  #chartWidth = 0;
  #history = new History();
  #cast: Cast | undefined;
  #frame: Frame | undefined;
  #drawnAt = -Infinity;
  #toldAt = -Infinity;
  #told = "";
  #isAsked = false;
  /** Whether nothing is to move that need not. */
  readonly #isCalm = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#canvas = new RowsCanvas(this.#find("canvas") as HTMLCanvasElement);
    const svgs = [...element.querySelectorAll<SVGSVGElement>(".chart > svg")];
    this.#charts = svgs.map((svg, i) => new DrawnChart(svg, charts[i]!));
    this.#pointer = new RowPointer(element, {
      rowAt: (x, y) => this.#frame && this.#canvas.rowAt(this.#frame, x, y),
      onchoose: () => this.redraw(),
    });
    const watch = new ResizeObserver(() => {
      this.#chartWidth = svgs[0]!.parentElement!.clientWidth;
      this.redraw();
    });
    for (const each of [element, this.#find("canvas")]) watch.observe(each);
    for (const svg of svgs) svg.setAttribute("height", `${chartHeight}`);
  }

  /** Begins to show another training. */
  begin(): void {
    this.#history = new History();
    this.#frame = this.#cast = undefined;
    this.#canvas.reset(this.#colours());
    this.#told = "";
    this.#find(".step").textContent = "";
    this.#find(".wait").hidden = false;
    this.#find(".now strong").textContent = "One moment.";
    this.#find(".now span").textContent =
      "The model is trained ahead, to find the plane that shows it best.";
  }

  /** Shows a frame, as soon as the screen has one to spare. */
  show(cast: Cast, frame: Frame): void {
    if (!this.#cast) this.#meet(cast);
    this.#cast = cast;
    this.#frame = frame;
    for (const record of frame.skipped) this.#history.add(record);
    if (frame.record) this.#history.add(frame.record);
    this.#ask();
  }

  /** Draws what is shown once more, words and lines too. */
  redraw(): void {
    this.#drawnAt = this.#toldAt = -Infinity;
    this.#ask();
  }

  /** Draws now what is shown, as the page may be printed the next moment. */
  drawNow(): void {
    this.#drawnAt = -Infinity;
    this.#draw(performance.now());
  }

  /** Says what stopped the training. */
  fail(message: string): void {
    this.#find(".wait").hidden = true;
    this.#find(".now strong").textContent = "The training has stopped.";
    this.#find(".now span").textContent = message;
  }

  /** What is to be seen, for those who do not see it. */
  describe(): string {
    return this.#cast && this.#frame
      ? describeFrame(this.#cast, this.#frame)
      : "";
  }

  /** Shows what does not change, and no longer waits. */
  #meet(cast: Cast): void {
    this.#find(".wait").hidden = true;
    this.#find(".size").textContent = sizeInWords(cast);
    this.#pointer.begin(cast.rows);
  }

  #ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame((now) => {
      this.#isAsked = false;
      this.#draw(now);
    });
  }

  #draw(now: number): void {
    if (!this.#cast || !this.#frame) return;
    const isCalm = this.#isCalm.matches;
    const isUnfinished = this.#canvas.draw(this.#cast, this.#frame, {
      ...{ colours: this.#colours(), isCalm, marked: this.#pointer.row },
    });
    this.#find(".step").textContent = `step ${this.#frame.step}`;
    const isAsked = this.#drawnAt === -Infinity;
    if (now - this.#drawnAt > visible) {
      this.#drawnAt = now;
      this.#drawNumbers(this.#cast, this.#frame);
      this.#pointer.tell(this.#cast, this.#frame);
      if (isAsked) this.#pointer.speak();
      this.#tell(this.#cast, this.#frame, now);
    }
    if (isUnfinished) this.#ask();
  }

  #tell(cast: Cast, frame: Frame, now: number): void {
    const { verdict, because } = storyOf(cast, frame);
    const rest = verdict === this.#told ? readable.same : readable.other;
    if (now - this.#toldAt < rest) return;
    [this.#told, this.#toldAt] = [verdict, now];
    this.#find(".now strong").textContent = verdict;
    const when = frame.record ? `At step ${frame.step}: ` : "";
    this.#find(".now span").textContent = when +
      because.replace(/[ \n]+/g, " ");
  }

  #drawNumbers(cast: Cast, frame: Frame): void {
    for (const chart of this.#charts) {
      chart.draw(cast, this.#history.records, this.#chartWidth);
    }
    const { asleep, moving, stopped } = rowsNow(cast, frame);
    const { record } = frame;
    const values: Record<typeof readings[number], string> = {
      "loss": record ? record.loss.toPrecision(3) : "–",
      "dead rows hardly moved so far": percent(asleep),
      "dead rows moving": percent(moving),
      "dead rows stopped again": percent(stopped),
      "cosine with their mean way": record && Number.isFinite(record.deadAlike)
        ? about(record.deadAlike)
        : "–",
    };
    const numbers = this.#element.querySelectorAll(".readout dd");
    for (const [i, name] of readings.entries()) {
      numbers[i]!.textContent = values[name];
    }
  }

  #colours(): Colours {
    const style = getComputedStyle(this.#find(".stage"));
    return {
      live: style.outlineColor,
      dead: style.color,
      quiet: style.caretColor,
      line: style.borderTopColor,
      ink: style.columnRuleColor,
    };
  }

  #find(what: string): HTMLElement {
    return this.#element.querySelector<HTMLElement>(what)!;
  }
}
