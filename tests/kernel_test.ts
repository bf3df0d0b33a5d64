/**
 * `deno task kernel`, the kernel for another Jupyter. Needs the environment that
 * rendering makes, so these tests run once `deno task render` has.
 */
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { inFolder } from "./a_notebook.ts";
import { granted, rendered } from "./granted.ts";
import { task } from "./task.ts";
import { root } from "../tools/shared/task.ts";

const ignore = !granted("read", "write", "run") || !rendered();

async function install(
  args: string[],
  env: Record<string, string> = {},
  deno = Deno.execPath(),
): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(deno, {
    args: [...task("kernel"), ...args],
    cwd: root,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, said: text(stdout) + text(stderr) };
}

/** Runs a program of the environment; what it says. */
async function said(
  program: string,
  args: string[],
  env: Record<string, string>,
): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(
    join(root, ".venv/bin", program),
    { args, env, cwd: env.JUPYTER_PATH! },
  ).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return text(stdout) || text(stderr);
}

Deno.test({
  name:
    "an installed kernel runs without the Deno, the cache and the network that it was installed with",
  ignore,
  fn: () =>
    inFolder({}, async (folder) => {
      const cache = join(folder, "cache");
      await Deno.mkdir(cache);
      const deno = join(cache, "deno");
      await Deno.copyFile(Deno.execPath(), deno);
      const args = ["--prefix", folder, "--name", "mine"];
      const jupyter = join(folder, "share/jupyter");
      const kernel = join(jupyter, "kernels/mine");
      const installed = await install(args, { DENO_DIR: cache }, deno);
      assertStrictEquals(installed.code, 0, installed.said);
      assertStringIncludes(installed.said, kernel);
      assertStringIncludes(
        installed.said,
        "jupyter kernelspec remove mine",
      );
      const read = async (path: string) =>
        JSON.parse(await Deno.readTextFile(path));
      const config = await read(join(kernel, "deno.json"));
      assertEquals(config.lock, { frozen: true });
      assertEquals(
        await Deno.readTextFile(join(kernel, "deno.lock")),
        await Deno.readTextFile(join(root, "tools/kernel/deno.lock")),
      );

      await Deno.remove(cache, { recursive: true });
      const env = {
        JUPYTER_PATH: jupyter,
        DENO_DIR: join(folder, "empty"),
        DENO_NO_REMOTE: "1",
        NPM_CONFIG_REGISTRY: "http://127.0.0.1:9",
      };
      const [, address] = /import \{ progress \} from '(.*)'/.exec(
        installed.said,
      )!;
      const { progress } = await import(address!);
      assertEquals([...progress([1, 2])], [1, 2]);

      const script = join(root, "tests/kernel/installed.py");
      assertStrictEquals(await said("python", [script, "mine"], env), "NaN");

      const remove = ["kernelspec", "remove", "-y", "mine"];
      const failed = await install(args, env);
      assertStrictEquals(failed.code, 1);
      assertStringIncludes(failed.said, "Its packages cannot be fetched");
      const help = [script, "mine", "help"];
      assertStrictEquals(await said("python", help, env), "found");

      const stale = join(kernel, "stale.ts");
      await Deno.writeTextFile(stale, "");
      const again = await install(args);
      assertStrictEquals(again.code, 0, again.said);
      assert(!await exists(stale));

      const removed = await said("jupyter", remove, env);
      assert(!await exists(kernel), removed);
    }),
});

function exists(path: string): Promise<boolean> {
  return Deno.lstat(path).then(() => true, () => false);
}

Deno.test({
  name: "installing says what is wanted, when something else is given",
  ignore,
  fn: () =>
    inFolder({}, async (folder) => {
      // Where no mistake of the code's can reach the user's own kernels.
      const env = { JUPYTER_DATA_DIR: folder };
      for (
        const [args, says] of [
          [[], "Either --user or --prefix is wanted"],
          [
            ["--user", "--prefix", "here"],
            "Either --user or --prefix is wanted",
          ],
          [["--user", "--name", "a b"], "given is a b"],
          [["--user", "--name", ".."], "given is .."],
          [["--everywhere"], "--everywhere"],
        ] as const
      ) {
        const { code, said } = await install([...args], env);
        assertStrictEquals(code, 1);
        assertStringIncludes(said, says);
      }
      assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
    }),
});

Deno.test({
  name: "the kernel's folder could be published as it is",
  ignore,
  async fn() {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["publish", "--dry-run", "--allow-dirty", "--quiet"],
      cwd: join(root, "tools/kernel"),
    }).output();
    assertStrictEquals(code, 0, new TextDecoder().decode(stderr));
  },
});
