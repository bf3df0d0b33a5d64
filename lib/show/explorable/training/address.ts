/**
 * What a reader has set in the figure of a training, in the address of the page,
 * so that the view can be sent.
 *
 * @module
 */
import type { Storage } from "../../../training/mod.ts";
import type { Choice } from "./choice.ts";

/** What is shown: one training, or two side by side, and the step that they were at. */
export interface View {
  /** What was chosen for each. */
  readonly choices: readonly Partial<Choice>[];
  /** The step; 0 for the start. */
  readonly step: number;
}

/** The fragment of an address that says what the figure of an id shows. */
export function addressOf(id: string, { choices, step }: View): string {
  const words = new URLSearchParams();
  for (const [i, choice] of choices.entries()) {
    for (const [name, value] of Object.entries(choice)) {
      words.set(name + mark(i), `${value}`);
    }
  }
  if (step > 0) words.set("step", `${step}`);
  return `#${id}?${words}`;
}

/** What such a fragment says; nothing if it is of another figure. */
export function addressed(id: string, hash: string): View | undefined {
  if (!hash.startsWith(`#${id}?`)) return undefined;
  const words = new URLSearchParams(hash.slice(id.length + 2));
  const choices = [0, 1].map((i) => choiceIn(words, mark(i)))
    .filter((choice, i) => i === 0 || Object.keys(choice).length > 0);
  const step = Number(words.get("step") ?? 0);
  return { choices, step: Number.isInteger(step) && step > 0 ? step : 0 };
}

/** What the names of the second training end with. */
function mark(i: number): string {
  return i === 0 ? "" : "2nd";
}

function choiceIn(words: URLSearchParams, ending: string): Partial<Choice> {
  const said = <Value>(
    name: keyof Choice,
    read: (text: string) => Value,
  ): Record<string, Value> => {
    const text = words.get(name + ending);
    return text === null ? {} : { [name]: read(text) };
  };
  return {
    ...said("sigma", Number),
    ...said("width", Number),
    ...said("feedForward", Number),
    ...said("layers", Number),
    ...said("tied", (text) => text === "true"),
    ...said("learningRate", Number),
    ...said("epsilon", Number),
    ...said("beta2", Number),
    ...said("weightDecay", Number),
    ...said("storage", (text) => text as Storage),
    ...said("seed", Number),
  };
}
