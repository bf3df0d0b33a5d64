/**
 * The assertions of `jsr:@std/assert`, wherever the tests run.
 *
 * JSR cannot be reached from every network. Where it can, this module hands out
 * the functions of `jsr:@std/assert`; elsewhere the same functions stand on
 * `node:assert`, which every Deno carries. `tests/assert_test.ts` holds
 * whichever was loaded to one table of cases. Two rules keep tests alike on
 * both: `assertEquals` is not to decide between 0 and -0 (use
 * {@linkcode assertStrictEquals}), and messages are not compared.
 *
 * The import map calls this file `@std/assert`.
 *
 * @module
 */
import strict from "node:assert/strict";

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = new (...args: any[]) => E;

/** The assertions that this project uses, typed as `@std/assert` types them. */
interface Assertions {
  assert(condition: unknown, message?: string): asserts condition;
  assertEquals<T>(actual: T, expected: T, message?: string): void;
  assertStrictEquals<T>(
    actual: unknown,
    expected: T,
    message?: string,
  ): asserts actual is T;
  assertAlmostEquals(
    actual: number,
    expected: number,
    tolerance?: number,
    message?: string,
  ): void;
  assertThrows<E extends Error>(
    body: () => unknown,
    errorClass: ErrorClass<E>,
    messageIncludes?: string,
  ): E;
  assertStringIncludes(
    actual: string,
    expected: string,
    message?: string,
  ): void;
}

/** Of `node:assert`, what the fallback stands on; a message may be left out. */
const node = strict as unknown as {
  ok(condition: unknown, message?: string): void;
  deepStrictEqual(actual: unknown, expected: unknown, message?: string): void;
  strictEqual(actual: unknown, expected: unknown, message?: string): void;
  throws(body: () => unknown, errorClass: unknown): void;
};

const onNode: Assertions = {
  assert(condition, message) {
    node.ok(condition, message);
  },
  assertEquals(actual, expected, message) {
    node.deepStrictEqual(actual, expected, message);
  },
  assertStrictEquals(actual, expected, message) {
    node.strictEqual(actual, expected, message);
  },
  assertAlmostEquals(actual, expected, tolerance, message) {
    if (Object.is(actual, expected)) return;
    const allowed = tolerance ??
      (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
    node.ok(
      Math.abs(expected - actual) <= allowed,
      message ?? `${actual} is not within ${allowed} of ${expected}`,
    );
  },
  assertThrows(body, errorClass, messageIncludes = "") {
    let caught: unknown;
    node.throws(() => {
      try {
        body();
      } catch (error) {
        caught = error;
        throw error;
      }
    }, errorClass);
    const error = caught as InstanceType<typeof errorClass>;
    onNode.assertStringIncludes(error.message, messageIncludes);
    return error;
  },
  assertStringIncludes(actual, expected, message) {
    node.ok(
      actual.includes(expected),
      message ?? `"${actual}" does not include "${expected}"`,
    );
  },
};

// A specifier in a variable stays out of the module graph, so the tests load
// where JSR is out of reach.
const specifier = "jsr:@std/assert@1.0.19";
const loaded: Assertions = await import(specifier).catch(() => onNode);

/** Which assertions were loaded: those of JSR, or those over `node:assert`. */
export const source: string = loaded === onNode ? "node:assert" : specifier;

export const assert: Assertions["assert"] = loaded.assert;
export const assertEquals: Assertions["assertEquals"] = loaded.assertEquals;
export const assertStrictEquals: Assertions["assertStrictEquals"] =
  loaded.assertStrictEquals;
export const assertAlmostEquals: Assertions["assertAlmostEquals"] =
  loaded.assertAlmostEquals;
export const assertThrows: Assertions["assertThrows"] = loaded.assertThrows;
export const assertStringIncludes: Assertions["assertStringIncludes"] =
  loaded.assertStringIncludes;
