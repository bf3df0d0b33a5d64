/**
 * Pins all that Jupyter consists of, with the hashes of every file, for each
 * Python from 3.10 on and each system: writes `tools/jupyter/requirements.lock` from
 * `tools/jupyter/requirements.txt`, without what `tools/jupyter/left_out.txt` names.
 *
 *     deno run --allow-read --allow-write --allow-run --allow-env tools/jupyter/pin_python.ts
 *
 * @module
 */
import { join } from "node:path";
import { root } from "../shared/task.ts";

/** What resolves for all systems at once, which pip does for its own only. */
const resolver = "uv==0.13.9";

const isWindows = Deno.build.os === "windows";

async function run(program: string, ...args: string[]): Promise<void> {
  const command = new Deno.Command(program, {
    args,
    cwd: join(root, "tools/jupyter"),
    stdout: "null",
  });
  if (!(await command.output()).success) Deno.exit(1);
}

const environment = await Deno.makeTempDir();
try {
  await run(isWindows ? "python" : "python3", "-m", "venv", environment);
  const programs = join(environment, isWindows ? "Scripts" : "bin");
  await run(join(programs, "python"), "-m", "pip", "install", resolver);
  await run(
    join(programs, "uv"),
    ...["pip", "compile", "--universal", "--python-version", "3.10"],
    ...["--generate-hashes", "--upgrade", "--no-emit-index-url"],
    ...["--custom-compile-command", "tools/jupyter/pin_python.ts"],
    ...["--excludes", "left_out.txt"],
    ...["--output-file", "requirements.lock", "requirements.txt"],
  );
} finally {
  await Deno.remove(environment, { recursive: true });
}
