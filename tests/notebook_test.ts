import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type Cell,
  cellNames,
  type Notebook,
  type Output,
} from "../tools/notebook/notebook.ts";
import { asModule, runInProcess, shownExpression } from "./run_in_process.ts";

function notebook(...cells: [code: string, ...kinds: string[]][]): Notebook {
  return {
    metadata: {},
    cells: cells.map(([source, ...kinds]): Cell => ({
      cell_type: "code",
      source,
      outputs: kinds.map((output_type): Output => ({ output_type })),
    })),
  };
}

Deno.test("a cell that ends in an expression shows its value", () => {
  for (
    const last of ["x", "table(x);", "await f()", "markdown`a ${x}`", "-1"]
  ) {
    const code = `const x = 1;\n${last}`;
    assertEquals(shownExpression(code), [13, code.length], code);
  }
});

Deno.test("a cell that ends in a statement, an assignment, an assertion, a call of console or a void shows none", () => {
  for (
    const code of [
      `import { a } from "b";`,
      "const x: number = 1;",
      "for (const x of []) f(x);",
      "x = 5;",
      "assertEquals(1, 1);",
      `console.log("x");`,
      "void f();",
      "// nothing",
      "",
    ]
  ) assertEquals(shownExpression(code), undefined, code);
});

Deno.test("code cells are called by the count that a run from the top gives them, and those without by their neighbour", () => {
  const cells = ["", "1;", " \n", "// 2", "3;"].map((
    source,
  ) => [source] as [string]);
  const { cells: [, , , , last] } = notebook(...cells);
  const skipped = { ...last!, metadata: { tags: ["skip-execution"] } };
  const markdown = { cell_type: "markdown", source: "words" };
  const all = [markdown, ...notebook(...cells).cells, skipped];
  assertEquals(cellNames({ metadata: {}, cells: all }), [
    "the blank code cell before code cell 1",
    "code cell 1",
    "the blank code cell after code cell 1",
    "code cell 2",
    "code cell 3",
    "the skipped code cell after code cell 3",
  ]);
});

Deno.test("asModule() keeps the code of every cell and hands on what it shows", () => {
  const code = asModule(notebook(["const x: number = 6;"], ["x * 7; // 42"]));
  assertStringIncludes(code, "enterCell(0);\nconst x: number = 6;");
  assertStringIncludes(code, "enterCell(1);\nawait showResult((x * 7)); // 42");
});

Deno.test("runInProcess() runs the cells in order, with what they print and show", async () => {
  const seen: unknown[] = [];
  await runInProcess(
    notebook([`console.log("a");`], ["const x = await 6;"], ["x * 7;"]),
    {
      enterCell: (index) => seen.push(`cell ${index}`),
      showResult: (value) => seen.push(value),
      showDisplay: (data, id) => seen.push([data, id]),
      console: { log: (text) => seen.push(text) },
    },
  );
  assertEquals(seen, ["cell 0", "a", "cell 1", "cell 2", 42]);
});

Deno.test("runInProcess() hands on the displays of the cells, and how they change", async () => {
  const seen: string[] = [];
  const loop = `import { progress } from "adam/show";
for (const _ of progress([1, 2], "seeds"));`;
  await runInProcess(notebook([loop]), {
    enterCell: () => {},
    showResult: () => {},
    showDisplay: (data, id) => seen.push(id, data["text/plain"]!),
    console,
  });
  const id = seen[0]!;
  assertEquals(seen, [
    ...[id, "0 of 2 seeds", id, "1 of 2 seeds", id, "2 of 2 seeds"],
  ]);
});
