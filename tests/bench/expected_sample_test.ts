import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { matrix, product } from "adam/matrix";
import { trainingRun } from "adam/training";
import {
  sampleOfMatrix,
  settingsOfTraining,
  wave,
} from "../../bench/peers/inputs.ts";
import { operations } from "../../bench/workloads.ts";
import { agrees, expectedSample } from "../../bench/expected_sample.ts";

Deno.test("the first steps move each weight by the learning rate, against its gradient", () => {
  const sample = expectedSample({ work: "adam", size: [100] });
  const [first, second] = sample;
  assertAlmostEquals(first!, 3e-3, 1e-9);
  assertAlmostEquals(second!, -3e-3, 1e-9);
});

Deno.test("the gradient of a softmax of one token is 0, and of two they sum to 0", () => {
  const one = expectedSample({ work: "softmax-gradient", size: [3, 1, 2] });
  assert(one.every((value) => value === 0));
  const [a, b, c, d] = expectedSample({
    work: "softmax-gradient",
    size: [3, 2, 5],
  }) as [number, number, number, number];
  assert(a !== 0 && b !== 0);
  assertAlmostEquals(a + c, 0, 1e-15);
  assertAlmostEquals(b + d, 0, 1e-15);
});

Deno.test("the first step of a training is that of the binary64 reference", async () => {
  const size = [256, 50, 8, 1];
  const settings = settingsOfTraining(size);
  const [first] = (await trainingRun(settings)).steps(1);
  const [loss, gradient] = expectedSample({ work: "training", size });
  // Push and pull in one sum or apart: some hundred roundings of 1e-16.
  assertAlmostEquals(loss!, first!.loss, 1e-13);
  assertAlmostEquals(gradient!, first!.deadGradientMean, 1e-14);
});

Deno.test("a step of training the measured model is 7.3 GFLOP, with products as often as in the model", () => {
  // Weights: the output matrix, and 4 d² + 2 d f with f = 2 d in each layer; each
  // in a product forward and in two backward, 2 operations for a number.
  const [n, v, d, layers] = [1024, 3988, 128, 4];
  const weights = v * d + layers * (4 * d * d + 2 * d * 2 * d);
  // Scores and mixtures forward, four such backward, and scores once more.
  const attention = layers * 7 * 2 * n * 128 * d;
  assertEquals(
    operations("training", [n, v, d, layers]),
    6 * n * weights + attention,
  );
});

Deno.test("a product is that of the library, of 2 operations for each term", () => {
  const filled = (rows: number, scale: number) =>
    matrix(
      rows,
      4,
      Float64Array.from({ length: 4 * rows }, (_, i) => scale * wave(i)),
    );
  const [rows, columns] = [3, 5];
  const { values } = product(filled(rows, 2), filled(columns, 0.2));
  const sample = expectedSample({ work: "product", size: [rows, columns, 4] });
  const expected = sampleOfMatrix(rows, columns).map((place) => values[place]!);
  // Four terms of less than 0.1, whose factors are rounded in another order.
  sample.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-15));
  assertEquals(
    operations("product", [rows, columns, 4]),
    2 * rows * columns * 4,
  );
});

Deno.test("agrees() lets pass what is within 1 %", () => {
  assert(agrees([1, -2], [1.005, -2.01]));
  assert(!agrees([1, -2], [1.02, -2]));
  assert(!agrees([1], [1, 2]));
  assert(!agrees([NaN], [1]));
});

Deno.test("the limits compute nothing that could be checked", () => {
  const limit = { work: "memory-bandwidth", size: [8] } as const;
  assertThrows(() => expectedSample(limit), RangeError, "memory-bandwidth");
});
