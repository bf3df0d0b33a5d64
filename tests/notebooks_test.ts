import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import stamp from "data/stamp_04.json" with { type: "json" };
import document from "data/step_by_step.json" with { type: "json" };
import stamp04Text from "../notebooks/01_adam_math.ipynb" with { type: "text" };
import stepByStepText from "../notebooks/02_adam_step_by_step.ipynb" with {
  type: "text",
};
import { deno } from "../tools/shared/deno.ts";
import {
  codeCells,
  joined,
  type Notebook,
} from "../tools/notebook/notebook.ts";
import { moduleOf } from "../tools/notebook/notebook_module.ts";
import { root } from "../tools/shared/task.ts";
import { rulesOfOneModule } from "../tools/verify/cell_checks.ts";
import { inFolder } from "./a_notebook.ts";
import { granted } from "./granted.ts";
import { form, plain } from "./notebook_form.ts";

/** The notebooks of the two documents; imported, so that reading them needs no permission. */
const texts: Record<string, string> = {
  "01_adam_math.ipynb": stamp04Text,
  "02_adam_step_by_step.ipynb": stepByStepText,
};

if (granted("read")) {
  const folder = new URL("../notebooks/", import.meta.url);
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".ipynb")) continue;
    texts[name] = Deno.readTextFileSync(new URL(name, folder));
  }
}

for (const [name, text] of Object.entries(texts)) {
  const notebook: Notebook = JSON.parse(text);
  for (const [says, check] of Object.entries(form)) {
    Deno.test(`${name} ${says}`, () => check(notebook));
  }
}

/** The headings of a notebook, in order. */
function headings(text: string): string[] {
  const notebook: Notebook = JSON.parse(text);
  return notebook.cells.filter((cell) => cell.cell_type === "markdown")
    .flatMap((cell) => joined(cell.source).match(/^#+ .*$/gm) ?? []);
}

Deno.test("the notebooks have the headings of their documents, in their order, and then the claims", () => {
  const claims = "## The claims of the document, decided";
  assertEquals(headings(stamp04Text), [...stamp.headings, claims]);
  assertEquals(headings(stepByStepText), [...document.headings, claims]);
});

Deno.test("01_adam_math.ipynb prints the two blocks of the document, character for character", () => {
  const [title, ...rest] = stamp.printed.updates;
  // The rule below the title is printed by the document's code and missing from
  // its copy of the output.
  const updates = [title, "=".repeat(60), ...rest].join("\n");
  const notebook: Notebook = JSON.parse(stamp04Text);
  const streams = codeCells(notebook).flatMap((cell) => cell.outputs ?? [])
    .filter((output) => output.output_type === "stream").map(plain);
  assertEquals(streams, [
    `${updates}\n`,
    `${stamp.printed.expectation.join("\n")}\n`,
  ]);
});

Deno.test({
  name: "the cells of the notebooks pass the type checker and the linter",
  ignore: !granted("read", "write", "run"),
  fn() {
    // All in one call each, as most of the time goes into what they import.
    const modules = Object.entries(texts).map(([name, text]) => {
      const { code, extension } = moduleOf(JSON.parse(text));
      return [`${name}${extension}`, code];
    });
    return inFolder(Object.fromEntries(modules), async (folder) => {
      const files = modules.map(([name]) => `${folder}/${name}`);
      const config = `--config=${root}/deno.json`;
      const check = ["check", "--quiet", config];
      const lint = ["lint", config, `--rules-exclude=${rulesOfOneModule}`];
      for (const command of [check, lint]) {
        const { success, stderr } = await deno([...command, ...files]);
        assert(success, stderr);
      }
    });
  },
});

// `deno fmt --check` of Deno 2.9.6 calls every notebook unformatted, even one that
// it has just written; so deno.json leaves them out, and this stands in for it.
Deno.test({
  name: "the cells of the notebooks are formatted",
  ignore: !granted("read", "write", "run"),
  fn() {
    const cells = Object.entries(texts).flatMap(([name, text]) =>
      codeCells(JSON.parse(text)).map((cell, i) => [
        `${name}, code cell ${i + 1}.ts`,
        `${joined(cell.source)}\n`,
      ])
    );
    return inFolder(Object.fromEntries(cells), async (folder) => {
      const { success, stderr } = await deno(["fmt", "--check", folder]);
      assert(success, stderr);
      assertStringIncludes(stderr, `Checked ${cells.length} files`);
    });
  },
});
