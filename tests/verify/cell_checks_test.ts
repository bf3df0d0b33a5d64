import { assertEquals, assertStrictEquals } from "@std/assert";
import { checkCells } from "../../tools/verify/cell_checks.ts";
import { rightTypes } from "../../tools/verify/right_types.ts";
import { granted } from "../granted.ts";
import { aNotebook, inFolder } from "../a_notebook.ts";
import { once } from "../once.ts";

const ignore = !granted("read", "write", "run");

/** What is found in these cells, beside these files: `cell:line:column first line of the message`. */
async function found(
  sources: string[],
  files: Record<string, string> = {},
  tags: string[] = [],
): Promise<string[]> {
  let problems: string[] = [];
  await inFolder(files, async (folder) => {
    const cells = sources.map((source) => ({ source, metadata: { tags } }));
    const all = await checkCells(`${folder}/a.ipynb`, aNotebook(...cells));
    problems = all.map(({ cell, line, column, text }) =>
      `${cell}:${line}:${column} ${text.split("\n")[0]}`
    );
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    assertEquals(names.sort(), Object.keys(files).sort());
  });
  return problems;
}

const none: Record<string, string[]> = {
  "is longer than its parser can follow": [
    `const x = 1${" + 1".repeat(50_000)};`,
    "x;",
  ],
  "uses what earlier cells declare, await and no semicolons": [
    "const x: number = await 1",
    "(x + 1)",
    "Deno.jupyter.md`a`",
  ],
  "declares and imports again, as the kernel allows": [
    `import { join } from "node:path";\nconst a: string = join("a");\na;`,
    `import { join, sep } from "node:path";\nconst a: number = sep.length;`,
    `export function f(): number {\n  return a + join.length;\n}\nf();`,
    `interface P {\n  x: 1;\n}\nfunction f(p: P): 1 {\n  return p.x;\n}`,
    `import type { Buffer } from "node:buffer";\nf({ x: 1 }) as 1 | Buffer;`,
  ],
  "has syntax that few parsers know, and exports what an earlier cell declares":
    [
      "class A {\n  accessor x = 1;\n}",
      "export { A };",
      'import defer * as path from "node:path";\npath.sep;',
    ],
  "begins by asking not to be checked": [
    "// deno-lint-ignore-file\n// @ts-nocheck\nconst n: any = 1;",
    "const s: string = n;",
  ],
};

/** What is found in each of these, of which the types are checked in one go. */
const foundInNone = once(async () => {
  const all: Record<string, unknown[]> = {};
  const notebooks = Object.entries(none).map(([what, sources], i) => ({
    what,
    name: `${i}.ipynb`,
    notebook: aNotebook(...sources.map((source) => ({ source }))),
  }));
  const files = Object.fromEntries(
    notebooks.map(({ name, notebook }) => [name, JSON.stringify(notebook)]),
  );
  await inFolder(files, async (folder) => {
    const paths = notebooks.map(({ name }) => `${folder}/${name}`);
    const right = await rightTypes(paths);
    // The first is longer than its parser can follow.
    assertEquals([...right.keys()], paths.slice(1));
    for (const { what, name, notebook } of notebooks) {
      all[what] = await checkCells(`${folder}/${name}`, notebook, right);
    }
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    assertEquals(names.sort(), Object.keys(files).sort());
  });
  return all;
});

for (const what of Object.keys(none)) {
  Deno.test({
    name: `nothing is found in a notebook that ${what}`,
    ignore,
    fn: async () => assertEquals((await foundInNone())[what], []),
  });
}

Deno.test({
  name: "errors of types and lint are found with cell, line and column",
  ignore,
  async fn() {
    const sources = [
      `import { two } from "./two.ts";\nimport { sep } from "node:path";`,
      `\nconst s: string = two;`,
      `const s = 1;\n  s.toFixed("a");\nlet n: any = s;\nn;`,
    ];
    const two = { "two.ts": "export const two = 2;\n" };
    assertEquals(await found(sources, two), [
      "2:2:7 TS2322 [ERROR]: Type 'number' is not assignable to type 'string'.",
      `3:2:13 TS2345 [ERROR]: Argument of type 'string' is not assignable to parameter of type 'number'.`,
      "1:2:10 no-unused-vars [lint]: `sep` is never used",
      "2:2:7 no-unused-vars [lint]: `s` is never used",
      "3:3:5 prefer-const [lint]: `n` is never reassigned",
      "3:3:8 no-explicit-any [lint]: `any` type is not allowed",
    ]);
  },
});

Deno.test({
  name: "the deno.json of the folder applies, even if it excludes the folder",
  ignore,
  async fn() {
    const config = {
      imports: { "two": "./two.ts" },
      compilerOptions: { noImplicitAny: false },
      exclude: ["."],
      lint: { rules: { exclude: ["no-explicit-any"] } },
    };
    const files = {
      "deno.json": JSON.stringify(config),
      "two.ts": "export const two = 2;\n",
    };
    const sources = [
      `import { two } from "two";`,
      "const f = (a) => a;\nconst s: string = two;",
      "f(s) as any;",
    ];
    assertEquals(await found(sources, files), [
      "2:2:7 TS2322 [ERROR]: Type 'number' is not assignable to type 'string'.",
    ]);
  },
});

Deno.test({
  name: "a syntax error is found with its place, and nothing but syntax errors",
  ignore,
  async fn() {
    assertEquals(
      await found(["const a: string = 1;", "const b =\n  ;", "const c = );"]),
      [
        "2:2:3 SyntaxError: Unexpected token",
        "3:1:11 SyntaxError: Unexpected token",
      ],
    );
  },
});

Deno.test({
  name: "a syntax error on purpose is none, where a tag says raises-exception",
  ignore,
  async fn() {
    assertEquals(await found(["const b = ;"], {}, ["raises-exception"]), []);
  },
});

Deno.test({
  name: "all below a cell that throws on purpose is checked as if it did not",
  ignore,
  async fn() {
    const never =
      "function fail(): never {\n  throw new Error();\n}\nvoid fail;";
    const ends = [
      "throw new Error();",
      "fail();",
      "await Promise.reject(1);",
      "if (Date.now() > 0) throw 1;\nelse throw 2;",
      "{\n  throw 1;\n}",
      "for (;;) throw new Error();",
      "// deno-lint-ignore no-explicit-any\nfail() as any;",
      "const n = 1;\nthrow n;",
    ];
    // One below the other: an end that was not seen to hides all that follow.
    const below = (i: number) => [
      `const a${i} = 1;\na${i};`,
      `const s${i}: string = a${i};\ns${i};`,
    ];
    const cells = ends.flatMap((end, i) => [end, ...below(i)]);
    assertEquals(
      await found([never, ...cells], {}, ["raises-exception"]),
      ends.map((_, i) =>
        `${
          3 * i + 4
        }:1:7 TS2322 [ERROR]: Type 'number' is not assignable to type 'string'.`
      ),
    );
  },
});

Deno.test({
  name: "an import that leads nowhere is found with its place",
  ignore,
  async fn() {
    const [problem] = await found(["1;", `\nimport "./nowhere.ts";`]);
    assertStrictEquals(problem?.slice(0, 25), "2:2:8 TS2307 [ERROR]: Can");
  },
});
