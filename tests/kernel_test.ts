/**
 * The kernel as clients see it: the tests are in Python, as those clients are.
 * They need the environment that rendering makes, so these tests run once
 * `deno task render` has.
 */
import { assertStrictEquals } from "@std/assert";
import { join } from "node:path";
import { root, runInEnvironment } from "../tools/jupyter.ts";
import { granted, rendered } from "./granted.ts";

const ignore = !granted("read", "write", "run") || !rendered();

function python(title: string, file: string, ...args: string[]): void {
  Deno.test({
    name: title,
    ignore,
    async fn() {
      const script = join(root, "tests/kernel", file);
      assertStrictEquals(
        await runInEnvironment("python", [script, ...args]),
        0,
      );
    },
  });
}

python("the kernel passes Jupyter's own tests for kernels", "conformance.py");

python(
  "the kernel does at the protocol's level what front ends rely on",
  "protocol.py",
);

// A tenth; .ci/run has all of them.
python("the kernel loses no output and misplaces none", "losses.py", "0.1");
