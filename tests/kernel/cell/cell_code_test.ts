import { assertStrictEquals } from "@std/assert";
import { preparedCode } from "../../../tools/kernel/cell/cell_code.ts";
import { inside } from "../../../tools/kernel/inside.ts";

/** Marks what is handed over: s(…) to be shown, w(…) to be waited for, i(…) item by item, m(…) modules. */
function marked(code: string): string {
  return preparedCode(code, 7).code
    .replaceAll(` ${inside.name}.shown(7, (`, "s((")
    .replaceAll(/ \w+\.stoppableItems\(7, ("[^"]*"), \(/g, " i($1, (")
    .replaceAll(` ${inside.name}.stoppable(7, (`, " w((")
    .replaceAll(`{const _=await ${inside.name}.imported(7, `, "{m(");
}

function prepares(what: string, cases: Record<string, string>): void {
  Deno.test(`preparedCode() ${what}`, () => {
    for (const [code, expected] of Object.entries(cases)) {
      assertStrictEquals(marked(code), expected);
    }
  });
}

prepares("hands over the value of a last statement, whatever it is made of", {
  "1 + 1": "s((1 + 1))",
  "1, 2": "s((1, 2))",
  "const x = 1;\n(x, -x); // all": "const x = 1;\ns(((x, -x))); // all",
  "x = NaN;": "s((x = NaN));",
  "x as number": "s((x as number))",
  "if (x) 1; else { 2 }": "if (x) s((1)); else { s((2)) }",
  "try { 1 } catch { 2 } finally { 3 }":
    "try { s((1)) } catch { s((2)) } finally { 3 }",
  "<p>{1}</p>": "s((<p>{1}</p>))",
  "@d class A {}\n10n": "@d class A {}\ns((10n))",
});

prepares("hands over what Deno takes for an object as such", {
  "{ a: 1 }": "(s(({ a: 1 })))",
  " { a: await p }.a": "( s(({ a: await w(( p)) }.a)))",
  "{ a: 1 };": "{ a: s((1)) };",
  "{ 1 }": "{ s((1)) }",
  "{ a: 1 } // all": "{ a: s((1)) } // all",
});

prepares("hands over what the top level awaits, and nothing within functions", {
  "await f(await g)": "s((await w(( f(await w(( g)))))))",
  "await(p)": "s((await w(((p)))))",
  "await\nx": "s((await w((\nx))))",
  "await[1]": "s((await w(([1]))))",
  "await (0, 5);\n1": "await w(( (0, 5)));\ns((1))",
  "for await(const x of[y]) await x;":
    'for await(const x of i("[y] is not async iterable", ([y]))) await w(( x));;void 0',
  "const f = async () => await g;": "const f = async () => await g;",
  "class A { async m() { await 1; } }": "class A { async m() { await 1; } }",
  "class A { @(await p) m() {} @(await p) static x = await q }":
    "class A { @(await w(( p))) m() {} @(await w(( p))) static x = await q }",
  "class A { static [await p]() {} }":
    "class A { static [await w(( p))]() {} }",
});

prepares("hands over what may be the value, by the rules of the language", {
  "1; let x = 2": "s((1)); let x = 2",
  "1; function f() {} class A {} type T = 2; ;":
    "s((1)); function f() {} class A {} type T = 2; ;",
  "1; { var x; }\nlabel: {}": "s((1)); { var x; }\nlabel: {}",
  "1; if (x) 2": "1; if (x) s((2))",
  "if (x) { 1; 2; let y }": "if (x) { 1; s((2)); let y }",
  "switch (x) { case 1: 1; break; default: 2 }":
    "switch (x) { case 1: s((1)); break; default: s((2)) }",
  "a: { 1; if (x) { 2; break a } 3 }":
    "a: { s((1)); if (x) { s((2)); break a } s((3)) }",
  "a: try { 1 } finally { 2; break a }":
    "a: try { s((1)) } finally { s((2)); break a }",
  "export default 10n": "export default s((10n))",
  "1; export default class {}": "s((1)); export default class {}",
});

prepares("takes what the parser finds wrong and Deno may not", {
  "function f() {}\nfunction f() {}\nNaN":
    "function f() {}\nfunction f() {}\ns((NaN))",
  "let x; let x; await x": "let x; let x; s((await w(( x))))",
  "export { y }; await 1": "export { y }; s((await w(( 1))))",
  "class A { override m() {} }\n1": "class A { override m() {} }\ns((1))",
  "module M { export const a = 1 }\n1":
    "module M { export const a = 1 }\ns((1))",
  "class A { accessor x = 1 }\n1": "class A { accessor x = 1 }\ns((1))",
  'import type x, { y } from "x";\n1': 'import type x, { y } from "x";\ns((1))',
  'import source x from "x";\n1':
    '{m("x", [], false, import("x"))}import source x from "x";\ns((1))',
  'import defer * as x from "x";\n1':
    '{m("x", [], false, import("x"))}import defer * as x from "x";\ns((1))',
});

prepares("takes an old comment for text where it is some", {
  "`<!--`; '<!--'; /<!--/; 1 // <!--\n/* <!-- */":
    "`<!--`; '<!--'; /<!--/; s((1)) // <!--\n/* <!-- */",
  "`${1}<!--`": "s((`${1}<!--`))",
  "1 < ! --x": "s((1 < ! --x))",
});

prepares("lets loops and imports of effects show nothing", {
  "for (const x of y) z.push(x)": "for (const x of y) z.push(x);void 0",
  "a: while (x) 1": "a: while (x) 1;void 0",
  "while (true) await p": "while (true) await w(( p));void 0",
  "do 1; while (x)": "do 1; while (x);void 0",
  'import "x";': '{m("x", [], false, import("x"))}import "x";;void 0',
});

prepares("looks for what is imported, types left out", {
  'import d, { a, type T, b as c } from "x";':
    '{m("x", ["default","a","b"], false, import("x"))}import d, { a, type T, b as c } from "x";',
  'import * as n from "x"':
    '{m("x", [], false, import("x"))}import * as n from "x"',
  'import type { T } from "x"': 'import type { T } from "x"',
  'import j from "./j.json" with { type: "json" };':
    '{m("./j.json", ["default"], true, import("./j.json", { with: { type: "json" } }))}' +
    'import j from "./j.json" with { type: "json" };',
});

const waits = `${"await(".repeat(40)}p${")".repeat(40)}`;
const nested = "[".repeat(20_000);

prepares("leaves alone what shows nothing, and what it does not understand", {
  "": "",
  "const x = 1;": "const x = 1;",
  "f(": "f(",
  [waits]: waits,
  "1 <!-- old": "1 <!-- old",
  '"a"; 5 <!-- old': '"a"; 5 <!-- old',
  "const t = `a`; await 1 <!-- 'old'": "const t = `a`; await 1 <!-- 'old'",
  "`a${b}` <!-- `": "`a${b}` <!-- `",
  [nested]: nested,
  [nested + nested.replaceAll("[", "]")]: nested + nested.replaceAll("[", "]"),
});

Deno.test("preparedCode() keeps the lines, and says what it inserted where", () => {
  const code = 'import {\n  sep,\n} from "node:path";\nawait sep';
  const prepared = preparedCode(code, 7);
  assertStrictEquals(prepared.code.split("\n").length, 4);
  assertStrictEquals(prepared.traced.split("\n").length, 4);
  const length = prepared.insertions.reduce(
    (sum, [, text]) => sum + text.length,
    0,
  );
  assertStrictEquals(prepared.code.length, code.length + length);
});
