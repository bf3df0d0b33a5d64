/**
 * Programs that the tools wait for.
 *
 * @module
 */

/** What ends this process was also told to the program that it waited for. */
export class EndedBySignal extends Error {
  /** The exit code that a shell gives for that. */
  readonly code: number;

  /** Ended by a signal. */
  constructor(signal: "SIGINT" | "SIGTERM") {
    super(`EndedBySignal by ${signal}`);
    this.code = 128 + (signal === "SIGINT" ? 2 : 15);
  }
}

/**
 * Starts a program and waits for it; what ends this process meanwhile is handed
 * on, so that the program ends first and this process can clear up. A terminal
 * tells both by itself. SIGHUP is left alone, as `nohup` has it ignored.
 *
 * @param start Starts the program
 * @param wait Waits for it
 * @returns What the waiting gives
 * @throws {Ended} If this process was told to end
 */
export async function waitFor<T>(
  start: () => Deno.ChildProcess,
  wait: (child: Deno.ChildProcess) => Promise<T>,
): Promise<T> {
  let child: Deno.ChildProcess | undefined;
  let told: EndedBySignal | undefined;
  const take = (signal: "SIGINT" | "SIGTERM") => {
    told = new EndedBySignal(signal);
    if (signal === "SIGINT" && Deno.stdin.isTerminal()) return;
    try {
      child?.kill(signal);
    } catch {
      // It has ended.
    }
  };
  const interrupt = () => take("SIGINT");
  const terminate = () => take("SIGTERM");
  // Windows knows no SIGTERM.
  const isWindows = Deno.build.os === "windows";
  // Before the start, as nothing may come between.
  Deno.addSignalListener("SIGINT", interrupt);
  if (!isWindows) Deno.addSignalListener("SIGTERM", terminate);
  try {
    child = start();
    const result = await wait(child);
    if (told) throw told;
    return result;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
    if (!isWindows) Deno.removeSignalListener("SIGTERM", terminate);
  }
}
