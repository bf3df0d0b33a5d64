/**
 * How front ends start the kernel.
 *
 * @module
 */

/** The `kernel.json` of a kernel that has its code in this file, run by the Deno that runs now. */
export function kernelspec(main: string, displayName: string): unknown {
  return {
    argv: [
      Deno.execPath(),
      ...["run", "--quiet", "--allow-all", main, "{connection_file}"],
    ],
    display_name: displayName,
    language: "typescript",
    // By message, as not every system has signals.
    interrupt_mode: "message",
    env: { NO_COLOR: "1" },
  };
}
