import { storedBlocks, type StoredFormat, storedRow } from "adam/low_precision";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("storedBlocks says how many numbers how many bytes hold", () => {
  for (const [format, { numbers, bytes }] of Object.entries(storedBlocks)) {
    const read = (count: number) =>
      storedRow(format as StoredFormat, new Uint8Array(count));
    assertEquals(read(3 * bytes).length, 3 * numbers);
    assertThrows(() => read(3 * bytes - 1), RangeError, `of ${bytes} above 0`);
  }
});
