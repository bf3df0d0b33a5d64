/**
 * A training that runs in the page, in a worker.
 *
 * @module
 */
import { trainingSettings } from "../../../training/mod.ts";
import { castOf } from "./cast.ts";
import type { Source } from "./frame.ts";
import type { LiveSettings, Order, Told } from "./messages.ts";

/** The script of the worker, `worker.ts`: it stands before that of the page, where `tools/log/explorable_script.ts` puts it. */
declare const workerScript: string;

/**
 * Trains a model in a worker of the page, by `trainingRun`, from its start on;
 * the first frame is that of step 0. To train again with other settings, end it
 * and begin another one.
 *
 * The numbers are those of `trainingRun` in Deno, to the bit, where the machine
 * has the same kernels and the browser the same `Math.log` and powers, of which
 * the start and the corrections are made: Chromium has.
 *
 * @param settings What differs from the defaults of `trainingRun`
 * @returns The training, standing still
 * @throws {RangeError} If a setting is out of range
 * @throws {TypeError} If a setting is of the wrong type, or its name is unknown
 */
export function liveTraining(settings: LiveSettings): Source {
  const all = trainingSettings(settings);
  const worker = startWorker();
  const order = (order: Order) => worker.postMessage(order);
  const source: Source = {
    cast: Promise.resolve(castOf(all)),
    play: (stepsPerSecond) => order({ stepsPerSecond, until: Infinity }),
    pause: () => order({ stepsPerSecond: Infinity, until: 0 }),
    seek: (step) => order({ stepsPerSecond: Infinity, until: step }),
    end: () => worker.terminate(),
  };
  const fail = (message: string) => {
    worker.terminate();
    source.onfailure?.(message);
  };
  worker.onmessage = ({ data: told }: MessageEvent<Told>) => {
    if ("failure" in told) return fail(told.failure);
    source.onframe?.(told.frame);
    order({ seen: true });
  };
  // A page that may start no worker says nothing more.
  worker.onerror = ({ message }) =>
    fail(message || "This page cannot start a worker");
  order({ settings });
  return source;
}

/** A worker from a text, as a page from the file system may load no other. */
function startWorker(): Worker {
  const script = new Blob([workerScript], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}
