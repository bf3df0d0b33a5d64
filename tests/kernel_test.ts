/**
 * The kernel as clients see it: the tests are in Python, as those clients are.
 * They need the environment that rendering makes, so these tests run once
 * `deno task render` has.
 */
import { assertStrictEquals, assertStringIncludes } from "@std/assert";
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

python("the kernel leaves no process behind, whoever ends", "orphans.py");

// A tenth; .ci/run has all of them.
python("the kernel loses no output and misplaces none", "losses.py", "0.1");

async function install(
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", join(root, "tools/kernel.ts"), ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, said: text(stdout) + text(stderr) };
}

Deno.test({
  name: "the kernel can be installed for another Jupyter, and then runs there",
  ignore,
  async fn() {
    const prefix = await Deno.makeTempDir();
    try {
      const { code, said } = await install(
        "--prefix",
        prefix,
        "--name",
        "mine",
      );
      assertStrictEquals(code, 0, said);
      assertStringIncludes(said, "jupyter kernelspec remove mine");
      const folder = join(prefix, "share/jupyter");
      const { stdout, stderr } = await new Deno.Command(
        join(root, ".venv/bin/python"),
        {
          args: [join(root, "tests/kernel/installed.py"), "mine"],
          cwd: prefix,
          env: { JUPYTER_PATH: folder },
        },
      ).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      assertStrictEquals(text(stdout), "NaN", text(stderr));
    } finally {
      await Deno.remove(prefix, { recursive: true });
    }
  },
});

Deno.test({
  name: "installing says what is wanted, when something else is given",
  ignore,
  async fn() {
    for (
      const [args, says] of [
        [[], "Either --user or --prefix is wanted"],
        [["--user", "--prefix", "here"], "Either --user or --prefix is wanted"],
        [["--user", "--name", "a b"], "given is a b"],
        [["--everywhere"], "--everywhere"],
      ] as const
    ) {
      const { code, said } = await install(...args);
      assertStrictEquals(code, 1);
      assertStringIncludes(said, says);
    }
  },
});
