import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  cellModule as moduleOf,
  type CellSource,
} from "../../tools/notebook/cell_module.ts";

function cellModule(cells: (string | CellSource)[]) {
  return moduleOf(
    cells.map((cell) => typeof cell === "string" ? { source: cell } : cell),
  );
}

/** Where a piece of a module's text comes from. */
function origin(sources: (string | CellSource)[], piece: string) {
  const module = cellModule(sources);
  const before = module.code.slice(0, module.code.indexOf(piece)).split("\n");
  return module.place(before.length, before.at(-1)!.length + 1);
}

Deno.test("cellModule() keeps every cell as it stands and finds its places again", () => {
  const sources = ["const a = 1;\nconst b = 2;", "a +\n  b"];
  assertStringIncludes(cellModule(sources).code, sources[0]!);
  assertStringIncludes(cellModule(sources).code, sources[1]!);
  assertEquals(origin(sources, "b = 2"), { cell: 1, line: 2, column: 7 });
  assertEquals(origin(sources, "b\n"), { cell: 2, line: 2, column: 3 });
});

Deno.test("what stands between the cells has no place in one", () => {
  assertEquals(cellModule(["1"]).place(2, 1), undefined);
  assertEquals(cellModule(["1"]).place(99, 1), undefined);
});

Deno.test("an expression without a semicolon does not run into the next cell", () => {
  assert(/^x\nvoid 0;\n\(y\)$/m.test(cellModule(["x", "(y)"]).code));
});

Deno.test("a cell that declares a name again starts a block, without export", () => {
  const sources = ["const a = 1, { b, c: [d] } = x;", "export class d {}", "a"];
  assert(
    /^void 0;\n\{\n {7}class d \{\}\n[^]*\n\}$/m.test(cellModule(sources).code),
  );
  assertEquals(origin(sources, "class d"), { cell: 2, line: 1, column: 8 });
});

Deno.test("a name that is only used again starts no block", () => {
  const code = cellModule(["let a = 1; var v = 1;", "a = 2; var v = 2; f(a);"])
    .code;
  assert(!code.includes("{"));
});

Deno.test("an import in a block moves to the end, name by name, with its place", () => {
  const sources = [
    "const a = 1;",
    `const a = 2;\nimport d, {\n  e as f,\n} from "x" with {\n  type: "y",\n};`,
  ];
  const { code } = cellModule(sources);
  const end = `}\nimport d from "x" with {   type: "y", };\n` +
    `import { e as f } from "x" with {   type: "y", };`;
  assert(code.endsWith(end), code);
  assertEquals(origin(sources, "{ e as f }")?.cell, 2);
  assertEquals(origin(sources, "{ e as f }")?.line, 3);
});

Deno.test("what was imported before is imported once", () => {
  const { code } = cellModule([
    `import { a } from "x";`,
    `import { a, type B } from "x";\nimport * as n from "x";`,
  ]);
  assertEquals(code.match(/\ba\b/g)!.length, 1);
  assert(code.endsWith(`import { type B } from "x";`), code);
});

Deno.test("statements of a cell that may throw are caught, in their places, and what it declares is not", () => {
  const sources = [{
    source: "const a = 1;\n// why\nthrow a; b\nc = 2;",
    mayThrow: true,
  }];
  const { code } = cellModule(sources);
  assert(
    code.startsWith(
      `const a = 1;
try { (() => {})();
            
// why
throw a;
} catch { void 0; }
try { (() => {})();
         b
} catch { void 0; }
          
c = 2;
`,
    ),
    code,
  );
  assertEquals(origin(sources, "throw a"), { cell: 1, line: 3, column: 1 });
  assertEquals(origin(sources, "b\n"), { cell: 1, line: 3, column: 10 });
  assertEquals(origin(sources, "c = 2"), { cell: 1, line: 4, column: 1 });
});

Deno.test("cells with JSX in them make a .tsx file, others a .ts file", () => {
  assertEquals(cellModule(["<number> x"]).extension, ".ts");
  assertEquals(cellModule(["const a = <b>c</b>;"]).extension, ".tsx");
});
