/**
 * A stored training that is replayed in the page.
 *
 * @module
 */
import {
  type TrainingRecord,
  trainingSettings,
} from "../../../training/mod.ts";
import type { Frame, Source } from "./frame.ts";
import type { StoredTraining } from "./stored_training.ts";
import { trailLength } from "./watch.ts";

/** The time of a frame, in milliseconds: a screen shows 60 a second. */
const frameTime = 1000 / 60;

/**
 * Replays a stored training, in both directions; the first frame is that of
 * step 0. Only the kept steps are shown, and a trail goes through those among
 * the last 20 steps that are kept.
 *
 * @param stored The training
 * @returns The training, standing still
 * @throws {RangeError | TypeError} If its settings are none
 */
export function replay(stored: StoredTraining): Source {
  const { steps, rows, live, tokens, shares } = stored;
  const last = steps.at(-1)!;
  const kept = keptFrames(stored);
  let shown = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(index: number): void {
    const from = Math.min(shown + 1, index);
    const skipped = kept.slice(Math.max(from, 1), index)
      .map(({ record }) => record!);
    shown = index;
    source.onframe?.({ ...kept[index]!, skipped });
  }

  const source: Source = {
    cast: Promise.resolve({
      settings: trainingSettings(stored.settings),
      ...{ rows, live, tokens, shares },
    }),
    last,
    steps,
    play(stepsPerSecond) {
      source.pause();
      const [begun, first] = [performance.now(), steps[shown] ?? 0];
      const turn = () => {
        const passed = performance.now() - begun;
        const step = first + passed * stepsPerSecond / 1000;
        const index = indexOf(steps, step);
        if (index > shown) show(index);
        if (index === steps.length - 1) return;
        const wait = 1000 * (steps[index + 1]! - step) / stepsPerSecond;
        timer = setTimeout(turn, Math.max(wait, frameTime));
      };
      turn();
    },
    pause: () => clearTimeout(timer),
    seek(step) {
      source.pause();
      show(indexOf(steps, step));
    },
    end: () => clearTimeout(timer),
  };
  // Once the caller had the time to listen.
  queueMicrotask(() => shown < 0 && show(0));
  return source;
}

/** The index of the last kept step that is not above a step. */
function indexOf(steps: readonly number[], step: number): number {
  return Math.max(steps.findLastIndex((kept) => kept <= step), 0);
}

/** All frames of a stored training. */
function keptFrames(stored: StoredTraining): Omit<Frame, "skipped">[] {
  const { steps, rows } = stored;
  const places = placesOf(stored);
  const ages = Uint8Array.fromBase64(stored.ages);
  let lastChange = new Int32Array(rows);
  let largestMove = 0;
  return steps.map((step, index) => {
    if (index > 0) {
      lastChange = lastChange.map((before, row) => {
        const age = ages[(index - 1) * rows + row]!;
        return age === 255 ? before : step - age;
      });
      const move = stored.records.deadMoveMedian[index - 1] ?? 0;
      largestMove = Math.max(largestMove, move);
    }
    const first = steps.findIndex((kept) => kept >= step - trailLength);
    return {
      step,
      ...(index > 0 && { record: recordOf(stored, index - 1) }),
      points: places[index]!,
      trail: places.slice(first, index),
      ...{ lastChange, largestMove },
    };
  });
}

/** Where the rows are at each kept step. */
function placesOf({ places, moves }: StoredTraining): Float32Array[] {
  const { buffer } = Uint8Array.fromBase64(places.numbers);
  const start = Float32Array.from(
    new Int16Array(buffer),
    (number) => number * places.unit,
  );
  const bytes = new Int8Array(Uint8Array.fromBase64(moves.numbers).buffer);
  const later = moves.units.map((unit, step) =>
    start.map((from, i) => from + bytes[step * start.length + i]! * unit)
  );
  return [start, ...later];
}

function recordOf(
  { records }: StoredTraining,
  index: number,
): TrainingRecord {
  const entries = Object.entries(records)
    .map(([name, column]) => [name, column[index] ?? NaN]);
  return Object.fromEntries(entries);
}
