/**
 * What a reader has set, in the address of the page, so that it can be sent.
 *
 * @module
 */
import { type Exploration, explore, type Explored } from "./exploration.ts";

/** The fragment of an address that says what is set in the figure of an id. */
export function addressOf(id: string, explored: Explored): string {
  const { against, gradients, step, beta1, beta2, epsilon } = explored;
  const settings = { against, gradients, step, beta1, beta2, epsilon };
  const words = Object.entries(settings)
    .map(([name, value]) => [name, `${value}`]);
  return `#${id}?${new URLSearchParams(words)}`;
}

/** What such a fragment says; nothing if it is of another figure, or makes no sense. */
export function addressed(id: string, hash: string): Explored | undefined {
  if (!hash.startsWith(`#${id}?`)) return undefined;
  const said = new URLSearchParams(hash.slice(id.length + 2));
  const number = (name: string) => Number(said.get(name) ?? NaN);
  try {
    return explore({
      against: said.get("against") as Exploration["against"],
      gradients: (said.get("gradients") ?? "").split(",").map(Number),
      step: number("step"),
      beta1: number("beta1"),
      beta2: number("beta2"),
      epsilon: number("epsilon"),
    });
  } catch {
    return undefined;
  }
}
