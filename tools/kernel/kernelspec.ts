/**
 * How front ends start the kernel.
 *
 * @module
 */

/**
 * The content of `kernel.json`.
 *
 * @param displayName What front ends call the kernel
 * @param deno The Deno that runs it, and runs the cells
 * @param main The file that is run
 * @param config The `deno.json` that names its packages
 * @returns The text of the file
 */
export function kernelspec(
  displayName: string,
  deno: string,
  main: string,
  config: string,
): string {
  const spec = {
    argv: [
      deno,
      // Deno opens /proc, where it is seen that a front end has died, to nothing less.
      ...["run", "--quiet", "--allow-all", "--config", config],
      ...[main, "{connection_file}"],
    ],
    display_name: displayName,
    language: "typescript",
    // By message, as not every system has signals.
    interrupt_mode: "message",
    env: { NO_COLOR: "1" },
  };
  return JSON.stringify(spec, null, 2);
}
