import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { granted } from "../granted.ts";

const entry = new URL("../../bench/limits/limits.ts", import.meta.url);

Deno.test({
  name: "the limits do the additions and the operations that are counted",
  ignore: !granted("read", "env"),
  async fn() {
    // The compiler reads the environment as soon as it is loaded.
    const { compile } = await import("../../tools/assemble/compile.ts");
    const size = { initial: 65536, maximum: 65536 };
    const memory = new WebAssembly.Memory({ ...size, shared: true });
    const bytes = await compile(entry, { relaxedSimd: true });
    const { instance } = await WebAssembly.instantiate(bytes, {
      env: { memory },
    });
    const { passMemory, multiplyAndAdd } = instance
      .exports as Record<string, (...args: number[]) => number>;

    // Less than a chunk, and two chunks and the beginning of a third.
    for (const count of [8, 2 * 33_408 + 8]) {
      const places = [0, 1, 2, 3].map((array) => array * 2 ** 20);
      const arrays = places.map((place, i) =>
        new Float32Array(memory.buffer, place, count + 1).fill(10 ** i)
      );
      const [weights, gradients, first, second] = places;
      passMemory!(weights!, gradients!, first!, second!, 4 * count);
      [11, 10, 110, 1010].forEach((sum, i) => {
        const beyond = arrays[i]!.indexOf(10 ** i, i === 1 ? count : 0);
        assertEquals(beyond, count);
        assert(arrays[i]!.subarray(0, count).every((x) => x === sum));
      });
    }
    // Twelve sums that begin with 1, and grow by 1 each round.
    assertStrictEquals(multiplyAndAdd!(5, 1), 12 * 6);
  },
});
