/**
 * A progress bar for the loops of a notebook in Deno. It needs this file alone.
 *
 * @module
 */

/** What is said of the items. */
export interface ProgressOptions {
  /** What they are called, in the plural. The default is `items`. */
  name?: string;
  /** How many there are, where they do not have a `length` or a `size`. */
  total?: number;
}

/** The items, one by one, behind each of which the bar has moved on. */
export type Progress<Items> = Items extends AsyncIterable<infer Item>
  ? AsyncGenerator<Item, void, undefined>
  : Items extends Iterable<infer Item> ? Generator<Item, void, undefined>
  : never;

/**
 * Loops over items and shows in the notebook how many are done, how fast that
 * goes, and how long the rest will take: one display, that changes in place ten
 * times a second at most. A loop that is left early says how far it came. Outside
 * a notebook nothing is shown.
 *
 * @param items What to loop over, with `for` or `for await`
 * @param options What is said of them
 * @returns The items, one by one
 * @throws {TypeError} If `items` cannot be looped over
 * @throws {RangeError} If `total` is no count
 * @example
 * ```ts
 * import { progress } from "./progress.ts";
 * import { deepStrictEqual } from "node:assert";
 *
 * const squares = [];
 * for (const i of progress([1, 2], { name: "numbers" })) squares.push(i * i);
 *
 * const lines = new Blob(["a"]).stream().pipeThrough(new TextDecoderStream());
 * for await (const line of progress(lines)) squares.push(line);
 * deepStrictEqual(squares, [1, 4, "a"]);
 * ```
 */
export function progress<
  Items extends Iterable<unknown> | AsyncIterable<unknown>,
>(items: Items, options: ProgressOptions = {}): Progress<Items> {
  const { name = "items", total = countOf(items) } = options;
  if (total !== undefined && !isCount(total)) {
    throw new RangeError(
      `Cannot show progress as total must be a count: current value is ${total}`,
    );
  }
  const show = display();
  const bar = new Bar((state) => show(rendering(name, total, state)));
  const object = Object(items);
  if (Symbol.asyncIterator in object) {
    return throughAsync(object, bar) as Progress<Items>;
  }
  if (Symbol.iterator in object) {
    return through(object, bar) as Progress<Items>;
  }
  throw new TypeError(
    `Cannot show progress as items must be iterable: current value is ${items}`,
  );
}

function* through(items: Iterable<unknown>, bar: Bar): Generator {
  bar.begin();
  try {
    for (const item of items) {
      yield item;
      bar.step();
    }
    bar.end("done");
  } finally {
    bar.end("stopped");
  }
}

async function* throughAsync(
  items: AsyncIterable<unknown>,
  bar: Bar,
): AsyncGenerator {
  bar.begin();
  try {
    for await (const item of items) {
      yield item;
      bar.step();
    }
    bar.end("done");
  } finally {
    bar.end("stopped");
  }
}

/** How many items there are, if they say so. */
function countOf(items: unknown): number | undefined {
  if (typeof items === "string") return undefined; // It has the length of another code.
  const { length, size } = Object(items);
  return [length, size].find(isCount);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** How far a loop is. */
interface State {
  done: number;
  seconds: number;
  end: "none" | "done" | "stopped";
}

/** For how many milliseconds a state is shown at least. */
const between = 100;

/** What is shown of a loop. Only the loop moves it, so that nothing goes on behind one that is stopped. */
class Bar {
  readonly #show: (state: State) => void;
  #state: State = { done: 0, seconds: 0, end: "none" };
  #start = 0;
  #shown = 0;

  constructor(show: (state: State) => void) {
    this.#show = show;
  }

  begin(): void {
    this.#start = performance.now();
    this.#now();
  }

  step(): void {
    this.#state.done++;
    if (performance.now() - this.#shown >= between) this.#now();
  }

  /** Shows the end, whichever comes first. */
  end(end: "done" | "stopped"): void {
    if (this.#state.end !== "none") return;
    this.#state.end = end;
    this.#now();
  }

  #now(): void {
    this.#shown = performance.now();
    this.#state.seconds = (this.#shown - this.#start) / 1000;
    this.#show(this.#state);
  }
}

/** What a front end gets of a display, by the type. */
type Rendering = Record<string, string>;

/** A display in the notebook that changes in place. */
function display(): (data: Rendering) => void {
  const transient = { display_id: crypto.randomUUID() };
  let type = "display_data";
  return (data) => {
    kernel()?.broadcast(type, { data, metadata: {}, transient });
    type = "update_display_data";
  };
}

/** What sends messages to the front ends. */
interface Kernel {
  broadcast(type: string, content: object): void;
}

/** The kernel. Outside a notebook, Deno throws as soon as it is asked for. */
function kernel(): Kernel | undefined {
  try {
    return (Deno as unknown as { jupyter: Kernel }).jupyter;
  } catch {
    return undefined;
  }
}

function rendering(
  name: string,
  total: number | undefined,
  state: State,
): Rendering {
  const { done, end } = state;
  // There may turn out to be more than was said.
  const all = total !== undefined && total >= done ? total : undefined;
  const count = all === undefined
    ? inDigits(done)
    : `${inDigits(done)} of ${inDigits(all)}`;
  const text = `${count} ${name}${
    end === "stopped" ? ", then it stopped" : ""
  }${pace(all, state)}`;
  // A bar without a value moves: it must not once the loop has ended.
  const value = all ? ` value="${done}" max="${all}"` : "";
  const bar = value || end === "none"
    ? `<progress${value} aria-label="${escaped(name)}"></progress> `
    : "";
  return { "text/plain": text, "text/html": `${bar}${escaped(text)}` };
}

/** How long the rest takes if it goes on like that, or all took, and how fast it goes. */
function pace(all: number | undefined, { done, seconds, end }: State): string {
  if (done === 0 || seconds === 0) return "";
  const each = seconds / done;
  const speed = each > 1
    ? `${inTime(each)} each`
    : `${inDigits(1 / each, 2)} a second`;
  if (end !== "none") return `, ${inTime(seconds)}, ${speed}`;
  return all === undefined || all === done
    ? `, ${speed}`
    : `, ${speed}, ${inTime(each * (all - done))} left`;
}

function inTime(seconds: number): string {
  // Not 1,000 ms, nor 60 s, once it is rounded.
  if (seconds < 0.995) return `${inDigits(1000 * seconds, 2)} ms`;
  if (seconds < 59.5) return `${inDigits(seconds, 2)} s`;
  seconds = Math.round(seconds);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${inDigits(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

function inDigits(value: number, maximumSignificantDigits = 21): string {
  return value.toLocaleString("en", { maximumSignificantDigits });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}
