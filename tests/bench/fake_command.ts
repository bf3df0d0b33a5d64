/**
 * How the fake peer is started.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import type { CommandLine } from "../../bench/child.ts";
import { granted } from "../granted.ts";

/** The command line of `fake_peer.ts`. */
export const fakeCommand: CommandLine = {
  program: granted("read") ? Deno.execPath() : "deno",
  args: [
    ...["run", "--quiet", "--allow-all"],
    fileURLToPath(new URL("fake_peer.ts", import.meta.url)),
  ],
};
