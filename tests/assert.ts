/**
 * The assertions of `jsr:@std/assert` that this project uses, on `node:assert`,
 * which every Deno carries. JSR cannot be reached from every network, and one
 * that does not answer holds up a run of the tests for minutes.
 * `tests/assert_test.ts` holds them to a table of cases that JSR's pass, too.
 * Two rules keep tests alike on both: `assertEquals` is not to decide between 0
 * and -0 (use {@linkcode assertStrictEquals}), and messages are not compared.
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

/** What they stand on; a message may be left out. */
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

export const assert: Assertions["assert"] = onNode.assert;
export const assertEquals: Assertions["assertEquals"] = onNode.assertEquals;
export const assertStrictEquals: Assertions["assertStrictEquals"] =
  onNode.assertStrictEquals;
export const assertAlmostEquals: Assertions["assertAlmostEquals"] =
  onNode.assertAlmostEquals;
export const assertThrows: Assertions["assertThrows"] = onNode.assertThrows;
export const assertStringIncludes: Assertions["assertStringIncludes"] =
  onNode.assertStringIncludes;
