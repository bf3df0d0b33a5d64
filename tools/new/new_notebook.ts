/**
 * Making the notebook of a question.
 *
 * @module
 */
import { basename, join } from "node:path";
import { Obstacle, root } from "../shared/task.ts";
import { writeFile } from "../shared/write_file.ts";
import { fillTemplate, nameOf } from "./template.ts";

/**
 * Writes the notebook of a question and runs it.
 *
 * @param question The question, with its question mark
 * @param folder The folder of the notebook
 * @param logs The folder of its page
 * @returns The path of the notebook
 * @throws {Obstacle} If the question cannot be used, if there is a notebook of
 * that name, which stays as it is, or if the new one cannot be run
 */
export async function newNotebook(
  question: string,
  folder: string,
  logs: string,
): Promise<string> {
  const path = join(folder, `${nameOf(question)}.ipynb`);
  const template = await Deno.readTextFile(
    join(root, "tools/new/template.ipynb"),
  );
  const text = fillTemplate(template, question);
  try {
    (await Deno.open(path, { write: true, createNew: true })).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    throw new Obstacle(
      `There is a notebook ${basename(path)} already, and it stays as it is. ` +
        "Ask in other words, or open that one.",
    );
  }
  await writeFile(path, text).catch(async (error) => {
    await Deno.remove(path);
    throw error;
  });
  await deno(["fmt", "--quiet", "--no-config", path]);
  const project = ["--quiet", "--config", join(root, "deno.json")];
  await deno(["task", ...project, "render", path, "--logs", logs]);
  return path;
}

async function deno(args: string[]): Promise<void> {
  const command = new Deno.Command(Deno.execPath(), {
    args,
    stdout: "inherit",
    stderr: "inherit",
  });
  if ((await command.spawn().status).success) return;
  throw new Obstacle(
    `The notebook is written, but this failed, see above: deno ${
      args.join(" ")
    }`,
  );
}
