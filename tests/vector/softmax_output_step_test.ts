import { bf16, f32 } from "adam";
import {
  softmaxOutputGradient,
  softmaxOutputStep,
  VectorAdam,
  vectorPool,
} from "adam/vector";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { batchIn } from "./batches.ts";
import { formulations, portablePool } from "./pools.ts";

const sizes = [
  { positions: 1, vocabulary: 2, width: 1 },
  { positions: 128, vocabulary: 60, width: 8 },
  { positions: 129, vocabulary: 61, width: 9 },
  { positions: 150, vocabulary: 333, width: 22 },
  { positions: 17, vocabulary: 65, width: 259 },
];

for (const formulation of [...formulations, "portable"] as const) {
  for (const moments of [f32, bf16]) {
    Deno.test(`softmaxOutputStep() has the bits of the gradient and then the step: ${formulation}, moments in ${moments.name}`, async () => {
      for (const threads of [1, 2, 3]) {
        using pool = formulation === "portable"
          ? await portablePool()
          : await vectorPool({ threads, formulation });
        for (const size of sizes) {
          const batch = batchIn(pool, size);
          const copy = pool.float32(batch.weights.length);
          copy.set(batch.weights);
          const options = { learningRate: 0.1, weightDecay: 0.1, moments };
          const apart = new VectorAdam(pool, batch.weights, options);
          const atOnce = new VectorAdam(pool, copy, options);
          const into = pool.float32(copy.length);
          for (let t = 0; t < 3; t++) {
            const { loss } = softmaxOutputGradient(pool, { ...batch, into });
            apart.step(into);
            assertEquals(softmaxOutputStep(atOnce, batch), { loss });
          }
          assertEquals(atOnce.weights, apart.weights);
          assertEquals(atOnce.firstMoment, apart.firstMoment);
          assertEquals(atOnce.secondMoment, apart.secondMoment);
          assertEquals(atOnce.stepsTaken, 3);
        }
      }
    });
  }
}

Deno.test("softmaxOutputStep() learns a batch by heart", async () => {
  using pool = await vectorPool();
  const { weights, ...batch } = batchIn(pool, {
    positions: 20,
    vocabulary: 100,
    width: 32,
  });
  const adam = new VectorAdam(pool, weights, { learningRate: 0.1 });
  const losses = Array.from(
    { length: 60 },
    () => softmaxOutputStep(adam, batch).loss,
  );
  assert(losses[0]! > 4);
  assert(losses.at(-1)! < 0.01);
});

Deno.test("softmaxOutputStep() refuses logits that are not finite before it changes a weight", async () => {
  using pool = await vectorPool({ threads: 2 });
  const { weights, ...batch } = batchIn(pool, {
    positions: 100,
    vocabulary: 50,
    width: 2,
  });
  weights[2 * 30] = 3e38;
  const before = [...weights];
  batch.hidden.fill(0);
  batch.hidden[2 * 99] = 2;
  const adam = new VectorAdam(pool, weights);
  assertThrows(
    () => softmaxOutputStep(adam, batch),
    RangeError,
    "Cannot take a softmax step as the logits of weights and hidden at position 99 must be finite",
  );
  assertEquals([...weights], before);
  assertEquals(adam.stepsTaken, 0);
});

Deno.test("softmaxOutputStep() refuses what does not fit", async () => {
  using pool = await vectorPool({ threads: 1 });
  const { weights, ...batch } = batchIn(pool, {
    positions: 3,
    vocabulary: 5,
    width: 2,
  });
  const adam = new VectorAdam(pool, weights);
  const refusals: [object, string][] = [
    [{ width: 4 }, "weights must have whole rows of width 4"],
    [{ hidden: pool.float32(2) }, "hidden must have 6 numbers"],
    [
      { hidden: weights.subarray(0, 6) },
      "hidden and weights must not share memory",
    ],
    [{ targets: [0, 1, 5] }, "targets[2] must be a whole number in [0, 5)"],
  ];
  for (const [part, message] of refusals) {
    assertThrows(
      () => softmaxOutputStep(adam, { ...batch, ...part }),
      RangeError,
      `Cannot take a softmax step as ${message}`,
    );
  }
});

Deno.test("softmaxOutputStep() looks at Adam's arrays, settings and pool before it does anything", async () => {
  const closed = await vectorPool({ threads: 1 });
  closed[Symbol.dispose]();
  for (const pool of [await vectorPool({ threads: 2 }), await portablePool()]) {
    using open = pool;
    const { weights, ...batch } = batchIn(open, {
      positions: 3,
      vocabulary: 5,
      width: 2,
    });
    const neighbour = open.float32(64).fill(7);
    const before = [...weights];
    const wrong: [object, string][] = [
      [{ firstMoment: open.float32(5) }, "firstMoment must have 10 numbers"],
      [{ secondMoment: open.float32(9) }, "secondMoment must have 10 numbers"],
      [
        { secondMoment: open.bfloat16(10) },
        "secondMoment must be a Float32Array",
      ],
      [
        { firstMoment: weights },
        "weights and firstMoment must not share memory",
      ],
      [{ settings: {} }, "learningRate must be a number"],
      [{ stepsTaken: 0.5 }, "stepsTaken must be a whole number"],
      [{ pool: closed }, "the pool must be open"],
      [{ pool: undefined }, "pool must come from vectorPool"],
    ];
    if (open.kernels !== "portable") {
      wrong.push([
        { firstMoment: new Float32Array(10) },
        "firstMoment must lie in the pool's memory",
      ]);
    }
    for (const [part, message] of wrong) {
      const adam = Object.assign(new VectorAdam(open, weights), part);
      assertThrows(
        () => softmaxOutputStep(adam, batch),
        Error,
        `Cannot take a softmax step as ${message}`,
      );
    }
    for (const adam of [null, {}, { ...new VectorAdam(open, weights) }]) {
      assertThrows(
        () => softmaxOutputStep(adam as VectorAdam, batch),
        TypeError,
        "Cannot take a softmax step as adam must be a VectorAdam",
      );
    }
    assertThrows(
      () => softmaxOutputStep(new VectorAdam(open, weights), null as never),
      TypeError,
      "Cannot take a softmax step as batch must be a record",
    );
    assertEquals([...weights], before);
    assert(neighbour.every((x) => x === 7));
  }
});
