import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { type Displayable, jupyterDisplay } from "adam/show";
import stamp from "data/stamp_04.json" with { type: "json" };
import document from "data/step_by_step.json" with { type: "json" };
import { parseHTML } from "linkedom";
import { fileURLToPath } from "node:url";
import stamp04Text from "../notebooks/04_adam_math.ipynb" with { type: "text" };
import stepByStepText from "../notebooks/adam_step_by_step.ipynb" with {
  type: "text",
};
import { deno } from "../tools/deno.ts";
import {
  codeCells,
  holes,
  joined,
  type Notebook,
  type Output,
  runInProcess,
} from "../tools/notebook.ts";
import { checkCells } from "../tools/verify/cell_checks.ts";
import { granted } from "./granted.ts";

/** The stored notebooks; imported, so that reading them needs no permission. */
const texts: Record<string, string> = {
  "04_adam_math.ipynb": stamp04Text,
  "adam_step_by_step.ipynb": stepByStepText,
};

const data = JSON.stringify([stamp, document]);

for (const [name, text] of Object.entries(texts)) {
  const notebook: Notebook = JSON.parse(text);
  const code = codeCells(notebook);
  const sources = code.map((cell) => joined(cell.source));
  const outputs = code.flatMap((cell) => cell.outputs ?? []);
  const prose = notebook.cells.filter((cell) => cell.cell_type === "markdown")
    .map((cell) => joined(cell.source));

  Deno.test(`${name} asks its question under the title, in the first cell`, () => {
    assert(/^# .+\n\n\*\*Question\.\*\* [^]+?\?\n\n/.test(prose[0]!));
    assertEquals(notebook.cells[0]!.cell_type, "markdown");
  });

  Deno.test(`${name} imports in its first code cell only, and by bare names`, () => {
    for (const line of sources[0]!.split("\n")) {
      assert(/^import .* from "[\w@/.]+"( with .*)?;$/.test(line), line);
      assert(!line.includes(`"..`), line);
    }
    for (const source of sources.slice(1)) {
      assert(!/^import /m.test(source), source);
    }
  });

  Deno.test(`${name} was run top to bottom by the kernel deno`, () => {
    assertStrictEquals(notebook.metadata.kernelspec?.name, "deno");
    assertEquals(
      code.map((cell) => cell.execution_count),
      code.map((_, i) => i + 1),
    );
  });

  Deno.test(`${name} holds all its outputs and no error`, () => {
    assertEquals(holes(notebook), []);
    for (const { output_type, name } of outputs) {
      assert(output_type !== "error" && name !== "stderr");
    }
  });

  Deno.test(`${name} has short cells, 18 lines of code at most`, () => {
    for (const source of sources) {
      assert(source.split("\n").length <= 18, source);
    }
  });

  Deno.test(`${name} shows nothing without a twin in plain text`, () => {
    for (const { data } of outputs) {
      if (data) assert(joined(data["text/plain"]) !== "");
    }
  });

  Deno.test(`${name} has a caption to every table and figure, and an alt text to every figure`, () => {
    for (const { data } of outputs) {
      const html = joined(data?.["text/html"]);
      if (html === "") continue;
      const shown = parseHTML(html).document;
      const caption = shown.querySelector(
        "figure > figcaption, table > caption",
      );
      assert(caption!.textContent !== "");
      const image = shown.querySelector("img");
      if (image) assert(image.getAttribute("alt") !== "");
    }
  });

  Deno.test(`${name} writes no number by hand: each is computed or stands in data/`, () => {
    const shown = outputs.map((output) => plain(output)).join("\n");
    for (const text of prose) {
      for (
        const [number] of text.matchAll(/\d+\.\d+(e[-+]?\d+)?|\d+e[-+]?\d+/g)
      ) {
        assert(shown.includes(number) || data.includes(number), number);
      }
    }
  });

  Deno.test({
    name:
      `${name} shows in this process, without Jupyter, what it shows in the notebook`,
    ignore: !granted("read"),
    fn: () => showsTheSame(notebook),
  });
}

async function showsTheSame(notebook: Notebook): Promise<void> {
  const code = codeCells(notebook);
  const shown: Record<string, string>[] = code.map(() => ({}));
  let current = shown[0]!;
  await runInProcess(notebook, {
    enterCell: (index) => current = shown[index]!,
    showResult: (value) =>
      Object.assign(current, (value as Displayable)[jupyterDisplay]()),
    console: {
      log: (line) => current.stdout = `${current.stdout ?? ""}${line}\n`,
    },
  });
  for (const [i, cell] of code.entries()) {
    const stored: Record<string, string> = {};
    for (const { name, text, data } of cell.outputs ?? []) {
      if (name) stored[name] = joined(text);
      for (const [type, value] of Object.entries(data ?? {})) {
        stored[type] = joined(value);
      }
    }
    assertEquals(shown[i], stored, `code cell ${i + 1}`);
  }
}

function plain({ text, data }: Output): string {
  return joined(text) + joined(data?.["text/plain"]);
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

Deno.test("04_adam_math.ipynb prints the two blocks of the document, character for character", () => {
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
  name: "every notebook of the folder is among those tested here",
  ignore: !granted("read"),
  fn() {
    const folder = new URL("../notebooks/", import.meta.url);
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name)
      .filter((name) => name.endsWith(".ipynb"));
    assertEquals(names.sort(), Object.keys(texts).sort());
  },
});

Deno.test({
  name: "the cells of the notebooks pass the type checker and the linter",
  ignore: !granted("read", "write", "run"),
  async fn() {
    for (const [name, text] of Object.entries(texts)) {
      const url = new URL(`../notebooks/${name}`, import.meta.url);
      assertEquals(await checkCells(fileURLToPath(url), JSON.parse(text)), []);
    }
  },
});

// `deno fmt --check` of Deno 2.9.6 calls every notebook unformatted, even one that
// it has just written; so deno.json leaves them out, and this stands in for it.
Deno.test({
  name: "the cells of the notebooks are formatted",
  ignore: !granted("run"),
  async fn() {
    for (const text of Object.values(texts)) {
      for (const cell of codeCells(JSON.parse(text))) {
        const source = joined(cell.source);
        const args = ["fmt", "--ext", "ts", "-"];
        const { stdout, stderr } = await deno(args, { input: source });
        assertStrictEquals(`${source}\n`, stdout, stderr);
      }
    }
  },
});
