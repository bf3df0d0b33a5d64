/**
 * A program and all that it starts.
 *
 * @module
 */
import type { Watchdog } from "./watchdog.ts";

/**
 * A program in a group of its own. What it starts is of that group, but for what
 * puts itself into another: a `detached` child, a shell's jobs. The group ends
 * with the program, and with this process.
 *
 * Windows has no such groups: there it is the program alone, and nothing ends it
 * when this process is killed.
 */
export class ProcessGroup {
  /** The program. */
  readonly program: Deno.ChildProcess;
  readonly #id: number;
  #hasEnded = false;

  /**
   * Starts a program.
   *
   * @param name The program
   * @param options Its arguments among others
   * @param watchdog Ends the group when this process has ended
   */
  constructor(name: string, options: Deno.CommandOptions, watchdog: Watchdog) {
    const hasGroup = Deno.build.os !== "windows";
    this.program = new Deno.Command(name, { ...options, detached: hasGroup })
      .spawn();
    this.#id = hasGroup ? -this.program.pid : this.program.pid;
    watchdog.watch(this.#id);
    this.program.status.then(() => {
      if (hasGroup) this.kill(); // What the program has left behind.
      this.#hasEnded = true; // From now on the number may be another's.
      watchdog.dismiss();
    });
  }

  /** Ends it, whatever it does. */
  kill(): void {
    if (this.#hasEnded) return;
    try {
      Deno.kill(this.#id, "SIGKILL");
    } catch {
      // It ends by itself at this moment.
    }
  }
}
