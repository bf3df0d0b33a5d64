/**
 * How front ends start the kernel.
 *
 * @module
 */

/**
 * The content of `kernel.json`.
 *
 * @param displayName What front ends call the kernel
 * @param main The file that is run, by the Deno that runs now
 * @param config The `deno.json` that names its packages
 * @returns The text of the file
 */
export function kernelspec(
  displayName: string,
  main: string,
  config: string,
): string {
  const spec = {
    argv: [
      Deno.execPath(),
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
