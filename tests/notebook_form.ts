/**
 * The form that every notebook has: each check by what it says of a notebook.
 *
 * @module
 */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { type Displayable, jupyterDisplay, type Picture } from "adam/show";
import stamp from "data/stamp_04.json" with { type: "json" };
import document from "data/step_by_step.json" with { type: "json" };
import { parseHTML } from "linkedom";
import {
  type Cell,
  codeCells,
  joined,
  type Notebook,
  type Output,
} from "../tools/notebook/notebook.ts";
import { runInProcess } from "./run_in_process.ts";

/** What must be true of a notebook as it is stored. */
export const form: Record<string, (notebook: Notebook) => void> = {
  "asks its question under the title, in the first cell"({ cells }) {
    assertEquals(cells[0]!.cell_type, "markdown");
    assert(question.test(joined(cells[0]!.source)));
  },

  "imports in its first code cell only, and by bare names"(notebook) {
    const [imports, ...others] = sourcesOf(codeCells(notebook));
    for (const line of imports!.split("\n")) {
      assert(/^import .* from "[\w@/.]+"( with .*)?;$/.test(line), line);
      assert(!line.includes(`"..`), line);
    }
    for (const source of others) assert(!/^import /m.test(source), source);
  },

  "was run top to bottom by the kernel deno"(notebook) {
    const code = codeCells(notebook);
    assertStrictEquals(notebook.metadata.kernelspec?.name, "deno");
    assertEquals(
      code.map((cell) => cell.execution_count),
      code.map((_, i) => i + 1),
    );
  },

  "holds no error"(notebook) {
    for (const { output_type, name } of outputsOf(notebook)) {
      assert(output_type !== "error" && name !== "stderr");
    }
  },

  "has short cells: half of them 4 lines of code or fewer, none more than 12"(
    notebook,
  ) {
    const sources = sourcesOf(codeCells(notebook));
    const lengths = sources.map((source) =>
      source.split("\n").filter((line) => line.trim() !== "").length
    ).sort((a, b) => a - b);
    assert(lengths.at(-1)! <= 12, `${lengths.at(-1)}`);
    const median = lengths[Math.floor((lengths.length - 1) / 2)]!;
    assert(median <= 4, `${median}`);
  },

  "shows its tables as danfojs frames"(notebook) {
    const code = sourcesOf(codeCells(notebook)).join("\n");
    assert(!/\btable\(\s*\[|\btable\([\w.]+\.map\(/.test(code));
    if (/\btable\(/.test(code)) {
      assert(/\bDataFrame\b.* from "danfojs"/.test(code));
    }
  },

  "shows nothing without a twin in plain text"(notebook) {
    for (const { data } of outputsOf(notebook)) {
      if (data) assert(joined(data["text/plain"]) !== "");
    }
  },

  "has a caption to every table and figure, and an alt text to every figure"(
    notebook,
  ) {
    const outputs = outputsOf(notebook);
    for (const [i, { data }] of outputs.entries()) {
      const html = joined(data?.["text/html"]);
      if (html !== "") {
        const caption = parseHTML(html).document
          .querySelector("table > caption");
        assert(caption!.textContent !== "");
      }
      const svg = joined(data?.["image/svg+xml"]);
      if (svg !== "") {
        assert(/^<svg [^>]*aria-label="[^"]+"/.test(svg));
        assert(joined(data!["image/png"]) !== "");
        const caption = joined(outputs[i + 1]?.data?.["text/markdown"]);
        assert(/^\*Figure: .+\*$/.test(caption), caption);
      }
    }
  },

  "writes no number by hand: each is computed or stands in data/"(notebook) {
    const shown = outputsOf(notebook).map(plain).join("\n") + data;
    const prose = sourcesOf(
      notebook.cells.filter((cell) => cell.cell_type === "markdown"),
    );
    for (const text of prose) {
      // A question may name the number that it asks about.
      for (
        const [number] of text.replace(question, "")
          .matchAll(/\d+\.\d+(e[-+]?\d+)?|\d+e[-+]?\d+/g)
      ) assert(shown.includes(number), number);
    }
  },
};

const question = /^# .+\n\n\*\*Question\.\*\* [^]+?\?\n\n/;

const data = JSON.stringify([stamp, document]);

function sourcesOf(cells: Cell[]): string[] {
  return cells.map((cell) => joined(cell.source));
}

function outputsOf(notebook: Notebook): Output[] {
  return codeCells(notebook).flatMap((cell) => cell.outputs ?? []);
}

/** An output in plain text. */
export function plain({ text, data }: Output): string {
  return joined(text) + joined(data?.["text/plain"]);
}

/** That the notebook shows in this process, without Jupyter, what is stored in it. */
export async function showsTheSame(notebook: Notebook): Promise<void> {
  const code = codeCells(notebook);
  const shown: Shown[][] = code.map(() => []);
  const displays = new Map<string, Shown>();
  let current = shown[0]!;
  await runInProcess(notebook, {
    enterCell: (index) => current = shown[index]!,
    async showResult(value) {
      current.push(await (value as Displayable | Picture)[jupyterDisplay]());
    },
    showDisplay(data, id) {
      if (!displays.has(id)) current.push(displays.set(id, {}).get(id)!);
      Object.assign(displays.get(id)!, data);
    },
    console: {
      log(line) {
        if (current.at(-1)?.stdout === undefined) current.push({ stdout: "" });
        current.at(-1)!.stdout += `${line}\n`;
      },
    },
  });
  for (const [i, { outputs = [] }] of code.entries()) {
    assertEquals(shown[i], outputs.map(stored), `code cell ${i + 1}`);
  }
}

/** An output: its text by the name of its stream, or its renderings by MIME type. */
type Shown = Record<string, string>;

function stored({ name, text, data = {} }: Output): Shown {
  if (name) return { [name]: joined(text) };
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [type, joined(value)]),
  );
}
