/**
 * In which order things happen, and how often: microtasks, thenables, getters.
 *
 * @module
 */
import type { Kind } from "./kind.ts";

/** Notes a number after each microtask from now on. */
const ticks =
  `(() => { let p = Promise.resolve(); for (let i = 1; i < 12; i++) p = p.then(() => { note_(i); }); })();`;

const helpers = `class Sub_ extends Promise<any> {
  static get [Symbol.species]() { note_("species"); return Promise; }
  override then(...given: any[]): any { note_(["then", given.length, typeof given[0]]); return super.then(...given); }
}
class Other_ extends Promise<any> {}
const counted_ = { get then() { note_("then got"); return (give: any, ...rest: any[]) => { note_(["then", rest.length]); give(1); }; } };
const own_ = Promise.resolve(1); own_.then = function (...given: any) { note_("own then"); return Promise.prototype.then.apply(this, given) as any; };
const named_ = Promise.resolve(1); Object.defineProperty(named_, "constructor", { get() { note_("constructor got"); return Promise; } });
const settled_ = Promise.resolve(4), rejected_ = Promise.reject(new RangeError("settled"));
rejected_.catch(() => {});
const noisy_ = new Proxy({ a: 1 }, { get(o: any, k) { note_(String(k)); return o[k]; }, has(o, k) { note_(["has", String(k)]); return k in o; } });`;

/** What is awaited, none of it a promise that is yet to be settled. */
const awaited = [
  "5",
  "null",
  "undefined",
  "{}",
  "noisy_",
  "settled_",
  "rejected_",
  "Promise.resolve(1)",
  "Promise.reject(new RangeError('at once'))",
  "new Promise((give) => give(1))",
  "new Sub_((give) => give(1))",
  "new Other_((give) => give(1))",
  "Other_.reject(new RangeError('sub'))",
  "counted_",
  "own_",
  "named_",
  "{ then(give: any) { give(1); } }",
  "{ then(give: any) { give(settled_); } }",
  "{ then(_: any, fail: any) { fail(new RangeError('thenable')); } }",
  "{ then() { throw new RangeError('thrown'); } }",
  "{ get then() { throw new RangeError('got'); } }",
  "{ then(give: any) { give(1); give(2); throw 3; } }",
  "Object.assign(() => 5, { then(give: any) { give(1); } })",
  "(async () => 1)()",
  "Promise.all([])",
];

/** The order of all microtasks is as in Deno's own kernel. */
export const settled: Kind[] = [
  ...awaited.map((value): Kind => [
    helpers,
    `${ticks} try { note_(await ${value}); } catch (e) { note_(e.message); } note_("behind");`,
    `${ticks} note_(await(await(${value})));`,
    `await ${value}`,
    `(await(${value}), await(${value}))`,
    `${ticks} for await (const i of [${value}, 5]) note_(i); note_("behind")`,
  ]),
  `${ticks} await 1; note_("one"); await 2; note_("two"); await 3; note_("three");`,
  `${ticks} note_([await 1, await 2]);`,
  `${ticks} for await (const i of (async function* () { yield 1; yield 2; })()) note_(["item", i]); note_("behind");`,
  `${ticks} for await (const i of [1, 2, 3]) { note_(["item", i]); break; } note_("behind");`,
  `${ticks} for await (const i of new Set(["a"])) note_(i); note_("behind");`,
  `${ticks} for await (const i of { [Symbol.asyncIterator]() { let i = 0; return { next: () => ({ done: i > 1, value: i++ }) }; } }) note_(["item", i]); note_("behind");`,
  `${ticks} for await (const i of { [Symbol.asyncIterator]() { return { next: async () => ({ done: false, value: 1 }), return: async () => { note_("return"); return {}; } }; } }) { note_(["item", i]); break; } note_("behind");`,
  `${ticks} try { for await (const i of { [Symbol.asyncIterator]() { return { next: async () => ({ done: false, value: 1 }), return: async () => { note_("return"); return {}; } }; } }) throw 1; } catch { note_("caught"); } note_("behind");`,
  `Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(4)); await 0; console.log("after one"); await 0; console.log("after two");`,
  `queueMicrotask(() => note_("microtask")); Promise.resolve().then(() => note_("then")); await null; note_("behind"); queueMicrotask(() => note_("microtask 2")); await Promise.resolve(); note_("end");`,
  `process.nextTick(() => note_("tick")); await null; note_("behind"); await null; note_("end");`,
  `note_("a"), await note_("b"), note_("c")`,
  `[note_(1), await note_(2), note_(3)]`,
  `note_({ [note_("k")]: await note_("v"), [await note_("k2")]: note_("v2") })`,
  `let x_ = 1; setTimeout(() => x_ = 10); x_ + await late_(5)`,
  `let x_ = 1; setTimeout(() => x_ = 10); await late_(5) + x_`,
  `let x_ = 1; x_ += await new Promise((give) => { x_ = 5; give(1); }); x_`,
  `const o_: any = { get a() { note_("a"); return { get b() { note_("b"); return late_(7); } }; } }; await o_.a.b`,
  `const o_: any = { get a() { note_("a"); return this; } }; o_.a.a.a; 1`,
  `({ get a() { note_("read"); return 1; }, toString() { note_("text"); return "t"; }, valueOf() { note_("value"); return 1; } })`,
  `let n_ = 0; ({ get [Symbol.for("Jupyter.display")]() { n_++; return undefined; } })`,
  `let n_ = 0; ({ [Symbol.for("Jupyter.display")]() { n_++; return { "text/plain": "own" }; } })`,
  `let n_ = 0; ({ [Symbol.for("Deno.customInspect")]() { return "own " + ++n_; } })`,
  `({ [Symbol.for("Jupyter.display")]() { throw new RangeError("no picture"); } })`,
  `({ then: 5 })`,
  `counted_; const counted_ = 1`,
  [`const o_ = { get then() { note_("then"); return undefined; } }; o_`, "o_;"],
  [
    `const o_ = { then(give: any) { note_("then"); give(1); } }; o_`,
    "await o_",
  ],
  `const late1_ = async () => { await null; note_("late"); await null; note_("later"); }; late1_(); note_("cell")`,
  `(async () => { for (let i = 0; i < 20; i++) await null; note_("drained"); })(); "done"`,
  `const p_ = new Promise(() => {}); p_`,
  `Promise.resolve(5)`,
  `(async () => 5)()`,
  `const p_ = late_(5); await p_; p_`,
];

/** What is yet to be settled when it is awaited, so it may resume a microtask later. */
export const pending: Kind[] = [
  "(async () => { await null; return 1; })()",
  "new Promise((give) => queueMicrotask(() => give(1)))",
  "late_(1)",
  "Promise.all([1, 2])",
  "Promise.race([late_(1), 2])",
  "Promise.allSettled([Promise.reject(1)])",
  "Promise.any([Promise.reject(1), 2])",
  "Promise.resolve(1).then((x) => x + 1)",
  "Promise.reject(1).catch((x) => x + 1)",
  "Promise.resolve(1).finally(() => { note_('finally'); })",
  "late_(1).then(() => { throw new RangeError('late'); })",
].flatMap((value): Kind[] => [
  `${ticks} note_(await ${value}); note_("behind"); await late_(0); notes_.splice(0).map(String).sort()`,
  `${ticks} note_(await(${value}).then((x: any) => [x])); note_("behind"); await late_(0); notes_.splice(0).map(String).sort()`,
  `for await (const i of [${value}, ${value}]) note_(i); note_("behind")`,
]);
