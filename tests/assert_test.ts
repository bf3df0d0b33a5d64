import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

class OwnError extends RangeError {}

function refuse(): never {
  throw new OwnError("step must be a positive integer");
}

/** What must pass and what must throw, with JSR's assertions as with these. */
const cases: Record<"passes" | "throws", Record<string, () => unknown>> = {
  passes: {
    "assert: true, and what is truthy": () => (assert(true), assert("no")),
    "assertEquals: nested objects, whatever the order of keys": () =>
      assertEquals({ a: [1, { b: 2 }], c: 3 }, { c: 3, a: [1, { b: 2 }] }),
    "assertEquals: arrays": () => assertEquals([1, 2], [1, 2]),
    "assertEquals: typed arrays": () =>
      assertEquals(Float64Array.of(1, 2), Float64Array.of(1, 2)),
    "assertEquals: NaN is NaN": () => assertEquals([NaN], [NaN]),
    "assertStrictEquals: NaN is NaN": () => assertStrictEquals(NaN, NaN),
    "assertStrictEquals: -0 is -0": () => assertStrictEquals(-0, -0),
    "assertStrictEquals: the same object": () =>
      assertStrictEquals(cases, cases),
    "assertAlmostEquals: 1e-7 of what is expected": () =>
      assertAlmostEquals(1e6 + 0.09, 1e6),
    "assertAlmostEquals: on the tolerance": () =>
      assertAlmostEquals(1.25, 1, 0.25),
    "assertAlmostEquals: 0 and -0": () => assertAlmostEquals(0, -0),
    "assertAlmostEquals: the same infinity": () =>
      assertAlmostEquals(Infinity, Infinity),
    "assertAlmostEquals: NaN is NaN": () => assertAlmostEquals(NaN, NaN),
    "assertThrows: an error of the class": () =>
      assertThrows(refuse, OwnError, "a positive integer"),
    "assertThrows: an error of a class below it": () =>
      assertThrows(refuse, RangeError),
    "assertStringIncludes: a part": () => assertStringIncludes("abc", "bc"),
  },
  throws: {
    "assert: false, and what is falsy": () => assert(0),
    "assertEquals: a nested number": () =>
      assertEquals({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }),
    "assertEquals: an array that is longer": () => assertEquals([1, 2], [1]),
    "assertEquals: a typed array's number": () =>
      assertEquals(Float64Array.of(1, 2), Float64Array.of(1, 3)),
    "assertEquals: an array and a typed array": () =>
      assertEquals<ArrayLike<number>>([1], Float64Array.of(1)),
    "assertEquals: a key that holds undefined and one that is missing": () =>
      assertEquals<{ a?: unknown }>({ a: undefined }, {}),
    "assertEquals: a number and its string": () =>
      assertEquals<unknown>(1, "1"),
    "assertStrictEquals: 0 and -0": () => assertStrictEquals(0, -0),
    "assertStrictEquals: two objects that are alike": () =>
      assertStrictEquals({ a: 1 }, { a: 1 }),
    "assertAlmostEquals: more than 1e-7 of what is expected": () =>
      assertAlmostEquals(1e6 + 0.11, 1e6),
    "assertAlmostEquals: anything but 0, if 0 is expected": () =>
      assertAlmostEquals(1e-300, 0),
    "assertAlmostEquals: beyond the tolerance": () =>
      assertAlmostEquals(1.5, 1, 0.25),
    "assertAlmostEquals: opposite infinities": () =>
      assertAlmostEquals(Infinity, -Infinity),
    "assertAlmostEquals: an infinity and the largest number": () =>
      assertAlmostEquals(Infinity, Number.MAX_VALUE),
    "assertAlmostEquals: NaN and a number": () => assertAlmostEquals(NaN, 1, 9),
    "assertThrows: a body that does not throw": () =>
      assertThrows(() => 1, Error),
    "assertThrows: an error of another class": () =>
      assertThrows(refuse, TypeError),
    "assertThrows: another message": () =>
      assertThrows(refuse, RangeError, "epsilon"),
    "assertStringIncludes: what is not a part": () =>
      assertStringIncludes("abc", "ac"),
  },
};

/** The error that a body throws, found without the assertions under test. */
function thrown(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
}

for (const [name, body] of Object.entries(cases.passes)) {
  Deno.test(`${name} (passes)`, () => void body());
}

for (const [name, body] of Object.entries(cases.throws)) {
  Deno.test(`${name} (throws)`, () => {
    if (!(thrown(body) instanceof Error)) throw new Error("did not throw");
  });
}

Deno.test("assertThrows() returns the error", () => {
  const error = new OwnError("epsilon");
  const returned = assertThrows(() => {
    throw error;
  }, OwnError);
  if (returned !== error) throw new Error("returned another one");
});
