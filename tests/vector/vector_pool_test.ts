import { vectorPool } from "adam/vector";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { relaxedSimd } from "../../lib/vector/_kernel_bytes.ts";
import { granted } from "../granted.ts";
import { poolWhere, portablePool } from "./pools.ts";

/** The message of the error that a promise ends in. */
function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => "", (error: Error) => error.message);
}

Deno.test({
  name: "the kernels in lib/ are what deno task assemble makes of their source",
  ignore: !granted("read", "env"),
  async fn() {
    // The compiler asks for the environment as soon as it is imported.
    const { kernelBytes } = await import(
      "../../tools/assemble/kernel_bytes.ts"
    );
    const file = new URL("../../lib/vector/_kernel_bytes.ts", import.meta.url);
    assertEquals(await Deno.readTextFile(file), await kernelBytes());
  },
});

Deno.test("vectorPool() has a thread for each core, and the formulation that its kernels follow", async () => {
  using pool = await vectorPool();
  assertEquals(pool.threads, navigator.hardwareConcurrency);
  const kernelsOf = {
    "torch-fused-fma": "relaxed-simd",
    "torch-fused": "simd",
  };
  assertEquals(pool.kernels, kernelsOf[pool.formulation]);
});

Deno.test("vectorPool() without a fused multiply-add follows torch-fused", async () => {
  const length = Uint8Array.fromBase64(relaxedSimd).length;
  using pool = await poolWhere((bytes) => bytes.length === length, {
    threads: 2,
  });
  assertEquals(pool.kernels, "simd");
  assertEquals(pool.formulation, "torch-fused");
});

Deno.test("vectorPool() without SIMD is portable, on one thread, and follows what it is asked for", async () => {
  using pool = await portablePool({ threads: 2 });
  assertEquals([pool.kernels, pool.threads], ["portable", 1]);
  assertEquals(pool.formulation, "torch-fused");
  using fused = await portablePool({ formulation: "torch-fused-fma" });
  assertEquals(fused.kernels, "portable");
  assertEquals(fused.formulation, "torch-fused-fma");
});

for (
  const [kind, start] of [["", vectorPool], [
    "portable ",
    portablePool,
  ]] as const
) {
  Deno.test(`a ${kind}pool gives arrays of zeros that stay apart`, async () => {
    using pool = await start({ threads: 2 });
    const arrays = [1, 17, 1e6, 3, 5e6].map((n) => pool.float32(n));
    const halves = pool.bfloat16(7);
    arrays.forEach((array, i) => array.fill(i + 1));
    halves.fill(9);
    arrays.forEach((array, i) => assert(array.every((x) => x === i + 1)));
    assertEquals([...halves], [9, 9, 9, 9, 9, 9, 9]);
    assert(pool.float32(1000).every((x) => x === 0));
  });

  Deno.test(`a ${kind}pool refuses to do anything once it is disposed of`, async () => {
    const pool = await start();
    const array = pool.float32(1);
    pool[Symbol.dispose]();
    pool[Symbol.dispose]();
    array[0] = 1;
    assertThrows(
      () => pool.float32(1),
      RangeError,
      "Cannot allocate float32 as the pool must be open: it was disposed of",
    );
  });
}

Deno.test("a pool refuses lengths that are none, and more than 4 GiB", async () => {
  using pool = await vectorPool({ threads: 1 });
  for (const length of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => pool.float32(length),
      RangeError,
      `Cannot allocate float32 as length must be a positive integer: current value is ${length}`,
    );
  }
  assertThrows(
    () => pool.float32(2 ** 30),
    RangeError,
    "Cannot allocate 4294967296 bytes as a pool must stay within 4 GiB",
  );
});

Deno.test("vectorPool() says so where a process cannot have 4 GiB of addresses", async () => {
  const { Memory } = WebAssembly;
  try {
    WebAssembly.Memory = class {
      constructor() {
        throw new RangeError("could not allocate memory");
      }
    } as unknown as typeof Memory;
    assertEquals(
      await messageOf(vectorPool()),
      "Cannot start a pool as 4 GiB of addresses must be free: could not allocate memory",
    );
  } finally {
    WebAssembly.Memory = Memory;
  }
});

Deno.test("vectorPool() refuses a number of threads and a formulation that there is not", async () => {
  for (const threads of [0, 1.5, NaN]) {
    assertEquals(
      await messageOf(vectorPool({ threads })),
      `Cannot start a pool as threads must be a positive integer: current value is ${threads}`,
    );
  }
  assertEquals(
    // @ts-expect-error no formulation of the kernels
    await messageOf(vectorPool({ formulation: "keras" })),
    "Cannot start a pool as formulation must be one of torch-fused-fma, torch-fused: current value is keras",
  );
});
