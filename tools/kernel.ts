/**
 * `deno task kernel`: installs the kernel for a JupyterLab or VS Code that is
 * there already. `--user` installs it for this user, `--prefix FOLDER` for an
 * environment; `--name` and `--display-name` say what it is called. Its files
 * are copied, so this folder may go.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import project from "../deno.json" with { type: "json" };
import { calledFrom } from "./find_notebooks.ts";
import { Obstacle } from "./jupyter.ts";
import { kernelspec } from "./kernel/kernelspec.ts";

const usage = "deno task kernel --user | --prefix FOLDER " +
  "[--name deno-relay] [--display-name 'Deno (relay)']";

const source = fileURLToPath(new URL("kernel/", import.meta.url));

/** Copies the kernel's files into a folder, with the pins that it needs. */
async function copyTo(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(source)) {
    await Deno.copyFile(join(source, name), join(folder, name));
  }
  const imports = { "@babel/parser": project.imports["@babel/parser"] };
  const config = JSON.stringify({ imports, lock: false });
  await Deno.writeTextFile(join(folder, "deno.json"), config);
}

/** Where Jupyter looks for the kernels of this user; its own rules. */
function userFolder(): string {
  const { os } = Deno.build;
  const home = Deno.env.get("HOME") ?? "";
  return Deno.env.get("JUPYTER_DATA_DIR") ??
    (os === "windows"
      ? join(Deno.env.get("APPDATA") ?? "", "jupyter")
      : os === "darwin"
      ? join(home, "Library/Jupyter")
      : join(
        Deno.env.get("XDG_DATA_HOME") ?? join(home, ".local/share"),
        "jupyter",
      ));
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

async function install(): Promise<void> {
  const { user, prefix, name, "display-name": displayName } = read(Deno.args);
  if ((user === true) === (prefix !== undefined)) {
    throw new Obstacle(`Either --user or --prefix is wanted: ${usage}`);
  }
  if (!/^[\w.-]+$/.test(name)) {
    throw new Obstacle(
      `A kernel's name has letters, digits, ".", "-" and "_" only: given is ${name}`,
    );
  }
  const jupyter = prefix === undefined
    ? userFolder()
    : join(resolve(calledFrom(), prefix), "share/jupyter");
  const folder = join(jupyter, "kernels", name);
  await copyTo(folder);
  const main = join(folder, "main.ts");
  const config = join(folder, "deno.json");
  const spec = kernelspec(displayName, main, config);
  await Deno.writeTextFile(join(folder, "kernel.json"), spec);
  // So that its first start needs no network.
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--config", config, main],
  }).spawn().status;
  if (!success) throw new Obstacle("Its packages cannot be fetched, see above");
  console.log(
    `${displayName} is in ${folder}\n` +
      `To remove it: jupyter kernelspec remove ${name}, or delete that folder`,
  );
}

try {
  await install();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
