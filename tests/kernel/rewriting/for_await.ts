/**
 * Kinds of `for await`, and of other loops that await.
 *
 * @module
 */
import type { Kind } from "./kind.ts";

/** A hand-written async iterator, which notes each call. */
const steps = (extra = "") =>
  `const steps_ = { [Symbol.asyncIterator]() { let i = 0; note_("opened"); return {
  next(...given: any[]) { note_(["next", given.length]); return Promise.resolve(i < 3 ? { done: false, value: i++ } : { done: true, value: "end" }); },
  ${extra}
}; } };
`;
const closing =
  `return(...given: any[]) { note_(["return", given.length]); return Promise.resolve({ done: true, value: 0 }); },`;
const generator = `async function* numbers_(n = 3) {
  try { for (let i = 0; i < n; i++) yield i; } finally { note_("closed"); }
}
`;

/** What is gone through, with nothing special about the loop. */
const sources = [
  "'abc'",
  "'a😀b'",
  "[]",
  "[1, 2, 3]",
  "[1, Promise.resolve(2), late_(3)]",
  "[late_(3), 2]",
  "[[1], [2, 3]]",
  "[undefined, null, NaN]",
  "[{ then(give: any) { give(7); } }]",
  "new Map([['a', 1], ['b', 2]])",
  "new Set([1, late_(2)])",
  "new Map([['a', 1]]).values()",
  "new Uint8Array([5, 6])",
  "(function* () { yield 1; yield late_(2); return 3; })()",
  "(async function* () { yield 1; yield late_(2); return 3; })()",
  "(async function* () { yield* [late_(1), 2]; yield* 'xy'; })()",
  "Promise.resolve([1])",
  "5",
  "null",
  "undefined",
  "{}",
  "{ [Symbol.iterator]: 5 }",
  "{ [Symbol.asyncIterator]: null, [Symbol.iterator]() { return [1, late_(2)].values(); } }",
  "{ [Symbol.asyncIterator]: undefined, *[Symbol.iterator]() { yield 1; } }",
  "{ [Symbol.asyncIterator]() { return 5; } }",
  "{ [Symbol.asyncIterator]() { throw new RangeError('opened'); } }",
  "{ get [Symbol.asyncIterator]() { note_('got'); return undefined; }, get [Symbol.iterator]() { note_('got too'); return () => [4].values(); } }",
  "{ [Symbol.asyncIterator]() { return { next: 5 }; } }",
  "{ [Symbol.asyncIterator]() { return { next: () => 5 }; } }",
  "{ [Symbol.asyncIterator]() { return { next: async () => 5 }; } }",
  "{ [Symbol.asyncIterator]() { let i = 0; return { next: () => ({ done: i > 1, value: late_(i++) }) }; } }",
  "{ [Symbol.asyncIterator]() { let i = 0; return { next: async () => ({ done: i > 1, value: late_(i++) }) }; } }",
  "{ [Symbol.asyncIterator]() { let i = 0; return { next: () => late_({ done: i > 1, value: [i++] }) }; } }",
  "{ [Symbol.asyncIterator]() { let i = 0; return { next: () => ({ then(give: any) { give({ done: i > 1, value: i++ }); } }) }; } }",
  "{ [Symbol.asyncIterator]() { let i = 0; return { next: async () => ({ get done() { note_('done?'); return i > 1; }, get value() { note_('value'); return i++; } }) }; } }",
  "{ [Symbol.asyncIterator]() { return { get next() { note_('next got'); let i = 0; return () => ({ done: i > 2, value: i++ }); } }; } }",
  "{ [Symbol.asyncIterator]() { return { next: async () => { throw new RangeError('next'); }, return() { note_('never'); } }; } }",
  "{ [Symbol.asyncIterator]() { return { next() { throw new RangeError('next at once'); }, return() { note_('never'); } }; } }",
  "{ [Symbol.asyncIterator]() { return { next: () => Promise.reject(7) }; } }",
  "{ [Symbol.iterator]() { return { next: () => ({ done: false, value: Promise.reject(new RangeError('item')) }), return() { note_('return'); return {}; } }; } }",
  "(async function* () { try { yield 1; throw new RangeError('in'); } finally { note_('closed'); } })()",
  "(function* () { try { yield 1; yield Promise.reject(new RangeError('item')); yield 3; } finally { note_('closed'); } })()",
  "new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close(); } })",
  "(await import('node:stream')).Readable.from(['a', 'b'])",
  "await(late_([1, 2]))",
  "await late_('xy')",
  "await[1, 2]",
  "(1, [2])",
  "(note_('first'), [late_(2)])",
  "Array.from({ length: 3 }, (_, i) => i)",
  "[1, 2].map(async (i) => i * 2)",
  "class { static *[Symbol.iterator]() { yield 1; } }",
  "new class { #n = 2; async *[Symbol.asyncIterator]() { while (this.#n--) yield this.#n; } }",
  "/a/[Symbol.matchAll]('banana')",
];

/** The heads and bodies of loops over `numbers_()`. */
const loops = [
  "for await(const i of numbers_())note_(i);",
  "for await (const i of numbers_()) note_(i)",
  "for await (let i of numbers_()) { i += 1; note_(i); }",
  "for await (var i_ of numbers_()) { note_(i_); }",
  "let i_; for await (i_ of numbers_()) note_(i_);",
  "const o_: any = { p: {} }; for await (o_.p.q of numbers_()) note_(o_.p.q);",
  "const o_: any = []; for await (o_[o_.length] of numbers_()) ;",
  "const o_: any = []; for await (o_[await(o_.length)] of numbers_()) ;",
  "let a_, b_; for await ([a_, b_ = 5] of [[1], [2, 3]]) note_([a_, b_]);",
  "let a_, b_; for await ({ a: a_, ...b_ } of [{ a: 1, c: 2 }, late_({ a: 3 })]) note_([a_, b_]);",
  "for await (const [k, v] of new Map([['a', 1]])) note_([k, v]);",
  "for await (const [k = await(9), v = await late_(8)] of [[], [1]]) note_([k, v]);",
  "for await (const { a, b: { c = 5 } = {} as any } of [{ a: 1 }, { a: 2, b: { c: 3 } }]) note_([a, c]);",
  "for await (const { [await('length')]: n } of ['abc', 'd']) note_(n);",
  "for await (const i of numbers_()) { if (i) break; note_(i); }",
  "for await (const i of numbers_()) { if (i === 1) continue; note_(i); }",
  "outer: for await (const i of numbers_()) { for await (const j of numbers_()) { if (j) continue outer; note_([i, j]); } }",
  "outer: for await (const i of numbers_()) { for await (const j of numbers_()) { if (j) break outer; note_([i, j]); } }",
  "outer: for (const i of [1, 2]) for await (const j of numbers_()) { if (j) continue outer; note_([i, j]); }",
  "outer: { for await (const j of numbers_()) { if (j) break outer; note_(j); } note_('not reached'); }",
  "a: b: for await (const j of numbers_()) { if (j) continue a; note_(j); if (j) break b; }",
  "for await (const i of numbers_()) { note_(i); if (i) throw new RangeError('body'); }",
  "for await (const i of numbers_()) { note_(i); await Promise.reject(new RangeError('body')); }",
  "try { for await (const i of numbers_()) { note_(i); throw 1; } } catch (e) { note_(['caught', e]); } finally { note_('finally'); }",
  "for await (const i of numbers_()) { try { if (i) break; } finally { note_('finally'); await(0); } }",
  "for await (const i of numbers_()) await(note_(i));",
  "for await (const i of numbers_()) for (const j of await(late_([i]))) note_(j);",
  "for await (const i of numbers_()) { const f_ = () => i; note_(f_()); }",
  "const fs_: any[] = []; for await (const i of numbers_()) fs_.push(() => i); note_(fs_.map((f) => f()));",
  "for await (const i of numbers_()) { var v_ = i; let inner_ = i; function g_() { return inner_; } } note_([v_, typeof inner_]);",
  "for await (const i of numbers_())\n  // what it does\n  note_(i) // noted\n",
  "for\nawait\n(const i\nof\nnumbers_()) note_(i);",
  "for/**/await/**/(/**/const/**/i/**/of/**/numbers_(/**/)/**/)/**/note_(i)/**/;",
  "for await (const i of/**/[1]) note_(i);",
  "for await (const i of[1, 2]) note_(i);",
  "for await (const i of(1, [2])) note_(i);",
  "for await (const i of`ab`) note_(i);",
  "for await (const i of'ab') note_(i);",
  "for await (const i of await(numbers_())) note_(i);",
  "for await (const of of [1]) note_(of);",
  "for await (const async of [1]) note_(async);",
  "for await (const x of [1, 2] as const) note_(x);",
  "for await (const x of <any>[1, 2]) note_(x);",
  "for await (const x of numbers_()!) note_(x);",
  "for await (const x of numbers_(2) satisfies any) note_(x);",
  "for await (const i of (() => numbers_())()) note_(i);",
  "for await (const i of x_) { } const x_ = [1];",
  "for await (const i of [i]) { }",
  "for await (using r of [{ [Symbol.dispose]() { note_('disposed'); } }]) note_('body');",
  "for await (await using r of [{ async [Symbol.asyncDispose]() { note_('disposed'); } }]) note_('body');",
  "for await (const i of numbers_()) { switch (i) { case 1: continue; default: note_(i); } }",
  "async function f_() { for await (const i of numbers_()) if (i) return ['returned', i]; } note_(await f_());",
  "const g_ = async function* () { for await (const i of numbers_()) yield i; }; for await (const i of g_()) { note_(i); break; }",
  "class K_ { static async m() { for await (const i of numbers_()) note_(i); } } await K_.m();",
  "if (true) for await (const i of numbers_()) note_(i); else note_('else');",
  "{ for await (const i of numbers_()) note_(i); }",
  "switch (1) { case 1: for await (const i of numbers_()) note_(i); }",
  "for (const i of await numbers_().next().then((r) => [r.value])) note_(i);",
  "for (const i of[await(1)]) note_(await(i));",
  "for (const k in await(late_({ a: 1, b: 2 }))) note_(k);",
  "for (let i = await(0); await(i < 3); i += await(1)) note_(i);",
  "let n_ = 3; while (await(late_(n_--))) note_(n_);",
  "let n_ = 3; do note_(n_); while (await(--n_))",
  "do await(note_(1)); while(await(0)) note_('same line')",
  "if (await(1)) note_('yes'); else note_('no');",
  "if(await(0))note_('yes');else if(await(1))note_('maybe');else note_('no');",
  "switch(await(2)){case await(1):note_(1);case await(2):note_(2);case 3:note_(3);break;default:note_(4)}",
  "throw await(late_(new RangeError('awaited')))",
  "try { await(Promise.reject(1)); } catch ({ a = await(2) }: any) { note_(a); }",
  "for await (const i of numbers_()) { if (i) { await(null); break; } note_(i); } note_('behind');",
  "for await (const i of numbers_(1000)) ; note_('many');",
];

/** The same steps, of an iterator that has or lacks ways to end. */
const endings = [closing, "", "return: undefined,", "return: null,"]
  .concat([
    "return() { note_('return'); throw new RangeError('return'); },",
    "async return() { note_('return'); throw new RangeError('return'); },",
    "return() { note_('return'); return 5; },",
    "async return() { note_('return'); return 5; },",
    "return() { note_('return'); return late_({}); },",
    "return: 5,",
    "get return() { note_('return got'); return undefined; },",
    `throw() { note_('never'); }, ${closing}`,
  ]);
const ways = [
  "for await (const i of steps_) note_(i);",
  "for await (const i of steps_) { note_(i); break; }",
  "for await (const i of steps_) { note_(i); throw new TypeError('body'); }",
  "for await (const [i] of steps_) note_(i);",
  "async function f_() { for await (const i of steps_) return i; } note_(await f_());",
  "a: for (;;) { for await (const i of steps_) { note_(i); break a; } }",
];

/** Each ends in a value, as a last loop is meant to show nothing. */
const value = `\n"behind"`;

/** Loops over many things, of many forms, that end in many ways. */
export const forAwait: Kind[] = [
  ...sources.flatMap((source): Kind[] => [
    `let n_ = 0; for await (const i of ${source}) { note_(i); if (++n_ > 5) break; }${value}`,
    `for await (const i of ${source}) { note_(i); break; }${value}`,
  ]),
  ...loops.map((loop) => [generator, loop + value]),
  ...endings.map((ending) => [steps(ending), ...ways.map((w) => w + value)]),
];
