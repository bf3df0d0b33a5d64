import { bf16, f16, f32 } from "adam";
import { formulationStep, runFormulation } from "adam/formulations";
import {
  VectorAdam,
  type VectorAdamOptions,
  type VectorPool,
  vectorPool,
} from "adam/vector";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import {
  digest,
  gradientsAt,
  startingWeights,
  steps,
} from "../../tools/reference/formulations/sequences.ts";
import { chunkLengthOf } from "../../lib/vector/_chunk_length.ts";
import { finiteNumber, formats } from "../formats.ts";
import { exactReferences, quantities } from "../formulations/references.ts";
import { formulations, portablePool } from "./pools.ts";

/** The numbers that moments stand for. */
function momentsOf(stored: Float32Array | Uint16Array): Float32Array {
  return stored instanceof Float32Array
    ? stored
    : Float32Array.from(stored, (half) => formats.bf16.value(half));
}

/** An array of a pool that holds these numbers. */
function inPool(pool: VectorPool, numbers: ArrayLike<number>): Float32Array {
  const array = pool.float32(numbers.length);
  array.set(numbers);
  return array;
}

for (const formulation of formulations) {
  const { runs, source } = exactReferences.find((reference) =>
    reference.formulation === formulation
  )!;
  for (const threads of [1, 2, 3, "no"] as const) {
    for (const run of runs) {
      Deno.test(`VectorAdam on ${threads} threads has every bit of ${source}: ${run.name}`, async () => {
        using pool = threads === "no"
          ? await portablePool({ formulation })
          : await vectorPool({ threads, formulation });
        const weights = inPool(pool, startingWeights());
        const adam = new VectorAdam(pool, weights, run.options);
        const gradients = pool.float32(weights.length);
        for (let step = 1; step <= steps; step++) {
          gradients.set(gradientsAt(step, run.name));
          adam.step(gradients);
          const here = {
            weight: weights,
            firstMoment: adam.firstMoment as Float32Array,
            secondMoment: adam.secondMoment as Float32Array,
          };
          for (const quantity of quantities) {
            assertStrictEquals(
              digest(here[quantity].slice()),
              run[quantity].digests[step - 1],
            );
          }
        }
      });
    }
  }
}

/** Settings in which every branch of the step is taken. */
const settings: fc.Arbitrary<VectorAdamOptions> = fc.record({
  learningRate: fc.constantFrom(0, 1e-3, 0.1, 3),
  beta1: fc.constantFrom(0, 0.3, 0.5, 0.9, 0.95, 1 - 2 ** -30),
  beta2: fc.constantFrom(0, 0.5, 0.95, 0.999, 1 - 2 ** -20),
  epsilon: fc.constantFrom(1e-30, 1e-8, 1e-3),
  weightDecay: fc.constantFrom(0, 0.01, 0.5),
});

/** A coordinate of binary32, any pattern as likely as any other. */
function coordinate(moments: typeof f32) {
  const stored = moments === bf16 ? formats.bf16 : formats.f32;
  return fc.record({
    weight: finiteNumber(formats.f32),
    gradient: finiteNumber(formats.f32),
    firstMoment: finiteNumber(stored),
    secondMoment: finiteNumber(stored).map(Math.abs),
  });
}

/** Gradients of three steps that differ in each coordinate, long enough for several chunks. */
const longest = 334_081;
const gradientsOfSteps = [0, 1, 2].map((t) =>
  Float32Array.from(
    { length: longest },
    (_, i) => Math.sin(i + 1) * 10 ** (i % 7 - 5 - t),
  )
);

for (const formulation of formulations) {
  for (const moments of [f32, bf16]) {
    Deno.test(`VectorAdam steps any state as ${formulation} does, with moments in ${moments.name}, and says which number is not finite`, async () => {
      using pool = await vectorPool({ threads: 2, formulation });
      const check = (
        options: VectorAdamOptions,
        states: {
          weight: number;
          gradient: number;
          firstMoment: number;
          secondMoment: number;
        }[],
        stepsTaken: number,
      ) => {
        const weights = inPool(pool, states.map(({ weight }) => weight));
        const gradients = inPool(pool, states.map((state) => state.gradient));
        const adam = new VectorAdam(pool, weights, { ...options, moments });
        adam.stepsTaken = stepsTaken;
        const store = moments === bf16
          ? (x: number) =>
            new Uint32Array(new Float32Array([x]).buffer)[0]! >>> 16
          : (x: number) => x;
        adam.firstMoment.set(states.map((state) => store(state.firstMoment)));
        adam.secondMoment.set(states.map((state) => store(state.secondMoment)));

        const take = formulationStep(formulation, {
          ...options,
          moments,
          accept: () => true,
        });
        const expected = states.map(({ gradient, ...state }) =>
          take({ ...state, step: stepsTaken }, gradient)
        );
        const wrong = expected.findIndex(({ weight }) =>
          !Number.isFinite(weight)
        );
        if (wrong < 0) adam.step(gradients);
        else {assertThrows(
            () => adam.step(gradients),
            RangeError,
            `weights[${wrong}] must be finite`,
          );}
        assertEquals([...weights], expected.map(({ weight }) => weight));
        assertEquals(
          [...momentsOf(adam.firstMoment)],
          expected.map(({ firstMoment }) => firstMoment),
        );
        assertEquals(
          [...momentsOf(adam.secondMoment)],
          expected.map(({ secondMoment }) => secondMoment),
        );
      };
      fc.assert(fc.property(
        settings,
        fc.array(coordinate(moments), { minLength: 1, maxLength: 23 }),
        fc.constantFrom(0, 1, 10, 16_500, 1e6),
        check,
      ));
    });
  }

  Deno.test(`VectorAdam follows ${formulation} to the last number, whatever the length and the number of threads`, async () => {
    const options = { learningRate: 0.01, weightDecay: 0.1 };
    const weight = 0.25;
    for (const threads of [1, 2, 3]) {
      using pool = await vectorPool({ threads, formulation });
      for (const moments of [f32, bf16]) {
        for (
          const length of [1, 2, 3, 4, 5, 6, 7, 8, 15, 4095, 12_529, longest]
        ) {
          const weights = pool.float32(length).fill(weight);
          const adam = new VectorAdam(pool, weights, { ...options, moments });
          const gradients = pool.float32(length);
          for (const all of gradientsOfSteps) {
            gradients.set(all.subarray(0, length));
            adam.step(gradients);
          }
          const firstMoment = momentsOf(adam.firstMoment);
          const secondMoment = momentsOf(adam.secondMoment);
          const chunk = chunkLengthOf(length, threads);
          const ends = [0, 1, 2, 3, 4, length / chunk].map((i) => i * chunk)
            .flatMap((end) => [end - 3, end - 2, end - 1, end, end + 1]);
          for (const i of ends.filter((end) => end >= 0 && end < length)) {
            const run = gradientsOfSteps.map((all) => all[i]!);
            const [, , last] = runFormulation(formulation, run, {
              ...options,
              weight,
              moments,
            });
            assertStrictEquals(weights[i], last!.weight);
            assertStrictEquals(firstMoment[i], last!.firstMoment);
            assertStrictEquals(secondMoment[i], last!.secondMoment);
          }
        }
      }
    }
  });
}

Deno.test("a view of an array, that begins and ends anywhere, is stepped and its surroundings are not", async () => {
  using pool = await vectorPool({ threads: 2 });
  const all = pool.float32(40).fill(7);
  const gradients = pool.float32(40).fill(1);
  const adam = new VectorAdam(pool, all.subarray(3, 22));
  adam.step(gradients.subarray(1, 20));
  const { weight } = runFormulation(pool.formulation, [1], { weight: 7 })[0]!;
  assertEquals(
    [...all],
    [...all.keys()].map((i) => i < 3 || i >= 22 ? 7 : weight),
  );
  assert(gradients.every((gradient) => gradient === 1));
});

Deno.test("VectorAdam goes on from a saved state, and with a learning rate that was changed", async () => {
  using pool = await vectorPool({ threads: 1 });
  const gradients = pool.float32(5).fill(0.5);
  const through = new VectorAdam(pool, pool.float32(5));
  for (let t = 0; t < 5; t++) {
    if (t === 3) through.settings.learningRate = 1e-4;
    through.step(gradients);
  }
  const first = new VectorAdam(pool, pool.float32(5));
  for (let t = 0; t < 3; t++) first.step(gradients);
  const then = new VectorAdam(pool, first.weights, { learningRate: 1e-4 });
  then.firstMoment.set(first.firstMoment);
  then.secondMoment.set(first.secondMoment);
  then.stepsTaken = first.stepsTaken;
  for (let t = 0; t < 2; t++) then.step(gradients);
  assertEquals(then.weights, through.weights);
  assertStrictEquals(then.stepsTaken, 5);
});

Deno.test("a gradient that is not finite is named, and the step has been made as PyTorch makes it", async () => {
  for (const pool of [await vectorPool({ threads: 2 }), await portablePool()]) {
    using open = pool;
    for (const value of [NaN, Infinity, -Infinity]) {
      const adam = new VectorAdam(open, open.float32(70_001));
      const gradients = open.float32(70_001).fill(1);
      gradients[70_000] = value;
      assertThrows(
        () => adam.step(gradients),
        RangeError,
        `Cannot take an Adam step as gradients[70000] must be finite: current value is ${value}`,
      );
      assertStrictEquals(adam.stepsTaken, 1);
      assert(Number.isNaN(adam.weights[70_000]));
      assert(Number.isFinite(adam.weights[69_999]));
    }
  }
});

Deno.test("a second moment that overflows stops its weight, as in PyTorch", async () => {
  for (const formulation of formulations) {
    using pool = await vectorPool({ threads: 1, formulation });
    const adam = new VectorAdam(pool, pool.float32(9).fill(1));
    adam.step(pool.float32(9).fill(1e30));
    assertEquals([...adam.secondMoment], Array(9).fill(Infinity));
    assertEquals([...adam.weights], Array(9).fill(1));
  }
});

Deno.test("VectorAdam refuses what does not fit, and changes nothing", async () => {
  using pool = await vectorPool({ threads: 1 });
  using other = await vectorPool({ threads: 1 });
  const weights = pool.float32(4).fill(1);
  const adam = new VectorAdam(pool, weights);
  const refusals: [
    () => unknown,
    typeof RangeError | typeof TypeError,
    string,
  ][] = [
    [
      () => adam.step(pool.float32(5)),
      RangeError,
      "Cannot take an Adam step as gradients must have 4 numbers: current length is 5",
    ],
    [
      () => adam.step(other.float32(4)),
      RangeError,
      "Cannot take an Adam step as gradients must lie in the pool's memory: use pool.float32(4)",
    ],
    [
      () => adam.step(new Float32Array(4)),
      RangeError,
      "gradients must lie in the pool's memory",
    ],
    [
      // @ts-expect-error an array of another type
      () => adam.step(new Float64Array(4)),
      TypeError,
      "Cannot take an Adam step as gradients must be a Float32Array: current value is of type Float64Array",
    ],
    [
      // @ts-expect-error no array
      () => adam.step(undefined),
      TypeError,
      "gradients must be a Float32Array: current value is of type undefined",
    ],
    [
      () => adam.step(weights),
      RangeError,
      "Cannot take an Adam step as gradients and weights must not share memory: they overlap",
    ],
    [
      () => new VectorAdam(pool, weights, { beta1: 1 }),
      RangeError,
      "Cannot set up Adam as beta1 must be in [0, 1): current value is 1",
    ],
    [
      () => new VectorAdam(pool, weights, { learningRate: -1 }),
      RangeError,
      "learningRate must be finite and >= 0: current value is -1",
    ],
    [
      () => new VectorAdam(pool, weights, { weightDecay: -1 }),
      RangeError,
      "weightDecay must be finite and >= 0: current value is -1",
    ],
    [
      () => new VectorAdam(pool, weights, { moments: f16 }),
      RangeError,
      "Cannot set up Adam as moments must be f32 or bf16: current value is f16",
    ],
    [
      () => new VectorAdam(pool, new Float32Array(4)),
      RangeError,
      "Cannot set up Adam as weights must lie in the pool's memory",
    ],
    [
      () => new VectorAdam(pool, weights.subarray(0, 0)),
      RangeError,
      "Cannot set up Adam as weights must have at least one number: current length is 0",
    ],
    [
      // @ts-expect-error no pool
      () => new VectorAdam({}, weights),
      TypeError,
      "Cannot set up Adam as pool must come from vectorPool",
    ],
  ];
  for (const [refused, type, message] of refusals) {
    assertThrows(refused, type, message);
  }
  for (const stepsTaken of [-1, 0.5, NaN]) {
    const resumed = new VectorAdam(pool, weights);
    resumed.stepsTaken = stepsTaken;
    assertThrows(() => resumed.step(pool.float32(4)), RangeError, "stepsTaken");
  }
  assertEquals([...weights], [1, 1, 1, 1]);
  assertStrictEquals(adam.stepsTaken, 0);
});

Deno.test("VectorAdam looks at what was put in its place before each step, and changes nothing", async () => {
  using other = await vectorPool({ threads: 1 });
  const closed = await vectorPool({ threads: 1 });
  closed[Symbol.dispose]();
  for (const pool of [await vectorPool({ threads: 2 }), await portablePool()]) {
    using open = pool;
    const gradients = open.float32(16).fill(1);
    const neighbour = open.float32(64).fill(7);
    const onFirstPage = new Float32Array(neighbour.buffer, 0, 16);
    const isPortable = open.kernels === "portable";
    const wrong: [string, unknown, string][] = [
      ["firstMoment", open.float32(8), "firstMoment must have 16 numbers"],
      ["secondMoment", open.float32(15), "secondMoment must have 16 numbers"],
      ["secondMoment", open.float32(17), "secondMoment must have 16 numbers"],
      [
        "secondMoment",
        open.bfloat16(16),
        "secondMoment must be a Float32Array",
      ],
      ["firstMoment", open.bfloat16(16), "secondMoment must be a Uint16Array"],
      [
        "firstMoment",
        new Float64Array(16),
        "firstMoment must be a Float32Array",
      ],
      ["firstMoment", undefined, "firstMoment must be a Float32Array"],
      ["firstMoment", null, "firstMoment must be a Float32Array"],
      ["firstMoment", [0], "firstMoment must be a Float32Array"],
      ["weights", open.float32(8), "firstMoment must have 8 numbers"],
      ["weights", undefined, "weights must be a Float32Array"],
      ["firstMoment", gradients, "gradients and firstMoment must not share"],
      ["weights", gradients, "gradients and weights must not share memory"],
      ["pool", closed, "the pool must be open: it was disposed of"],
      ["pool", {}, "pool must come from vectorPool"],
      ["pool", null, "pool must come from vectorPool"],
      ["pool", Object.create(open), "pool must come from vectorPool"],
      ["settings", null, "settings must be a record of named values"],
      ["settings", {}, "learningRate must be a number"],
      ["settings", { learningRate: 1 }, "beta1 must be a number"],
      ["stepsTaken", "1", "stepsTaken must be a number"],
      ["stepsTaken", undefined, "stepsTaken must be a number"],
    ];
    // Where there are no kernels, any array will do.
    const foreign: typeof wrong = [
      ["firstMoment", new Float32Array(16), "firstMoment must lie in the pool"],
      ["secondMoment", onFirstPage, "secondMoment must lie in the pool's"],
      ["weights", other.float32(16), "weights must lie in the pool's memory"],
      ["pool", other, "weights must lie in the pool's memory"],
    ];
    for (
      const [name, value, message] of isPortable
        ? wrong
        : [...wrong, ...foreign]
    ) {
      const adam = new VectorAdam(open, open.float32(16));
      const { weights } = adam;
      Object.assign(adam, { [name]: value });
      const error = errorOf(() => adam.step(gradients));
      const start = `Cannot take an Adam step as ${message}`;
      assert(error.message.startsWith(start), `${name}: ${error.message}`);
      assert(weights.every((weight) => weight === 0));
      assert(neighbour.every((x) => x === 7));
    }
    const adam = new VectorAdam(open, open.float32(16));
    Object.assign(adam.settings, { lr: 3 });
    assert(errorOf(() => adam.step(gradients)).message.includes("lr is no"));
    const sound = new VectorAdam(open, open.float32(16));
    sound.step(gradients);
    assertStrictEquals(sound.stepsTaken, 1);
  }
});

/** The error that a call ends in: one that names what is wrong. */
function errorOf(call: () => void): Error {
  try {
    call();
  } catch (error) {
    const isNamed = error instanceof TypeError || error instanceof RangeError;
    if (isNamed) return error;
  }
  throw new Error("nothing was refused");
}

Deno.test("VectorAdam refuses options that are none, by their names", async () => {
  using pool = await vectorPool({ threads: 1 });
  const refused: [unknown, string][] = [
    [null, "options must be a record of named values"],
    [0.1, "options must be a record of named values"],
    [{ lr: 0.1 }, "lr is no setting of it"],
    [{ accept: () => true }, "accept is no setting of it"],
    [{ moments: "bf16" }, "moments must be a function"],
    [{ beta1: "0.9" }, "beta1 must be a number"],
    [{ weightDecay: null }, "weightDecay must be a number"],
  ];
  for (const [options, message] of refused) {
    assertThrows(
      () => new VectorAdam(pool, pool.float32(4), options as object),
      TypeError,
      `Cannot set up Adam as ${message}`,
    );
  }
});

Deno.test("a negative second moment makes its weight NaN, which is refused, with kernels and without", async () => {
  for (const pool of [await vectorPool({ threads: 2 }), await portablePool()]) {
    using open = pool;
    const adam = new VectorAdam(open, open.float32(9));
    adam.secondMoment[4] = -1;
    assertThrows(
      () => adam.step(open.float32(9).fill(1e-3)),
      RangeError,
      "Cannot take an Adam step as weights[4] must be finite: current value is NaN",
    );
    assertStrictEquals(adam.stepsTaken, 1);
    assert(adam.weights[8]! < 0);
  }
});
