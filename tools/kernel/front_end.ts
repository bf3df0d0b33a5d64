/**
 * The front end that started this process, or its server.
 *
 * @module
 */
import { kill } from "node:process";

const { os } = Deno.build;

/** A front end may start the kernel through a script; then that is the parent. */
const parent = Deno.ppid;

/** The front end, if it is to be looked for by its number. */
const number = frontEnd();

/**
 * Whether there is still somebody to work for. If not another process has become
 * the parent; or had already, when this one began to look, and then only the
 * number that Jupyter gives tells.
 */
export function hasFrontEnd(): boolean {
  return Deno.ppid === parent && (number === undefined || lives(number));
}

function frontEnd(): number | undefined {
  // On Windows it is no number of a process, and parents do not change.
  const given = Number(Deno.env.get("JPY_PARENT_PID"));
  if (os === "windows" || !(given > 0)) return undefined;
  // Who started this process has a lower number. One that is higher and not there
  // is of another namespace: a sandbox around the kernel, or numbers began anew.
  return given < Deno.pid || lives(given) ? given : undefined;
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
