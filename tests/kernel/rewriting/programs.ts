/**
 * Generated programs: cells that nest statements and expressions of many kinds.
 * Nearly all are valid; what is not must fail in both kernels.
 *
 * @module
 */
import fc from "fast-check";

type Code = fc.Arbitrary<string>;

/** What all programs may use. */
export const prelude = `const notes_: unknown[] = [];
const note_ = (x: unknown): any => { notes_.push(x); return x; };
const late_ = (x: unknown): Promise<any> => new Promise((give) => setTimeout(give, 0, x));
let a_: any = 1, b_: any = 2, s_: any = "s", d_: any, e_: any;
const o_: any = { k: 1, get g() { return note_("got"); }, m(x: any) { note_(this === o_); return x; } };
const xs_: any[] = [1, "two", [3]];
const f_ = (...x: any[]): any => x.length === 1 ? x[0] : x;
const tag_ = (strings: TemplateStringsArray, ...x: any[]): any => [strings.raw.join("|"), ...x];
async function g_(x?: any): Promise<any> { return x; }
const then_ = (x: any): any => ({ get then() { note_("then"); return (give: any) => give(x); } });
const no_ = async (x: any): Promise<any> => { throw new RangeError(String(x)); };
async function* items_(...xs: any[]): any { try { yield* xs; } finally { note_("closed"); } }
const steps_ = (n: number): any => ({ [Symbol.asyncIterator]: () => ({
  next: async () => ({ done: n <= 0, value: n-- }),
  return: async (...x: any[]) => { note_(["return", x.length]); return {}; } }) });`;

/** What may stand between two tokens, a line break included. */
const gap = fc.constantFrom(
  "",
  "",
  " ",
  "\n",
  " /* c, ) */ ",
  " // c ; (\n",
  "\n\n  ",
);

/** What may stand between two words that must stay on a line. */
const blank = fc.constantFrom(" ", "/**/", " /* , */ ");

/** What may stand between two words. */
const word = fc.constantFrom(" ", "\n", "/**/", " // await (\n");

/** What may stand behind `await` in front of a bracket. */
const tight = fc.constantFrom("", "", " ", "/**/");

/** Fills the holes of a template with what the arbitraries give. */
function code(strings: TemplateStringsArray, ...holes: Code[]): Code {
  return fc.tuple(...holes).map((texts) =>
    String.raw({ raw: strings }, ...texts)
  );
}

const name = fc.constantFrom("a_", "b_", "s_", "o_", "xs_");
const variable = fc.constantFrom("a_", "b_", "s_", "d_", "e_");
const leaf: Code = fc.oneof(
  { arbitrary: name, weight: 3 },
  fc.integer({ min: 0, max: 9 }).map(String),
  fc.constantFrom(
    ...[
      '"t"',
      "'u'",
      "`v`",
      "true",
      "undefined",
      "[1, 2]",
      "({})",
      "/r/g",
      "o_.k",
      "o_.g",
    ],
    ...[
      "xs_[0]",
      "o_?.k",
      "o_.none?.x.y",
      "typeof nowhere_",
      "({ k: 1 }).k",
      "this === globalThis",
    ],
    ...[
      "(class {})",
      "(() => 1)",
      "(function () {})",
      "-1",
      "new Set([1])",
      "xs_.length",
      "o_.none",
    ],
  ),
);

/** Expressions; each can stand wherever one of the lowest precedence in brackets can. */
function expressions(canAwait: boolean): Code {
  return fc.letrec<{ e: string }>((tie) => {
    const e = tie("e");
    const kinds = [
      code`(${gap}${e}${gap})`,
      code`(${e},${gap}${e})`,
      code`(${e})${gap}+${gap}(${e})`,
      code`(${e}) === (${e})`,
      code`((${e}) && (${e}))`,
      code`((${e}) ?? (${e}))`,
      code`((${e})${gap}?${gap}(${e})${gap}:${gap}(${e}))`,
      code`[${gap}(${e}),${gap}(${e})${gap}]`,
      code`[...xs_, (${e})]`,
      code`({ k: (${e}), [String(${e})]: (${e}) })`,
      code`({ ...o_, k: (${e}) }).k`,
      code`\`t\${${e}}u\``,
      code`tag_\`t\${${e}}u\${${e}}\``,
      code`note_(${gap}(${e})${gap})`,
      code`f_((${e}), (${e}))`,
      code`f_?.(${gap}(${e}))`,
      code`o_.m((${e}))`,
      code`(0, o_.m)((${e}))`,
      code`xs_[(${e})]`,
      code`xs_${gap}.map((x: any)${blank}=> [x, ${sync()}])`,
      code`typeof (${e})`,
      code`void${blank}(${e})`,
      code`!(${e})`,
      code`((${e}) as any)`,
      code`((${e}) satisfies any)`,
      code`(${e})!`,
      code`<any>(${e})`,
      code`(${variable}${gap}=${gap}(${e}))`,
      code`(${variable} ??= (${e}))`,
      code`(${variable} += (${e}))`,
      code`[a_, b_] = [b_, (${e})]`,
      code`({ k: d_, ...e_ } = { k: (${e}), a_ })`,
      code`(o_[String(${e})] = 1)`,
      code`(a_++, a_)`,
      code`(() => ${sync()})()`,
      code`((x: any = ${sync()}) => { return x; })()`,
      code`(function <T>(this: any) { return ${sync()}; })()`,
      code`[...(function* () { yield (${sync()}); })()]`,
      code`new (class { p = ${sync()}; static { note_(${sync()}); } })().p`,
      code`(class { static [String(${e})] = 1; })`,
      code`delete o_[String(${e})]`,
      code`(${e}).k`,
    ];
    const awaits = [
      code`await${tight}(${e})`,
      code`await${tight}[${e}]`,
      code`await${tight}[(${e})][0]`,
      code`await${tight}\`t\${${e}}\``,
      code`await${tight}{ k: (${e}) }.k`,
      code`await${blank}g_((${e}))`,
      code`await${blank}late_((${e}))`,
      code`await${blank}then_((${e}))`,
      code`(await${tight}(g_(${e})))`,
      code`(await${blank}no_(${e}))`,
      code`await${tight}(async${blank}() => { return ${e}; })()`,
      code`await${tight}(async${blank}() => { for await (const x of [(${e})]) return [x, ${e}]; })()`,
      code`await${blank}Promise.all([(${e}), g_(${e})])`,
      code`(await${tight}(o_)).k`,
      code`await${tight}-(${e})`,
      code`await${tight}!(${e})`,
      code`await${blank}new Promise((give: any) => give(${sync()}))`,
    ];
    const deep = fc.oneof(
      ...kinds,
      ...(canAwait ? [...awaits, ...awaits] : []),
    );
    return {
      e: fc.oneof({ maxDepth: 3, withCrossShrink: true }, {
        arbitrary: leaf,
        weight: 2,
      }, { arbitrary: deep, weight: 5 }),
    };
  }).e;
}

/** An expression within a function that cannot await. */
function sync(): Code {
  return fc.oneof(
    leaf,
    code`note_(${leaf})`,
    code`(${leaf}, ${leaf})`,
    code`[${leaf}]`,
  );
}

/** A loop of its own name, so that what is in it can end it from within others. */
function loop(head: Code, body: Code, index: fc.Arbitrary<number>): Code {
  return fc.tuple(index, head, body).map(([i, head, body]) =>
    `${head.startsWith("do") ? "" : `l${i}: `}${head} ${
      body.replaceAll("LOOP", `l${i}`)
    }`
  );
}

/** Statements; those with `LOOP` in them stand in a loop. */
function statements(e: Code): Code {
  const stop = fc.constantFrom(
    ...[
      "if (note_(xs_.length > 2)) break;",
      "if (a_) continue;",
      "continue LOOP;",
    ],
    ...["if (a_ > 1) break LOOP;", "{ break LOOP; }", "note_(0);", "note_(1);"],
  );
  const items: Code = fc.oneof(
    code`[(${e}), (${e})]`,
    code`[g_(${e}), late_(${e})]`,
    code`${
      fc.constantFrom("'ab'", "xs_", "new Map([[1, 2]])", "new Set('ab')")
    }`,
    code`items_((${e}), g_(${e}), 3)`,
    code`items_([(${e})], 'xy')`,
    code`steps_(3)`,
    code`(${e}, [${e}])`,
    code`await(g_([${e}]))`,
    code`[then_(${e})]`,
  );
  const simple: Code[] = [
    code`${e};`,
    code`note_(${e});`,
    code`console.log(${e});`,
    code`var v_ = (${e});`,
    code`var v_: any${gap}=${gap}(${e}), w_ = [v_, (${e})];`,
    code`var [v_, w_ = (${e})] = [(${e})];`,
    code`var { k: v_ = (${e}), ...w_ }: any = { ...o_, j: (${e}) };`,
    code`var { [String(${e})]: v_ = (${e}) }: any = o_;`,
    code`if (a_ > 3) throw new RangeError(String(${e}));`,
    code`type T = ${
      fc.constantFrom("number", "{ a: string }", "typeof a_ | null")
    };`,
    code`interface I { a: number }`,
    code`;`,
    code`// (${leaf}, await [\n`,
    code`/* await ${leaf}, \n */`,
  ];
  return fc.letrec<{ s: string; block: string }>((tie) => {
    const block = tie("block");
    const inLoop = code`{ ${stop} ${tie("s")} ${stop} ${tie("s")} }`;
    const index = fc.nat(999_999);
    const nested: Code[] = [
      block,
      code`if (${e}) ${block}`,
      code`if${gap}(${e})${gap}${block}${gap}else${gap}${block}`,
      code`if (${e}) { ${e}; } else if (${e}) ${block}`,
      loop(code`for (let i = 0; i < 2; i++)`, inLoop, index),
      loop(code`for (let i: any = (${e}), n = 2; n--; (${e}))`, inLoop, index),
      loop(code`for (const x of [(${e}), (${e})])`, inLoop, index),
      loop(code`for (const k in { p: (${e}), q: 1 })`, inLoop, index),
      loop(
        code`for${word}await${gap}(${gap}const x of ${items}${gap})`,
        inLoop,
        index,
      ),
      loop(code`for await (const x of ${items})`, inLoop, index),
      loop(code`for await (d_ of ${items})`, inLoop, index),
      loop(code`for await (o_.k of ${items})`, inLoop, index),
      loop(
        code`for await (const [x = (${e})] of [[(${e})], 'pq', []])`,
        inLoop,
        index,
      ),
      loop(
        code`for await (const { length: x, ...y } of ['ab', [(${e})]] as any)`,
        inLoop,
        index,
      ),
      code`for (let n = 2; n--;) note_(${e});`,
      code`{ let n = 2; while (n-- && (${e})) note_(${e}); }`,
      code`{ let n = 2; do note_(${e}); while (n-- && (${e})) }`,
      code`try ${block} catch (e: any) { note_(e.name); ${e}; }`,
      code`try ${block} catch { ${tie("s")} } finally ${block}`,
      code`try { ${tie("s")} throw (${e}); } catch (e) { note_([e, ${e}]); }`,
      code`switch (${e}) { case (${e}): note_(1); case (${e}): ${
        tie("s")
      } break; default: note_(${e}); }`,
      code`m: { ${tie("s")} if (${e}) break m; ${tie("s")} }`,
      code`{ using r = { [Symbol.dispose]() { note_("disposed"); } }; ${
        tie("s")
      } }`,
      code`{ await using r = { async [Symbol.asyncDispose]() { note_("disposed"); } }; ${
        tie("s")
      } }`,
      code`{ const h = async (x: any = ${leaf}) => { for await (const y of [x, 2]) note_(await(y)); return [x, await ${leaf}]; }; note_(await h(${e})); }`,
      code`{ async function* h<T>(this: any, x: T): any { yield (${sync()}); yield* [await(x)]; } for await (const y of h(${e})) note_(y); }`,
      code`{ class K<T> extends Array { static p = ${sync()}; constructor(public q: any = ${sync()}) { super(); } [String(${e})]() { return this.q; } } note_([K.p, new K().q]); }`,
      code`{ enum E { A = 1, B } namespace N { export const x = ${sync()}; } note_([E.B, N.x]); }`,
    ];
    return {
      s: fc.oneof({ maxDepth: 2, withCrossShrink: true }, ...simple, ...nested),
      block: code`{ ${tie("s")}${gap}${tie("s")} }`,
    };
  }).s;
}

const e = expressions(true);
const lastStatement: Code = fc.oneof(
  e,
  code`${e};`,
  code`${e} // c, )`,
  code`${e}\n/* c */ ; // ;`,
  code`${e}, ${e}`,
  code`${e},${gap}${e},${gap}${e};`,
  code`(${e}, ${e}) as any`,
  code`a_ = (${e})`,
);
const end = fc.constantFrom("\n", " ", "\n\n", " // c\n");
const cell = fc.tuple(
  fc.array(code`${statements(e)}${end}`, { maxLength: 3 }),
  lastStatement,
).map(([statements, last]) => statements.join("") + last);

/** Some cells that run one behind the other; each ends in an expression. */
export const programs: fc.Arbitrary<string[]> = fc.array(cell, {
  minLength: 1,
  maxLength: 2,
});

/** How many of them are run, and from which seed. */
export const usualRuns = { numRuns: 300, seed: 17 };
