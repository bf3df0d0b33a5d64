import { softmaxOutputGradient, vectorPool } from "adam/vector";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { relaxedSimd } from "../../lib/vector/_kernel_bytes.ts";
import { poolWhere, portablePool } from "./pools.ts";

/** The message of the error that a promise ends in. */
function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => "", (error: Error) => error.message);
}

Deno.test("vectorPool() has a thread for each core, and the formulation that its kernels follow", async () => {
  using pool = await vectorPool();
  assertEquals(pool.threads, Math.min(navigator.hardwareConcurrency, 256));
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
  for (const threads of [0, 1.5, NaN, 257, 1e6, Infinity]) {
    const expected =
      `Cannot start a pool as threads must be a positive integer up to 256: current value is ${threads}`;
    assertEquals(await messageOf(vectorPool({ threads })), expected);
    assertEquals(await messageOf(portablePool({ threads })), expected);
  }
  assertEquals(
    // @ts-expect-error no formulation of the kernels
    await messageOf(vectorPool({ formulation: "keras" })),
    "Cannot start a pool as formulation must be one of torch-fused-fma, torch-fused: current value is keras",
  );
});

Deno.test("vectorPool() refuses options that are none, by their names", async () => {
  const refused: [unknown, string][] = [
    [null, "options must be a record of named values: current value is null"],
    [2, "options must be a record of named values"],
    [
      { thread: 2 },
      "thread is no setting of it: there are threads, formulation",
    ],
    [{ threads: "2" }, "threads must be a number: current value is of type"],
    [{ formulation: ["torch-fused"] }, "formulation must be a string"],
    [{ formulation: null }, "formulation must be a string"],
  ];
  for (const [options, message] of refused) {
    const given = await messageOf(vectorPool(options as object));
    assert(given.startsWith(`Cannot start a pool as ${message}`), given);
  }
});

Deno.test("a portable pool says so where there is no memory for an array", async () => {
  using pool = await portablePool();
  assertThrows(
    () => pool.float32(2 ** 50),
    RangeError,
    "Cannot allocate 4503599627370496 bytes as there must be memory for them",
  );
});

Deno.test("batches that grow leave no memory behind, and arrays between them stay what they are", async () => {
  using pool = await vectorPool({ threads: 2 });
  const vocabulary = 2000;
  const weights = pool.float32(vocabulary).fill(0.5);
  const into = pool.float32(vocabulary);
  const marks: Float32Array[] = [];
  const mark = () => {
    marks.push(pool.float32(16).fill(marks.length + 1));
    return marks.at(-1)!.byteOffset - (marks.at(-2)?.byteOffset ?? 0);
  };
  mark();
  for (let positions = 1; positions <= 2000; positions += 37) {
    const hidden = pool.float32(positions).fill(1);
    const targets = new Uint16Array(positions);
    softmaxOutputGradient(pool, { weights, into, hidden, targets, width: 1 });
    const given = 64 * Math.ceil(4 * positions / 64);
    // Nothing lies between two arrays but the hidden states.
    assertEquals(mark(), 64 + given);
  }
  marks.forEach((array, i) => assert(array.every((x) => x === i + 1)));
  assert(weights.every((x) => x === 0.5));
});

Deno.test("a pool that is full but for its scratch can be used to its last array", async () => {
  using pool = await vectorPool({ threads: 2 });
  const own = 64; // the bytes of 16 numbers
  const scratch = 2 ** 20;
  // The memory without its first page and its last.
  const room = 2 ** 32 - 2 * 65536 - 4 * own;
  pool.float32((room - scratch) / 4);
  const weights = pool.float32(16).fill(1);
  const hidden = pool.float32(16).fill(1);
  const into = pool.float32(16);
  const batch = { weights, hidden, into, targets: [0], width: 16 };
  softmaxOutputGradient(pool, batch);
  // An array takes the place of the scratch, and is zero where that was written.
  const last = pool.float32((scratch + own) / 4);
  assert(last.every((x) => x === 0));
  assertThrows(
    () => softmaxOutputGradient(pool, batch),
    RangeError,
    "as a pool must stay within 4 GiB",
  );
});
