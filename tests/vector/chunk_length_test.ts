import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { chunkLengthOf } from "../../lib/vector/_chunk_length.ts";

Deno.test("a chunk fills whole cache lines, and pays to be started", () => {
  const length = fc.integer({ min: 1, max: 2 ** 30 });
  const threads = fc.integer({ min: 1, max: 256 });
  fc.assert(fc.property(length, threads, (length, threads) => {
    const chunk = chunkLengthOf(length, threads);
    assertEquals(chunk % 32, 0);
    assert(chunk >= 2 ** 12 && chunk <= 2 ** 18);
  }));
});

Deno.test("each thread has four chunks or more, wherever they are not the shortest", () => {
  const fours = fc.record({
    threads: fc.integer({ min: 1, max: 256 }),
    part: fc.integer({ min: 4 * 2 ** 12, max: 2 ** 22 }),
  });
  fc.assert(fc.property(fours, ({ threads, part }) => {
    const chunks = Math.ceil(
      threads * part / chunkLengthOf(threads * part, threads),
    );
    // The last are missing where lengths were rounded up, by one in 128 at most.
    assert(chunks >= 4 * threads * (1 - 1 / 128));
  }));
});

Deno.test("a short array is one chunk, a long one on one thread four", () => {
  assertEquals(chunkLengthOf(1, 2), 4096);
  assertEquals(chunkLengthOf(400_000, 1), 100_000);
  assertEquals(chunkLengthOf(1e8, 2), 262_144);
});
