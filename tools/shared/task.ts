/**
 * What every task needs: where the project is, where its arguments are meant
 * from, what it says when something is in its way, and how it ends.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { EndedBySignal } from "./child.ts";
import { visible } from "./visible.ts";

/** The top folder of the project. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** Something stands in the way of a task; the message says what to do. */
export class Obstacle extends Error {}

/**
 * The folder that the arguments of a task are meant from: `deno task` moves to
 * the project's folder.
 *
 * @returns The folder
 */
export function calledFrom(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

/**
 * Runs a task and ends this process: with the exit code that it gives, with 0 if
 * it gives none, and with 1 behind the message of an obstacle.
 *
 * @param task The task; what it throws beside {@linkcode Obstacle} is a fault of the tools
 */
export async function main(
  task: () => Promise<number | void>,
): Promise<never> {
  try {
    Deno.exit(await task() ?? 0);
  } catch (error) {
    if (error instanceof EndedBySignal) Deno.exit(error.code);
    if (!(error instanceof Obstacle)) throw error;
    console.error(visible(error.message));
    Deno.exit(1);
  }
}
