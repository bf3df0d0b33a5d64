/**
 * `deno task new`: what it makes has the form of a notebook from the start, and
 * it refuses what it cannot make, in clear words.
 */
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { basename, join } from "node:path";
import { Obstacle, root } from "../tools/shared/task.ts";
import { newNotebook } from "../tools/new/new_notebook.ts";
import { fillTemplate, nameOf } from "../tools/new/template.ts";
import template from "../tools/new/template.ipynb" with { type: "text" };
import { joined, type Notebook } from "../tools/notebook/notebook.ts";
import { granted, rendered } from "./granted.ts";
import { task } from "./task.ts";
import { form, showsTheSame } from "./notebook_form.ts";

Deno.test("a notebook is named after the first words of its question", () => {
  const names: Record<string, string> = {
    "Does warmup help?": "does_warmup_help",
    "  Wie groß ist der erste Schritt, für β₂ = 0.99 ?":
      "wie_gro_ist_der_erste_schritt_fur_2",
    'What is "ε/√v̂"; rm -rf ../lib?': "what_is_v_rm_rf_lib",
  };
  for (const [question, name] of Object.entries(names)) {
    assertStrictEquals(nameOf(question), name);
  }
});

Deno.test("what is no question, or has no letters for a file's name, is refused", () => {
  for (const question of ["", " ", "Warmup helps.", "Why? Because."]) {
    assertThrows(
      () => nameOf(question),
      Obstacle,
      "A notebook needs a question, with its question mark",
    );
  }
  for (const question of ["?", "1 + 1 = 2?", "为什么?"]) {
    assertThrows(() => nameOf(question), Obstacle, "letters from a to z");
  }
  for (const question of ["index?", "  Índex ??"]) {
    assertThrows(
      () => nameOf(question),
      Obstacle,
      "index.html lists the pages",
    );
  }
});

Deno.test("the template takes a question as it is: quotes, LaTeX and dollar signs", () => {
  const question = `Is "$\\beta^t$" $& 1\n or {{name}} ?`;
  const notebook: Notebook = JSON.parse(fillTemplate(template, question));
  const title = joined(notebook.cells[0]!.source);
  const asked = `Is "$\\beta^t$" $& 1 or {{name}}`;
  assert(title.startsWith(`# ${asked}\n\n**Question.** ${asked} ?\n\n`), title);
  const text = joined(notebook.cells.at(-1)!.source);
  assertStringIncludes(
    text,
    `ledger(decided(claims, { N01 }), "is_beta_t_1_or_name");`,
  );
});

Deno.test({
  name: "a new notebook has run, and has the form of all notebooks",
  ignore: !granted("read", "write", "run") || !rendered(),
  async fn() {
    // Inside the project, where its import map holds, but not among its notebooks.
    const folder = await Deno.makeTempDir({ dir: join(root, ".venv") });
    const question =
      "Do new notebooks pass, even with a 0.125 in the question?";
    const logs = await Deno.makeTempDir();
    try {
      const path = await newNotebook(question, folder, logs);
      assertStrictEquals(basename(path), `${nameOf(question)}.ipynb`);
      const text = await Deno.readTextFile(path);
      const notebook: Notebook = JSON.parse(text);
      assert(Deno.statSync(join(logs, `${nameOf(question)}.html`)).isFile);
      for (const check of Object.values(form)) check(notebook);
      await showsTheSame(notebook);

      const refusal = await newNotebook(question, folder, logs).catch((e) => e);
      assert(refusal instanceof Obstacle, `${refusal}`);
      assertStringIncludes(refusal.message, "it stays as it is");
      assertStrictEquals(await Deno.readTextFile(path), text);
      assertEquals([...Deno.readDirSync(folder)].length, 1);
    } finally {
      await Deno.remove(folder, { recursive: true });
      await Deno.remove(logs, { recursive: true });
    }
  },
});

Deno.test({
  name: "new and lab say what stands in the way, and exit with 1",
  ignore: !granted("read", "run"),
  async fn() {
    const says = async (name: "new" | "lab", ...args: string[]) => {
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [...task(name), ...args],
        cwd: root,
        env: { NO_COLOR: "1" },
      }).output();
      assertStrictEquals(code, 1);
      return new TextDecoder().decode(stderr);
    };
    assertStringIncludes(await says("new"), "A notebook needs a question");
    assertStringIncludes(
      await says("lab", "notebooks/no_such.ipynb"),
      "There is no notebook",
    );
  },
});
