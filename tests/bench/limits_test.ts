import { assertEquals, assertStrictEquals } from "@std/assert";
import { granted } from "../granted.ts";

const entry = new URL("../../bench/limits/limits.ts", import.meta.url);

Deno.test({
  name: "the limits do the additions and the operations that are counted",
  ignore: !granted("read", "env"),
  async fn() {
    // The compiler reads the environment as soon as it is loaded.
    const { compile } = await import("../../tools/assemble/compile.ts");
    const memory = new WebAssembly.Memory({
      initial: 1,
      maximum: 65536,
      shared: true,
    });
    const bytes = await compile(entry, { relaxedSimd: true });
    const { instance } = await WebAssembly.instantiate(bytes, {
      env: { memory },
    });
    const { passMemory, multiplyAndAdd } = instance
      .exports as Record<string, (...args: number[]) => number>;

    const arrays = [0, 64, 128, 192].map((place, i) =>
      new Float32Array(memory.buffer, place, 12).fill(10 ** i)
    );
    passMemory!(0, 64, 128, 192, 32);
    const sums = arrays.map((array) => [array[0], array[7], array[8]]);
    assertEquals(sums, [
      [11, 11, 1],
      [10, 10, 10],
      [110, 110, 100],
      [1010, 1010, 1000],
    ]);
    // Twelve sums that begin with 1, and grow by 1 each round.
    assertStrictEquals(multiplyAndAdd!(5, 1), 12 * 6);
  },
});
