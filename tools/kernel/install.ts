/**
 * Installs the kernel for a Jupyter that is there already, from a checkout or
 * from where this file lies on the web:
 *
 *     deno run -A install.ts --user
 *
 * `--user` installs it for this user, `--prefix FOLDER` for an environment;
 * `--name` and `--display-name` say what it is called. All that it needs is
 * copied, Deno and packages too: this folder and every cache may go.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { installKernel, Obstacle } from "./install/install_kernel.ts";
import { userFolder } from "./install/user_folder.ts";

const usage = "install.ts --user | --prefix FOLDER " +
  "[--name deno-relay] [--display-name 'Deno (relay)']";

try {
  await install(Deno.args);
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}

async function install(args: string[]): Promise<void> {
  const { user, prefix, name, "display-name": displayName } = read(args);
  if ((user === true) === (prefix !== undefined)) {
    throw new Obstacle(`Either --user or --prefix is wanted: ${usage}`);
  }
  if (!/^(?!\.+$)[\w.-]+$/.test(name)) {
    throw new Obstacle(
      `A kernel's name has letters, digits, ".", "-" and "_" only: given is ${name}`,
    );
  }
  const jupyter = prefix === undefined
    ? userFolder()
    : join(resolve(calledFrom(), prefix), "share/jupyter");
  const folder = join(jupyter, "kernels", name);
  await installKernel(folder, displayName);
  const progress = pathToFileURL(join(folder, "progress.ts"));
  console.log(
    `${displayName} is in ${folder}, with Deno ${Deno.version.deno} and all else that it needs\n` +
      `Its progress bar: import { progress } from '${progress}'\n` +
      `To remove it: jupyter kernelspec remove ${name}, or delete that folder`,
  );
}

/** The folder that arguments are meant from: `deno task` moves to another. */
function calledFrom(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        user: { type: "boolean" },
        prefix: { type: "string" },
        name: { type: "string", default: "deno-relay" },
        "display-name": { type: "string", default: "Deno (relay)" },
      },
    }).values;
  } catch (error) {
    throw new Obstacle(`${(error as Error).message}\n${usage}`);
  }
}
