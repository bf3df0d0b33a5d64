/**
 * The operations by WebAssembly SIMD, on several threads. Which task does what
 * depends on sizes alone, so no number depends on how many threads there are.
 *
 * @module
 */
import type { Engine } from "./_engine.ts";
import type { NormalizationPart, Operations, Tensor } from "./_operations.ts";
import { embed, embedBackward } from "./_portable_embedding.ts";
import { roundToBf16 } from "./_round_to_bf16.ts";
import { Room } from "./_room.ts";
import type { Storage } from "./training_settings.ts";

/** Where an array begins; of none, 0. */
const at = (array?: Float32Array) => array?.byteOffset ?? 0;

/** How many rows a task of a product takes, and how many columns at most. */
const [blockRows, blockColumns] = [48, 512];

/** The operations for a format. */
export function kernelOperations(
  engine: Engine,
  storage: Storage,
): Operations {
  const isLow = storage === "f32" ? 0 : 1;
  const round = isLow ? roundToBf16 : () => {};
  const constants = Object.fromEntries(
    ["CHUNK", "COLUMNS", "GROUP", "POSITIONS", "ROWS"].map((name) => [
      name,
      Number(engine.exports[name]!.value),
    ]),
  );
  const tasksOf = (count: number, name: string) =>
    Math.ceil(count / constants[name]!);
  const room = new Room(engine);

  const multiply = (
    to: Tensor,
    a: Tensor,
    b: Tensor,
    { isTransposed, bias }: { isTransposed: 0 | 1; bias?: Float32Array },
  ) => {
    const [depth, columns] = [a.columns, to.columns];
    const panels = Math.ceil(columns / 8);
    const packed = room.for("packed", 32 * panels * 4 * Math.ceil(depth / 4));
    const rest = [at(b.values), 4 * b.columns, depth, columns, isTransposed];
    engine.run("pack", panels, [packed, ...rest]);
    const width = depth > 128 ? blockColumns : 2 * blockColumns;
    const tasks = Math.ceil(a.rows / blockRows) * Math.ceil(columns / width);
    const { scratch, bytes } = room.forEachThread(
      engine.exports.scratchFor!(4, 8),
    );
    engine.run("multiplyBlock", tasks, [
      ...[at(a.values), packed, at(to.values), a.rows, depth, columns],
      ...[blockRows, width, at(bias), isLow, scratch, bytes],
    ]);
  };

  return {
    kernels: engine.kernels,
    allocate: (length) => room.float32(length),
    round(values) {
      if (!isLow) return;
      const tasks = tasksOf(values.length, "CHUNK");
      engine.run("round", tasks, [at(values), values.length]);
    },
    embed(to, ...rest) {
      embed(to, ...rest);
      round(to.values);
    },
    embedBackward: (...all) => embedBackward(...all, round),
    add(to, a, b) {
      const tasks = tasksOf(to.length, "CHUNK");
      engine.run("add", tasks, [at(to), at(a), at(b), to.length, isLow]);
    },
    normalize(to, scales, states, { gain, shift }, kind) {
      engine.run("normalize", tasksOf(states.rows, "ROWS"), [
        ...[at(to.values), at(scales), at(states.values), at(gain), at(shift)],
        ...[states.rows, states.columns],
        ...[Number(kind.isCentered), kind.epsilon, isLow],
      ]);
    },
    normalizeBackward(to, gradient, scales, states, learned, kind) {
      const { rows, columns } = states;
      const given = [at(gradient.values), at(scales), at(states.values)];
      const own: NormalizationPart = to;
      // First what is learned: the gradient may be written over.
      engine.run("learnedBackward", tasksOf(columns, "COLUMNS"), [
        ...[at(own.gain), at(own.shift), ...given, rows, columns, isLow],
      ]);
      engine.run("normalizeBackward", tasksOf(rows, "ROWS"), [
        ...[at(to.values), ...given, at(learned.gain), rows, columns],
        ...[Number(kind.isCentered), isLow],
      ]);
    },
    linear(to, a, b, bias) {
      multiply(to, a, b, { isTransposed: 1, ...(bias && { bias }) });
    },
    product(to, a, b) {
      multiply(to, a, b, { isTransposed: 0 });
    },
    transposedProduct(to, a, b) {
      const bytes = engine.exports.turnedStride!(b.rows) * b.columns;
      const turned = room.for("turned", bytes);
      engine.run("transpose", Math.ceil(b.rows / 16), [
        ...[turned, at(b.values), b.rows, b.columns, 16],
      ]);
      const own = room.forEachThread(
        engine.exports.scratchFor!(a.rows, b.columns),
      );
      engine.run("transposedProduct", tasksOf(a.columns, "GROUP"), [
        ...[at(a.values), turned, at(to.values), a.rows, a.columns],
        ...[b.columns, isLow, own.scratch, own.bytes],
      ]);
    },
    sumOfRows(to, { rows, columns, values }) {
      engine.run("sumOfRows", tasksOf(columns, "COLUMNS"), [
        ...[at(to), at(values), rows, columns, isLow],
      ]);
    },
    attend(to, logSums, projected, { heads, sequenceLength }) {
      const width = to.columns;
      const { scratch, bytes } = room.forEachThread(
        engine.exports.attentionScratch!(sequenceLength, width / heads),
      );
      engine.run("attend", to.rows / sequenceLength * heads, [
        ...[at(to.values), at(logSums), at(projected.values)],
        ...[sequenceLength, heads, width, isLow, scratch, bytes],
      ]);
    },
    attendBackward(to, gradient, found, logSums, projected, shape) {
      const { heads, sequenceLength } = shape;
      const width = found.columns;
      const { scratch, bytes } = room.forEachThread(
        engine.exports.attentionScratch!(sequenceLength, width / heads),
      );
      engine.run("attendBackward", to.rows / sequenceLength * heads, [
        ...[at(to.values), at(gradient.values), at(found.values)],
        ...[at(logSums), at(projected.values)],
        ...[sequenceLength, heads, width, isLow, scratch, bytes],
      ]);
    },
    gelu(to, x) {
      const tasks = tasksOf(x.length, "CHUNK");
      engine.run("gelu", tasks, [at(to), at(x), x.length, isLow]);
    },
    geluBackward(gradient, x) {
      const tasks = tasksOf(x.length, "CHUNK");
      const numbers = [at(gradient), at(x), x.length, isLow];
      engine.run("geluBackward", tasks, numbers);
    },
    crossEntropy(logits, { inputs, targets }, live, { losses, dead, own }) {
      const { rows, columns } = logits;
      const measures = room.float64("measures", 3 * rows);
      engine.run("crossEntropy", tasksOf(rows, "POSITIONS"), [
        ...[at(logits.values), rows, columns, live],
        ...[room.int32("inputs", inputs), room.int32("targets", targets)],
        ...[measures.byteOffset, isLow],
      ]);
      losses.set(measures.subarray(0, rows));
      dead.set(measures.subarray(rows, 2 * rows));
      own.set(measures.subarray(2 * rows));
    },
    adamw({ weights, gradients, firstMoments, secondMoments }, scalars) {
      const { keep, decay, oneMinusBeta1, oneMinusBeta2 } = scalars;
      const { epsilon, stepSize, rootCorrection } = scalars;
      engine.run("adamw", tasksOf(weights.length, "CHUNK"), [
        ...[at(weights), at(gradients), at(firstMoments), at(secondMoments)],
        ...[weights.length, Number(storage === "bf16"), keep, decay],
        ...[oneMinusBeta1, oneMinusBeta2, epsilon, stepSize, rootCorrection],
      ]);
    },
    [Symbol.dispose]() {
      engine.stop();
    },
  };
}
