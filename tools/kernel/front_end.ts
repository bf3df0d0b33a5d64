/**
 * The front end that started this process, or its server.
 *
 * @module
 */
import { kill } from "node:process";
import { hasAnyoneCome } from "./wire/connections.ts";

const { os } = Deno.build;

/** How long nobody may come where the front end cannot be looked for. They come within a second. */
const patienceMilliseconds = 20_000;

/** A front end may start the kernel through a script; then that is the parent. */
const parent = Deno.ppid;

/** The number of the front end, if it gives one. On Windows that is no number of a process. */
const number = os === "windows"
  ? 0
  : Number(Deno.env.get("JPY_PARENT_PID") ?? 0);

/**
 * Whether that is to be looked for. Who started this process has a lower number.
 * One that is higher and not there is of another namespace, a sandbox around the
 * kernel; or numbers began anew, and the front end has died already: then nobody
 * will come, as nobody could before now.
 */
const isKnown = number > 0 && (number < Deno.pid || lives(number));

/**
 * Whether there is still somebody to work for. If not another process has become
 * the parent; or had already, when this one began to look, and then only the
 * number that Jupyter gives tells, or that nobody comes.
 */
export function hasFrontEnd(): boolean {
  if (Deno.ppid !== parent) return false;
  if (isKnown) return lives(number);
  return !(number > 0) || hasAnyoneCome() ||
    performance.now() < patienceMilliseconds;
}

function lives(process: number): boolean {
  try {
    kill(process, 0);
  } catch (error) {
    return (error as { code?: string }).code !== "ESRCH"; // It may be another user's.
  }
  return !hasEndedUnnoticed(process);
}

/** Whether it has ended and its own parent has not asked how, as in many containers. */
function hasEndedUnnoticed(process: number): boolean {
  if (os !== "linux") return false;
  try {
    return /\) Z /.test(Deno.readTextFileSync(`/proc/${process}/stat`));
  } catch {
    return false; // It cannot be seen from here.
  }
}
