import { granted } from "./granted.ts";
import type { Notebook } from "../tools/notebook/notebook.ts";
import { showsTheSame } from "./notebook_form.ts";

const folder = new URL("../notebooks/", import.meta.url);

/**
 * Tests that each notebook of these numbers shows without Jupyter what is stored
 * in it. Every second one has a file of its own, as files run beside each other,
 * and the longest follow on each other.
 */
export function testInProcess(numbers: "odd" | "even"): void {
  for (const name of granted("read") ? namesOf(numbers) : ["a notebook"]) {
    Deno.test({
      name:
        `${name} shows in this process, without Jupyter, what it shows in the notebook`,
      ignore: !granted("read"),
      async fn() {
        const text = await Deno.readTextFile(new URL(name, folder));
        await showsTheSame(JSON.parse(text) as Notebook);
      },
    });
  }
}

/** Whether the kernel has just run all notebooks and given what is stored: then two suffice. */
const isShown = granted("env") && Deno.env.has("ADAM_NOTEBOOKS_RAN");

function namesOf(numbers: "odd" | "even"): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ipynb"))
    .filter((name) => (parseInt(name) % 2 === 1) === (numbers === "odd"))
    .sort().slice(0, isShown ? 1 : undefined);
}
