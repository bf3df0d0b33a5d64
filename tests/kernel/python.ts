/**
 * The kernel as clients see it: those tests are in Python, as the clients are.
 * They need the environment that rendering makes.
 *
 * @module
 */
import { assertStrictEquals } from "@std/assert";
import { join } from "node:path";
import { runInEnvironment } from "../../tools/jupyter/environment.ts";
import { root } from "../../tools/shared/task.ts";
import { granted, rendered } from "../granted.ts";

/** A test that a program of this folder ends with exit code 0. */
export function python(title: string, file: string, ...args: string[]): void {
  Deno.test({
    name: title,
    ignore: !granted("read", "write", "run") || !rendered(),
    async fn() {
      const script = join(root, "tests/kernel", file);
      assertStrictEquals(
        await runInEnvironment("python", [script, ...args]),
        0,
      );
    },
  });
}
