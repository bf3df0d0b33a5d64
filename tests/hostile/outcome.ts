import { jupyterDisplay } from "adam/show";
import type { HostileCall } from "./calls.ts";
import { ownError } from "./values.ts";

/** What became of a call: refused by name or answered, as it should, or what should not be. */
export type Outcome =
  | "refused"
  | "answered"
  | "silent NaN"
  | "not a number"
  | "foreign error"
  | "not named"
  | "typo ignored";

/** Whether an error is one of ours that names what was wrong. */
export function outcomeOfError(
  error: unknown,
  { path, isTypo, isFiniteNumber }: HostileCall,
  names: readonly string[],
): Outcome {
  if (!(error instanceof Error)) return "foreign error";
  if (error.message === ownError) return "refused";
  const [, named] = /^Cannot .+? as (.+)/s.exec(error.message) ?? [];
  if (named === undefined) return "foreign error";
  // What fits no more names what it does not fit to, which may be another one.
  // Of numbers that are right each for itself, what overflows may be named.
  const overflown = /must be finite( and > 0)?: .*(Infinity|NaN)/;
  if (isFiniteNumber && overflown.test(named)) return "refused";
  const wanted = isTypo ? path.slice(-1) : [...path, ...names];
  const namesOne = wanted
    .filter((name) => !/^\d+$/.test(name))
    .flatMap((name) => [name, name.replace(/s$/, "")])
    .some((name) => named.split(/[^\w/]+/).includes(name));
  return namesOne ? "refused" : "not named";
}

/** Whether an answer has numbers wherever the right one has them, and no NaN. */
export function outcomeOfAnswer(
  answer: unknown,
  right: unknown,
  { isTypo }: HostileCall,
): Outcome {
  if (isTypo) return "typo ignored";
  if (hasNaN(answer)) return "silent NaN";
  return fits(answer, right) ? "answered" : "not a number";
}

function hasNaN(value: unknown, depth = 0): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (typeof value !== "object" || value === null || depth > 5) return false;
  if (value instanceof Float64Array || value instanceof Float32Array) {
    return value.some(Number.isNaN);
  }
  if (ArrayBuffer.isView(value)) return false;
  return Object.values(value).some((member) => hasNaN(member, depth + 1));
}

function fits(answer: unknown, right: unknown, depth = 0): boolean {
  if (answer === undefined && depth === 0) return typeof right !== "number";
  if (typeof right === "number") return typeof answer === "number";
  if (typeof right !== "object" || right === null || depth > 3) {
    return typeof answer === typeof right;
  }
  if (typeof answer !== "object" || answer === null) return false;
  return Object.entries(right).slice(0, 20).every(([name, member]) =>
    !(name in answer) ||
    fits((answer as Record<string, unknown>)[name], member, depth + 1)
  );
}

/** A result in the open: what a promise, a generator, a function or a display holds back. */
export async function unwrapped(result: unknown): Promise<unknown> {
  const value = await result;
  if (typeof value === "function") {
    return Array.from({ length: 3 }, () => value(0.3));
  }
  if (typeof value !== "object" || value === null) return value;
  if (jupyterDisplay in value) {
    return (value[jupyterDisplay] as () => unknown)();
  }
  if (typeof (value as Iterator<unknown>).next === "function") {
    const taken = [];
    for (const item of value as Iterable<unknown>) {
      if (taken.push(item) === 4) break;
    }
    return taken;
  }
  return value;
}
