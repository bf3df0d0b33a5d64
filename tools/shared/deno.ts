/**
 * Calls of Deno.
 *
 * @module
 */

import { waitFor } from "./child.ts";

/** What a call of Deno gave. */
export interface DenoResult {
  /** Whether it ended with exit code 0. */
  success: boolean;
  /** What it printed. */
  stdout: string;
  /** What it printed beside that: progress and errors. */
  stderr: string;
}

/**
 * Calls the Deno that runs now and waits for it.
 *
 * @param args The command and its arguments
 * @param options The folder to call it in, and what it is to read from its input
 * @returns What it gave, without colors
 */
export async function deno(
  args: string[],
  options: { cwd?: string; input?: string } = {},
): Promise<DenoResult> {
  const { cwd, input = "" } = options;
  const command = new Deno.Command(Deno.execPath(), {
    args,
    ...cwd === undefined ? {} : { cwd },
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await waitFor(
    () => command.spawn(),
    async (child) => {
      const sent = new Blob([input]).stream().pipeTo(child.stdin)
        .catch(() => {}); // it may end without reading
      const output = await child.output();
      await sent;
      return output;
    },
  );
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  return { success, stdout: out!, stderr: err! };
}
