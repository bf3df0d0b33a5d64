/** The cells of a session as one program: what of them is another name's. */
import { assertEquals } from "@std/assert";
import { asTypeScript, Session } from "../../../tools/kernel/help/session.ts";

/** What stands before a cell, when others ran. */
function before(ran: string[], code: string): string[] {
  const session = new Session();
  for (const cell of ran) session.ran(cell, undefined);
  return session.before(code).split("\n;\n");
}

Deno.test("a name that is declared again is another one in the cells before", () => {
  assertEquals(
    before(["let a = 1;", "let b = a + c.a;", "let a = b;", "let d = a;"], ""),
    ["let a$0 = 1;", "let b = a$0 + c.a;", "let a = b;", "let d = a;"],
  );
  assertEquals(
    before(["let a = 1;", "let a = 2;", "let b = a;"], "let a = 3;"),
    ["let a$0 = 1;", "let a$1 = 2;", "let b = a$1;"],
  );
});

Deno.test("a name that is declared only later is that one", () => {
  assertEquals(before(["let f = () => a;", "let a = 1;"], "a"), [
    "let f = () => a;",
    "let a = 1;",
  ]);
});

Deno.test("a cell that runs again takes the place of its former self, behind all others", () => {
  const session = new Session();
  session.ran("let a = 1;", "x");
  session.ran("let b = 1;", "y");
  session.ran("let a = 2;", "x");
  assertEquals(session.before(""), "let b = 1;\n;\nlet a = 2;");
  session.ran("let b = 1;", undefined);
  assertEquals(session.before(""), "let a = 2;\n;\nlet b = 1;");
  session.forget();
  assertEquals(session.before(""), "");
});

Deno.test("cells that declare and assign nothing, or cannot be read, do not count", () => {
  assertEquals(
    before(["1 + 1", "throw 1", "let = ;", "let a;", "a = 1;"], ""),
    ["let a;", "a = 1;"],
  );
});

Deno.test("only names are renamed: no members, keys or words", () => {
  for (
    const [code, expected] of [
      ["let a = { a: x.a, b: a };", "let a$0 = { a: x.a, b: a$0 };"],
      ["let a = 1, o = { a };", "let a$0 = 1, o = { a: a$0 };"],
      ["let { a } = o, [b = a] = p;", "let { a: a$0 } = o, [b = a$0] = p;"],
      ["let { a = 1 } = o;", "let { a: a$0 = 1 } = o;"],
      ["let { c: a } = o;", "let { c: a$0 } = o;"],
      ["let a = o[a], c = o?.a;", "let a$0 = o[a$0], c = o?.a;"],
      ['import { a } from "m";', 'import { a as a$0 } from "m";'],
      [
        'import { a as b, b as a } from "m";',
        'import { a as b, b as a$0 } from "m";',
      ],
      ['import a from "m";', 'import a$0 from "m";'],
      ["class a { a = 1; m(): a {} }", "class a$0 { a = 1; m(): a$0 {} }"],
      ["type a = { a: a[]; b(): a };", "type a$0 = { a: a$0[]; b(): a$0 };"],
      ["let x: N.a, a: a;", "let x: N.a, a$0: a$0;"],
      ["enum a { a }", "enum a$0 { a }"],
      ["/* a */ let a = `a${a}`; // a", "/* a */ let a$0 = `a${a$0}`; // a"],
    ] as const
  ) assertEquals(before([code], "let a;")[0], expected);
});

Deno.test("a cell that is being written declares what it seems to", () => {
  for (
    const [code, isDeclared] of [
      ["let a = 1; a.", true],
      ["const { b, a } = f(", true],
      ['import { b as a } from "m"; a.', true],
      ["function a(", true],
      ["function* a(", true],
      ["class a { m(", true],
      ["a.", false],
      ["let b = a.", false],
      ["let b: a = (", false],
      ["let b; f(a.", false],
      ['import "a"; f(', false],
      ["let ba = x.a.", false],
    ] as const
  ) {
    const name = isDeclared ? "a$0" : "a";
    assertEquals(before(["let a;"], code), [`let ${name};`], code);
  }
});

Deno.test("JSX is any value behind what it computes, and all else stays in its place", () => {
  for (
    const [code, expected] of [
      ["let a = <p>`\n</p>;", "let a = (   \n  ꙮ);"],
      ["<></>", "(  ꙮ)"],
      ["<p a={x}>{f(1)/**/}</p>", "(     x,  f(1)    ,  ꙮ)"],
      [
        "<p a=<b c={1}/>>{<i>{y}</i>}</p>",
        "(          1,    (   y,  ꙮ),  ꙮ)",
      ],
      [
        "<p {...x} b={{ c }}>{/* ' */}</p>",
        "(      x,    { c },            ꙮ)",
      ],
      ["a < b > (c)", "a < b > (c)"],
    ] as const
  ) assertEquals(asTypeScript(code), expected);
  assertEquals(before(["let a = <p b={a}/>;", "let a = 1;"], ""), [
    "let a$0 = (     a$0,ꙮ);",
    "let a = 1;",
  ]);
});

Deno.test("of a long cell no more is known than its names", () => {
  const long = `class A {} let a = [${"1, ".repeat(40_000)}];`;
  assertEquals(before([long], ""), [
    "var A: any; type A = any;\nvar a: any; type a = any;",
  ]);
  const many = Array.from({ length: 9000 }, (_, i) => `let a${i} = 1;`);
  assertEquals(before([many.join("\n")], "")[0]!.split("\n").length, 9000);
});
