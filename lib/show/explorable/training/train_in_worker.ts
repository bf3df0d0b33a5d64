/**
 * A training in a worker: it takes orders, and tells frames.
 *
 * @module
 */
import type { Frame } from "./frame.ts";
import type { Order, Told } from "./messages.ts";
import { type Watch, watchedTraining } from "./watch.ts";

/** The end of a channel to the page: in a worker, `self`. */
export interface Page {
  onmessage: ((event: { data: Order }) => void) | null;
  postMessage(told: Told, transfer?: Transferable[]): void;
}

/** The time of a frame, in milliseconds, less than the 17 of a screen: a frame waits for the end of a step. */
const frameTime = 15;

/** How long steps are taken at a stretch, in milliseconds, before orders are looked at: in a frame more than once, as one of them says that the last frame was seen. */
const stretch = 4;

/** How much time may be made up for, in milliseconds, after a timer that came late. */
const backlog = 50;

/** So many steps may be taken before the page has seen the last frame. */
const mostUnseen = 1000;

/** Trains as the page orders. Orders wait until the training is set up. */
export function trainInWorker(page: Page): void {
  const fail = (error: unknown) =>
    page.postMessage({ failure: (error as Error).message });
  let obedient: Promise<((order: Order) => void) | void>;
  page.onmessage = ({ data: order }) => {
    if ("settings" in order) {
      obedient = watchedTraining(order.settings)
        .then((watched) => obeying(watched, page, fail)).catch(fail);
    } else obedient.then((obey) => obey?.(order));
  };
}

/** What does with a training as it is ordered. It tells the first frame at once; where nothing is to be done it has no timer. */
function obeying(
  watched: Watch,
  page: Page,
  fail: (error: unknown) => void,
): (order: Order) => void {
  const { run } = watched;
  let [until, interval, next] = [0, 0, 0];
  let [told, toldAt, isSeen] = [-1, 0, true];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPosted = false;
  // A timer waits for 4 ms at least, a message does not.
  const soon = new MessageChannel();
  soon.port1.onmessage = () => {
    isPosted = false;
    turn();
  };
  turn();

  /** Whether there is a step to take: the page may not see what it is told. */
  function mayStep(): boolean {
    const { stepsTaken } = run;
    return stepsTaken < until && (isSeen || stepsTaken - told < mostUnseen);
  }

  /** Takes steps for a while, and sees to it that it goes on. */
  function turn(): void {
    clearTimeout(timer);
    try {
      const now = takeSteps();
      if (!mayStep()) return;
      if (next > now) timer = setTimeout(turn, next - now);
      else if (!isPosted) soon.port2.postMessage(isPosted = true);
    } catch (error) {
      until = 0;
      fail(error);
    }
  }

  /** Takes the steps that are due, and tells of them if a frame is; returns the time. */
  function takeSteps(): number {
    const begun = performance.now();
    let now = begun;
    tell(now);
    while (mayStep() && now >= next && now - begun < stretch) {
      watched.step();
      now = performance.now();
      next = Math.max(next + interval, now - backlog);
      tell(now);
    }
    return now;
  }

  /** Tells a frame, if there is something new to see, the page has seen the last one, and it is time. */
  function tell(now: number): void {
    const isDue = run.stepsTaken >= until || now - toldAt >= frameTime;
    if (!isSeen || !isDue || run.stepsTaken === told) return;
    const frame = watched.frame();
    [told, toldAt, isSeen] = [frame.step, now, false];
    page.postMessage({ frame }, buffersOf(frame));
  }

  return (order) => {
    if ("seen" in order) isSeen = true;
    if ("until" in order) {
      until = order.until;
      interval = 1000 / order.stepsPerSecond;
      next = performance.now();
    }
    turn();
  };
}

function buffersOf(
  { points, trail, lastChange, moves }: Frame,
): Transferable[] {
  return [points, ...trail, lastChange, moves!].map(({ buffer }) => buffer);
}
