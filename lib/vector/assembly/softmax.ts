// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The gradient of the cross-entropy of a softmax with respect to its output
 * matrix, by blocks of positions and tiles of rows of the matrix. Each function
 * does one task, numbered from 0, and no sum depends on who does it.
 */
import { adamStep } from "./adam.ts";
import { multiplyAdd } from "./arithmetic.ts";
import { exponential } from "./exponential.ts";
import { COLUMNS, multiply, ROOM as PRODUCT, wholeSteps } from "./multiply.ts";
import type { AdamPlan, SoftmaxPlan } from "./plans.ts";

/** How many positions are in a block, and how many rows of the matrix in a tile. */
export const BLOCK: i32 = 128;
export const TILE: i32 = 60;

/** The bytes of a line: one number for each position of a block. */
const LINE: usize = 4 * BLOCK;

/** How many positions a block has: the last may have fewer than the others. */
// @inline
function positionsIn(block: i32, plan: SoftmaxPlan): i32 {
  return min(BLOCK, plan.positions - block * BLOCK);
}

/** The bytes of its lines that are computed: whole groups of sixteen positions. */
// @inline
function lineOf(block: i32, plan: SoftmaxPlan): usize {
  return 4 * ((positionsIn(block, plan) + 15) & -16);
}

/**
 * Exponentials are kept 2^32 times as large, and probabilities 2^64 times, until
 * the gradient is summed up: those of dead tokens would be subnormal, or 0.
 */
const SCALED: f32 = 1.8446744073709552e19;
const UNSCALED: f32 = 5.42101086242752217e-20;
const LEAST_NORMAL: f32 = 1.17549435082228751e-38;

/** The scratch buffer of a thread. After it is room for a tile of the gradient. */
const ROOM: usize = 0; // for a product
const FACTORS: usize = PRODUCT; // a line
const LEAST: usize = FACTORS + LINE; // a line
const MAXIMA: usize = LEAST + LINE; // a line
const SUMS: usize = MAXIMA + LINE; // a line
const EXPONENTIALS: usize = SUMS + LINE; // TILE lines
const PROBABILITIES: usize = EXPONENTIALS + TILE * LINE; // TILE lines
const GRADIENT: usize = PROBABILITIES + TILE * LINE;

/** The scratch bytes of a thread, without the rows of gradient. */
export const OWN_BYTES: i32 = <i32> GRADIENT;

/**
 * Packs the hidden states of one block for both products: by position, in
 * panels of eight positions, for the logits; by width, in panels of eight
 * columns, for the gradient. Panels are padded with 0, in columns and in depth.
 * Returns whether all states are within the limit, so that no sum over
 * positions can overflow.
 */
export function pack(block: i32, _thread: i32, plan: SoftmaxPlan): bool {
  const width = plan.width;
  const limit = plan.limit;
  const first = block * BLOCK;
  const count = positionsIn(block, plan);
  const line = lineOf(block, plan);
  let isWithin = true;
  const from = plan.hidden + 4 * first * width;

  let panel = plan.byPosition + 4 * first * wholeSteps(width);
  for (let n = 0; n < <i32> line / 4; n += COLUMNS) {
    for (let k = 0; k < wholeSteps(width); k++) {
      for (let column = 0; column < COLUMNS; column++) {
        const isThere = n + column < count && k < width;
        const at = from + 4 * ((n + column) * width + k);
        const h = isThere ? load<f32>(at) : 0;
        store<f32>(panel + 4 * (COLUMNS * k + column), h);
      }
    }
    panel += 4 * COLUMNS * wholeSteps(width);
  }

  panel = plan.byWidth + 4 * first * wholePanels(width);
  for (let k = 0; k < width; k += COLUMNS) {
    for (let n = 0; n < wholeSteps(count); n++) {
      for (let column = 0; column < COLUMNS; column++) {
        const isThere = n < count && k + column < width;
        const h = isThere ? load<f32>(from + 4 * (n * width + k + column)) : 0;
        isWithin = isWithin && abs(h) <= limit;
        store<f32>(panel + 4 * (COLUMNS * n + column), h);
      }
    }
    panel += 4 * COLUMNS * wholeSteps(count);
  }
  return isWithin;
}

/** A number of columns, rounded up to whole panels. */
// @inline
function wholePanels(columns: i32): i32 {
  return (columns + COLUMNS - 1) & -COLUMNS;
}

/** How many rows a tile has. */
// @inline
function rowsIn(tile: i32, plan: SoftmaxPlan): i32 {
  return min(TILE, plan.vocabulary - tile * TILE);
}

/** The logits z = W · h of a tile at the positions of a block, a line for each row. */
// @inline
function tileLogits(
  tile: i32,
  block: i32,
  plan: SoftmaxPlan,
  logits: usize,
  room: usize,
): void {
  const width = plan.width;
  multiply(
    plan.weights + 4 * tile * TILE * width,
    4 * width,
    plan.byPosition + 4 * block * BLOCK * wholeSteps(width),
    logits,
    LINE,
    rowsIn(tile, plan),
    width,
    lineOf(block, plan) / 4,
    room,
    false,
  );
}

/**
 * The maximum of each column of a tile, over the first `line` bytes of its
 * lines; 2^32 · e^(z - maximum) in place of z; their sum, NaN unless all are
 * finite.
 */
function exponentiate(
  logits: usize,
  line: usize,
  rows: i32,
  maxima: usize,
  sums: usize,
): void {
  const height = LINE * rows;
  for (let lanes: usize = 0; lanes < line; lanes += 64) {
    const first = logits + lanes;
    const end = first + height;
    let maximum0 = v128.load(first);
    let maximum1 = v128.load(first, 16);
    let maximum2 = v128.load(first, 32);
    let maximum3 = v128.load(first, 48);
    let minimum0 = maximum0;
    let minimum1 = maximum1;
    let minimum2 = maximum2;
    let minimum3 = maximum3;
    for (let at = first + LINE; at < end; at += LINE) {
      let z = v128.load(at);
      maximum0 = f32x4.pmax(maximum0, z);
      minimum0 = f32x4.pmin(minimum0, z);
      z = v128.load(at, 16);
      maximum1 = f32x4.pmax(maximum1, z);
      minimum1 = f32x4.pmin(minimum1, z);
      z = v128.load(at, 32);
      maximum2 = f32x4.pmax(maximum2, z);
      minimum2 = f32x4.pmin(minimum2, z);
      z = v128.load(at, 48);
      maximum3 = f32x4.pmax(maximum3, z);
      minimum3 = f32x4.pmin(minimum3, z);
    }
    // 0, or NaN if a logit is infinite: nothing else would show a logit of -Infinity.
    let sum0 = f32x4.sub(minimum0, minimum0);
    let sum1 = f32x4.sub(minimum1, minimum1);
    let sum2 = f32x4.sub(minimum2, minimum2);
    let sum3 = f32x4.sub(minimum3, minimum3);
    for (let at = first; at < end; at += LINE) {
      const power0 = exponential(f32x4.sub(v128.load(at), maximum0));
      v128.store(at, power0);
      sum0 = f32x4.add(sum0, power0);
      const power1 = exponential(f32x4.sub(v128.load(at, 16), maximum1));
      v128.store(at, power1, 16);
      sum1 = f32x4.add(sum1, power1);
      const power2 = exponential(f32x4.sub(v128.load(at, 32), maximum2));
      v128.store(at, power2, 32);
      sum2 = f32x4.add(sum2, power2);
      const power3 = exponential(f32x4.sub(v128.load(at, 48), maximum3));
      v128.store(at, power3, 48);
      sum3 = f32x4.add(sum3, power3);
    }
    v128.store(maxima + lanes, maximum0);
    v128.store(sums + lanes, sum0);
    v128.store(maxima + lanes, maximum1, 16);
    v128.store(sums + lanes, sum1, 16);
    v128.store(maxima + lanes, maximum2, 32);
    v128.store(sums + lanes, sum2, 32);
    v128.store(maxima + lanes, maximum3, 48);
    v128.store(sums + lanes, sum3, 48);
  }
}

/** The scratch buffer of a thread. */
// @inline
function roomOf(thread: i32, plan: SoftmaxPlan): usize {
  return plan.scratch + thread * plan.scratchBytes;
}

/** Exponentials, maxima and sums of one tile at a block; the logits of its targets. */
export function tokens(tile: i32, thread: i32, plan: SoftmaxPlan): bool {
  const block = plan.block;
  const rows = rowsIn(tile, plan);
  const logits = plan.exponentials + LINE * tile * TILE;
  tileLogits(tile, block, plan, logits, roomOf(thread, plan) + ROOM);
  const targets = plan.targets + LINE * block;
  const targetLogits = plan.targetLogits + LINE * block;
  for (let n = 0; n < positionsIn(block, plan); n++) {
    const row = load<i32>(targets + 4 * n) - tile * TILE;
    if (row >= 0 && row < rows) {
      memory.copy(targetLogits + 4 * n, logits + LINE * row + 4 * n, 4);
    }
  }
  exponentiate(
    logits,
    lineOf(block, plan),
    rows,
    plan.maxima + LINE * tile,
    plan.sums + LINE * tile,
  );
  return true;
}

/**
 * The maximum and the sum of exponentials over all tiles, at four positions of
 * a block. Returns whether both are finite.
 */
export function normalize(four: i32, _thread: i32, plan: SoftmaxPlan): bool {
  const lanes: usize = 16 * four;
  const maxima = plan.maxima + lanes;
  let maximum = v128.load(maxima);
  for (let tile = 1; tile < plan.tiles; tile++) {
    maximum = f32x4.pmax(maximum, v128.load(maxima + LINE * tile));
  }
  let sum = f32x4.splat(0);
  for (let tile = 0; tile < plan.tiles; tile++) {
    const difference = f32x4.sub(v128.load(maxima + LINE * tile), maximum);
    const sums = v128.load(plan.sums + LINE * tile + lanes);
    sum = multiplyAdd(sums, exponential(difference), sum);
  }
  sum = f32x4.mul(sum, f32x4.splat(UNSCALED));
  const at = LINE * plan.block + lanes;
  v128.store(plan.maximumOf + at, maximum);
  v128.store(plan.sumOf + at, sum);
  const zeroOrNaN = f32x4.sub(f32x4.add(maximum, sum), f32x4.add(maximum, sum));
  return i32x4.all_true(f32x4.eq(zeroOrNaN, zeroOrNaN));
}

/**
 * The factor from exponentials of a tile to probabilities:
 * e^(its maximum - maximum) / sum, times 2^32; and the least exponential whose
 * product with it is normal.
 */
// @inline
function tileFactors(
  block: i32,
  plan: SoftmaxPlan,
  maxima: usize,
  own: usize,
): void {
  const line = lineOf(block, plan);
  const maximumOf = plan.maximumOf + LINE * block;
  const sumOf = plan.sumOf + LINE * block;
  const normal = f32x4.splat(LEAST_NORMAL);
  const one = f32x4.splat(1);
  for (let lanes: usize = 0; lanes < line; lanes += 16) {
    const difference = f32x4.sub(
      v128.load(maxima + lanes),
      v128.load(maximumOf + lanes),
    );
    let factor = f32x4.div(
      exponential(difference),
      v128.load(sumOf + lanes),
    );
    factor = v128.and(factor, f32x4.ge(factor, normal));
    v128.store(own + FACTORS + lanes, factor);
    v128.store(own + LEAST + lanes, f32x4.div(normal, f32x4.min(factor, one)));
  }
}

/** 2^64 · (p - [token is the target]) at the positions of a block, into the thread's scratch buffer. */
// @inline
function pushAndPull(
  token: i32,
  block: i32,
  plan: SoftmaxPlan,
  exponentials: usize,
  own: usize,
  row: i32,
): void {
  const line = lineOf(block, plan);
  const targets = plan.targets + LINE * block;
  const into = own + PROBABILITIES + LINE * row;
  const tokens = i32x4.splat(token);
  const one = f32x4.splat(-SCALED);
  for (let lanes: usize = 0; lanes < line; lanes += 16) {
    const pull = v128.and(i32x4.eq(v128.load(targets + lanes), tokens), one);
    const all = v128.load(exponentials + lanes);
    const power = v128.and(all, f32x4.ge(all, v128.load(own + LEAST + lanes)));
    const push = v128.load(own + FACTORS + lanes);
    v128.store(into + lanes, multiplyAdd(power, push, pull));
  }
}

/** Sums over positions, made into a gradient: over 2^64 N. */
// @inline
function scale(sums: usize, count: i32, positions: i32): void {
  const factor = UNSCALED / <f32> positions;
  const end = sums + 4 * count;
  for (; sums + 16 <= end; sums += 16) {
    v128.store(sums, f32x4.mul(v128.load(sums), f32x4.splat(factor)));
  }
  for (; sums < end; sums += 4) {
    store<f32>(sums, load<f32>(sums) * factor);
  }
}

/**
 * Adds what a block contributes to the gradient of up to `TILE` rows of the
 * list of tokens.
 */
export function rowGradients(
  task: i32,
  thread: i32,
  plan: SoftmaxPlan,
): bool {
  const own = roomOf(thread, plan);
  const block = plan.block;
  const first = task * TILE;
  const rows = min(TILE, plan.tokenCount - first);
  let tile = -1;
  for (let row = 0; row < rows; row++) {
    const token = load<i32>(plan.tokens + 4 * (first + row));
    if (token / TILE != tile) {
      tile = token / TILE;
      tileFactors(block, plan, plan.maxima + LINE * tile, own);
    }
    const exponentials = plan.exponentials + LINE * token;
    pushAndPull(token, block, plan, exponentials, own, row);
  }
  const gradient = plan.into + 4 * first * plan.width;
  addProduct(block, plan, rows, own, gradient);
  const isLast = (block + 1) * BLOCK >= plan.positions;
  if (isLast) scale(gradient, rows * plan.width, plan.positions);
  return true;
}

/** gradient += 2^64 · (p - y)ᵀ · H (= for the first block), for the rows whose probabilities the thread holds. */
// @inline
function addProduct(
  block: i32,
  plan: SoftmaxPlan,
  rows: i32,
  own: usize,
  gradient: usize,
): void {
  const width = plan.width;
  multiply(
    own + PROBABILITIES,
    LINE,
    plan.byWidth + 4 * block * BLOCK * wholePanels(width),
    gradient,
    4 * width,
    rows,
    wholeSteps(positionsIn(block, plan)),
    width,
    own + ROOM,
    block > 0,
  );
}

/**
 * The gradient of one tile over all blocks, from recomputed logits, and the
 * Adam step with it: the full gradient is never materialized.
 */
export function tileStep(tile: i32, thread: i32, plan: SoftmaxPlan): bool {
  const own = roomOf(thread, plan);
  const rows = rowsIn(tile, plan);
  const logits = own + EXPONENTIALS;
  for (let block = 0; block * BLOCK < plan.positions; block++) {
    const line = lineOf(block, plan);
    tileLogits(tile, block, plan, logits, own + ROOM);
    exponentiate(logits, line, rows, own + MAXIMA, own + SUMS);
    tileFactors(block, plan, own + MAXIMA, own);
    for (let row = 0; row < rows; row++) {
      const token = tile * TILE + row;
      pushAndPull(token, block, plan, logits + LINE * row, own, row);
    }
    addProduct(block, plan, rows, own, own + GRADIENT);
  }
  const count = rows * plan.width;
  scale(own + GRADIENT, count, plan.positions);
  return adamStep(
    changetype<AdamPlan>(plan.adam),
    tile * TILE * plan.width,
    count,
    own + GRADIENT,
    own + ROOM,
  );
}
