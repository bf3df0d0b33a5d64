/**
 * What Deno's own kernel loses or gives away, and the project's shows.
 *
 * @module
 */
import type { Kind } from "./kind.ts";
import { accepted } from "./syntax.ts";

/** Last expressions whose values Deno's kernel does not show, by how they are shown. */
export const lostValues: Record<string, Kind[]> = {
  "null": [
    "null",
    "(null);",
    "await null",
    "await(null)",
    "1, null",
    "JSON.parse('null')",
    "let x_ = null; x_",
    "null as any",
    "/a/.exec('b')",
  ],
  "NaN": [
    "NaN",
    "await(NaN), NaN",
    "0 / 0 // c",
    "+'x'",
    "<any>NaN",
    "(1, NaN)",
    "let x_ = NaN;\nx_\n\n;",
    ...accepted.map((code) => `${code}\nNaN`),
    // Declarations have no value, so that before them counts.
    "NaN; let q_ = 1",
    "NaN; var q_ = 1",
    "NaN; function f_() {}",
    "NaN; class A_ {}",
    "NaN; type T_ = 1",
    "NaN; interface I_ {}",
    "NaN; enum E_ { A }",
    "NaN; {}",
    "NaN; label: {}",
    "NaN; debugger",
    "NaN; export {}",
    "NaN; export const e_ = 1",
    "NaN; import { sep as sep_ } from 'node:path'",
    "if (1) { NaN; let x = 1 }",
    "switch (1) { case 1: NaN }",
    "switch (1) { case 1: NaN; break; case 2: 6 }",
    "switch (2) { case 1: 5; default: NaN; let z }",
    "switch (1) { case 1: NaN; case 2: }",
    "label: { NaN; break label }",
    "label: { if (true) { NaN; break label } 6 }",
    "label: { label2: { NaN; break label } }",
    "label: try { 5 } finally { NaN; break label }",
    "try { throw 1 } catch { NaN; let w = 1 }",
    "export default NaN",
    "export default (await(NaN))",
  ],
  "Infinity": ["Infinity", "1 / 0", "await late_(1 / 0)"],
  "-Infinity": ["-Infinity", "-1 / 0;"],
  "-0": ["-0", "0 / -1", "-0 as number", "await(-0)", "Math.round(-0.2)"],
  "10n": [
    "10n",
    "5n * 2n",
    "await 10n",
    "1, 10n",
    "BigInt(10)",
    "/** @jsx h_ */ const h_ = (...a: any[]) => 10n; <p/>",
  ],
};

/** Nothing is to be shown of these. */
export const nothing: Kind[] = [
  "undefined",
  "void 0",
  "await undefined",
  "await(void 0)",
  "1, undefined",
  "(late_(1) as any).x",
  "(await late_(undefined))",
  "console.log(1)",
  "(() => {})()",
  "await(async () => {})()",
  "let x_; x_",
  "[].pop()",
  "let x_: any = {}; x_?.a.b",
  "const x_ = null",
  "let x_ = NaN",
  "var x_ = 10n;",
  "function f_() { return null; }",
  "class C_ { static n = null }",
  "type T_ = null",
  "interface I_ { n: null }",
  "import 'node:path'",
  "; ;",
  "NaN; if (false) 1",
  "NaN; for (; false;) ;",
  "NaN; switch (1) {}",
  "NaN; try {} finally {}",
  "NaN; namespace N_ { export const a = 1 }",
  "label: { NaN; if (true) break label; 6 }",
];

/** Errors that nobody waits for. */
export const uncaught: Kind[] = [
  ["void Promise.reject(new RangeError('uncaught')); 1", "await late_(0)"],
  [
    "(async () => { throw new RangeError('uncaught'); })(), 1",
    "await late_(0)",
  ],
  [
    "(async () => { await late_(0); throw new RangeError('uncaught'); })(), 1",
    "await late_(0); await late_(0)",
  ],
  [
    "setTimeout(() => { throw new RangeError('uncaught'); }); 1",
    "await late_(0); await late_(0); note_('alive')",
  ],
  [
    "queueMicrotask(() => { throw new RangeError('uncaught'); });",
    "await late_(0)",
  ],
  [
    "Promise.resolve().then(() => { throw new RangeError('uncaught'); }); note_(1)",
    "await(late_(0)); notes_",
  ],
];

/** Text that is written past `console`. */
export const written: Kind[] = [
  "Deno.stdout.writeSync(new TextEncoder().encode('text')); 1",
  "await Deno.stdout.write(new TextEncoder().encode('text'))",
  "await(Deno.stderr.write(new TextEncoder().encode('text'))), 2",
];

/** Imports of a name that the module does not have. */
export const missing: Kind[] = [
  ["import { nope as nope_ } from 'node:path'"],
  ["import { nope as nope_ } from 'data:text/javascript,export const a = 1'; nope_"],
  ["import d_ from 'data:text/javascript,export const a = 1'; d_"],
  ["import d_, { a as a_ } from 'data:text/javascript,export const a = 1'; a_"],
  ["import { type T, nope as nope_ } from 'node:path'; 1"],
  ["import { nope as nope_ } from 'node:_http_agent'"], // It has no types.
];

/** Deno's kernel takes the line break behind `await` for the end of a statement. */
export const acrossLines: Kind[] = [
  "await\nlate_(5)",
  "await\n// then\nlate_(5)",
  "await\n\n5, 5",
  "await // c\n5",
];
