/**
 * How front ends start the kernel.
 *
 * @module
 */

/** What the relay needs; the cells run in Deno's own kernel, with all permissions. */
const permissions = ["read", "write", "run", "net", "env"]
  .map((name) => `--allow-${name}`);

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
      ...["run", "--quiet", ...permissions, "--config", config],
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
