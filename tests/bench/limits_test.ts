import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { granted } from "../granted.ts";

type Four = [number, number, number, number];

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
    const { passMemory, rootAndDivide, multiplyAndAdd } = instance
      .exports as Record<string, (...args: number[]) => number>;

    // Less than a place, and eight places, twice, and the beginning of more.
    for (const count of [8, 2 * 33_408 + 8]) {
      for (const places of [1, 2, 8]) {
        for (const momentBytes of [4, 2]) {
          const starts = [0, 1, 2, 3].map((array) => array * 2 ** 20);
          const lengths = [1, 1, momentBytes / 4, momentBytes / 4]
            .map((length) => length * count);
          const arrays = starts.map((start, i) =>
            new Float32Array(memory.buffer, start, lengths[i]! + 1).fill(
              10 ** i,
            )
          );
          const [weights, gradients, first, second] = starts as Four;
          const where = [weights, gradients, first, second] as const;
          passMemory!(...where, momentBytes, count, places);
          arrays.forEach((array, i) => {
            const beyond = array.indexOf(10 ** i, i === 1 ? lengths[i] : 0);
            assertEquals(beyond, lengths[i]);
            // Halves of numbers are added to as integers: all the same, and others.
            const sum = [11, 10, 110, 1010][i]!;
            const expected = i > 1 && momentBytes === 2 ? array[0]! : sum;
            assert(array.subarray(0, beyond).every((x) => x === expected));
          });
        }
      }
    }
    new Float32Array(memory.buffer, 0, 4096).fill(4).set([0.25], 4092);
    assertStrictEquals(rootAndDivide!(0, 4096 - 8, 1), 0.5);
    assertStrictEquals(rootAndDivide!(0, 4096, 1), 2);
    // Twelve sums that begin with 1, and grow by 1 each round.
    assertStrictEquals(multiplyAndAdd!(5, 1), 12 * 6);
  },
});
