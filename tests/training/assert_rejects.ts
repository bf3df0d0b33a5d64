/**
 * Calls that must be refused.
 *
 * @module
 */
import { assertThrows } from "@std/assert";

/** Passes if the promise is rejected with an error of one kind, and these words. */
export async function assertRejects(
  call: () => Promise<unknown>,
  Type: typeof RangeError | typeof TypeError,
  words: string,
): Promise<void> {
  let error: unknown;
  try {
    await call();
  } catch (thrown) {
    error = thrown;
  }
  assertThrows(
    () => {
      throw error;
    },
    Type,
    words,
  );
}
