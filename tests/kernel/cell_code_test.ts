import { assertStrictEquals } from "@std/assert";
import { preparedCode } from "../../tools/kernel/cell_code.ts";
import { inside } from "../../tools/kernel/inside.ts";

/** Marks what is handed over: s(…) to be shown, w(…) to be waited for, i(…) item by item. */
function marked(code: string): string {
  return preparedCode(code, 7)
    .replaceAll(`${inside.name}.shown(`, "s(")
    .replaceAll(`${inside.name}.stoppableItems(7, `, "i(")
    .replaceAll(`${inside.name}.stoppable(7, `, "w(");
}

function prepares(what: string, cases: Record<string, string>): void {
  Deno.test(`preparedCode() ${what}`, () => {
    for (const [code, expected] of Object.entries(cases)) {
      assertStrictEquals(marked(code), expected);
    }
  });
}

prepares("hands over the value of a last expression", {
  "1 + 1": "s(1 + 1)",
  "const x = 1;\n(x, -x); // all": "const x = 1;\ns((x, -x)); // all",
  "x = NaN;": "s(x = NaN);",
  "x as number": "s(x as number)",
});

prepares("hands over what the top level awaits, and nothing within functions", {
  "await f(await g)": "s(await w(f(await w(g))))",
  "await (0, 5);\n1": "await w((0, 5));\ns(1)",
  "for await (const x of y) await x;":
    "for await (const x of i(y)) await w(x);",
  "const f = async () => await g;": "const f = async () => await g;",
  "class A { async m() { await 1; } }": "class A { async m() { await 1; } }",
  "({ async m() { await 1; } })": "s(({ async m() { await 1; } }))",
});

prepares("leaves alone what shows nothing, and what it does not understand", {
  "": "",
  "const x = 1;": "const x = 1;",
  "if (x) NaN": "if (x) NaN",
  "{ a: 1 }": "{ a: 1 }",
  "f(": "f(",
  "const x = 1; const x = 2; x": "const x = 1; const x = 2; x",
});
