// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The gradient of the cross-entropy of a softmax with respect to its output
 * matrix, by blocks of positions and tiles of rows of the matrix. Each function
 * does one task, numbered from 0, and no sum depends on who does it.
 */
import { adamStep } from "./adam.ts";
import { multiplyAdd } from "./arithmetic.ts";
import { exponential } from "./exponential.ts";
import { COLUMNS, multiply } from "./multiply.ts";

/** How many positions are in a block, and how many rows of the matrix in a tile. */
export const BLOCK: i32 = 64;
export const TILE: i32 = 48;

/** The bytes of a line: one number for each position of a block. */
const LINE: usize = 4 * BLOCK;

/** What a thread has to itself. Behind it is room for a tile of the gradient. */
const EDGE: usize = 0; // 6 × 8, for a product
const FACTORS: usize = 192; // a line
const MAXIMA: usize = FACTORS + LINE; // a line
const SUMS: usize = MAXIMA + LINE; // a line
const EXPONENTIALS: usize = SUMS + LINE; // TILE lines
const PROBABILITIES: usize = EXPONENTIALS + TILE * LINE; // TILE lines
const GRADIENT: usize = PROBABILITIES + TILE * LINE;

/** What a thread needs for itself, without the rows of gradient. */
export const OWN_BYTES: i32 = <i32> GRADIENT;

/**
 * Packs the hidden states of one block for both products: by position, in
 * panels of eight positions, for the logits; by width, in panels of eight
 * columns, for the gradient. What a panel lacks is 0.
 */
export function pack(
  block: i32,
  _thread: i32,
  hidden: usize,
  positions: i32,
  width: i32,
  byPosition: usize,
  byWidth: usize,
): bool {
  const first = block * BLOCK;
  const count = min(BLOCK, positions - first);
  const from = hidden + 4 * first * width;

  let to = byPosition + 4 * first * width;
  for (let panel = 0; panel < BLOCK; panel += COLUMNS) {
    for (let k = 0; k < width; k++) {
      for (let n = panel; n < panel + COLUMNS; n++) {
        store<f32>(to, n < count ? load<f32>(from + 4 * (n * width + k)) : 0);
        to += 4;
      }
    }
  }

  to = byWidth + 4 * first * wholePanels(width);
  for (let panel = 0; panel < width; panel += COLUMNS) {
    for (let n = 0; n < count; n++) {
      for (let k = panel; k < panel + COLUMNS; k++) {
        store<f32>(to, k < width ? load<f32>(from + 4 * (n * width + k)) : 0);
        to += 4;
      }
    }
  }
  return true;
}

/** A number of columns, rounded up to whole panels. */
// @inline
function wholePanels(columns: i32): i32 {
  return (columns + COLUMNS - 1) & -COLUMNS;
}

/** The logits z = W · h of a tile at the positions of a block, a line for each row. */
// @inline
function tileLogits(
  tile: i32,
  block: i32,
  weights: usize,
  rows: i32,
  width: i32,
  byPosition: usize,
  logits: usize,
  edge: usize,
): void {
  memory.fill(logits, 0, LINE * rows);
  multiply(
    weights + 4 * tile * TILE * width,
    4 * width,
    byPosition + 4 * block * BLOCK * width,
    logits,
    LINE,
    rows,
    width,
    BLOCK,
    edge,
  );
}

/** The maximum of each column of a tile; e^(z - maximum) in place of z; their sum. */
function exponentiate(
  logits: usize,
  rows: i32,
  maxima: usize,
  sums: usize,
): void {
  const height = LINE * rows;
  for (let lanes: usize = 0; lanes < LINE; lanes += 16) {
    const end = logits + lanes + height;
    let maximum = v128.load(logits + lanes);
    for (let at = logits + lanes + LINE; at < end; at += LINE) {
      maximum = f32x4.pmax(maximum, v128.load(at));
    }
    let sum = f32x4.splat(0);
    for (let at = logits + lanes; at < end; at += LINE) {
      const power = exponential(f32x4.sub(v128.load(at), maximum));
      v128.store(at, power);
      sum = f32x4.add(sum, power);
    }
    v128.store(maxima + lanes, maximum);
    v128.store(sums + lanes, sum);
  }
}

/** Exponentials, maxima and sums of one tile at a block; the logits of its targets. */
export function tokens(
  tile: i32,
  thread: i32,
  block: i32,
  weights: usize,
  vocabulary: i32,
  width: i32,
  byPosition: usize,
  targets: usize,
  targetLogits: usize,
  exponentials: usize,
  maxima: usize,
  sums: usize,
  scratch: usize,
  scratchBytes: usize,
): bool {
  const rows = min(TILE, vocabulary - tile * TILE);
  const logits = exponentials + LINE * tile * TILE;
  tileLogits(
    tile,
    block,
    weights,
    rows,
    width,
    byPosition,
    logits,
    scratch + thread * scratchBytes + EDGE,
  );
  for (let n = 0; n < BLOCK; n++) {
    const row = load<i32>(targets + LINE * block + 4 * n) - tile * TILE;
    if (row >= 0 && row < rows) {
      memory.copy(
        targetLogits + LINE * block + 4 * n,
        logits + LINE * row + 4 * n,
        4,
      );
    }
  }
  exponentiate(logits, rows, maxima + LINE * tile, sums + LINE * tile);
  return true;
}

/**
 * The maximum and the sum of exponentials over all tiles, at four positions of
 * a block. Answers whether both are finite.
 */
export function normalize(
  four: i32,
  _thread: i32,
  block: i32,
  tiles: i32,
  maxima: usize,
  sums: usize,
  maximumOf: usize,
  sumOf: usize,
): bool {
  const lanes: usize = 16 * four;
  let maximum = v128.load(maxima + lanes);
  for (let tile = 1; tile < tiles; tile++) {
    maximum = f32x4.pmax(maximum, v128.load(maxima + LINE * tile + lanes));
  }
  let sum = f32x4.splat(0);
  for (let tile = 0; tile < tiles; tile++) {
    const at: usize = LINE * tile + lanes;
    const factor = exponential(f32x4.sub(v128.load(maxima + at), maximum));
    sum = multiplyAdd(v128.load(sums + at), factor, sum);
  }
  v128.store(maximumOf + LINE * block + lanes, maximum);
  v128.store(sumOf + LINE * block + lanes, sum);
  const sound = f32x4.sub(f32x4.add(maximum, sum), f32x4.add(maximum, sum));
  return i32x4.all_true(f32x4.eq(sound, sound));
}

/** What makes the exponentials of a tile probabilities / N: e^(its maximum - maximum) / (N · sum). */
// @inline
function tileFactors(
  maxima: usize,
  maximumOf: usize,
  sumOf: usize,
  scale: v128,
  factors: usize,
): void {
  for (let lanes: usize = 0; lanes < LINE; lanes += 16) {
    const difference = f32x4.sub(
      v128.load(maxima + lanes),
      v128.load(maximumOf + lanes),
    );
    const share = f32x4.div(scale, v128.load(sumOf + lanes));
    v128.store(factors + lanes, f32x4.mul(exponential(difference), share));
  }
}

/** (p - [token is the target]) / N of one row, at the positions of a block. */
// @inline
function pushAndPull(
  token: i32,
  exponentials: usize,
  factors: usize,
  targets: usize,
  scale: v128,
  into: usize,
): void {
  const row = i32x4.splat(token);
  for (let lanes: usize = 0; lanes < LINE; lanes += 16) {
    const isTarget = i32x4.eq(v128.load(targets + lanes), row);
    const pull = f32x4.neg(v128.and(isTarget, scale));
    const power = v128.load(exponentials + lanes);
    v128.store(
      into + lanes,
      multiplyAdd(power, v128.load(factors + lanes), pull),
    );
  }
}

/**
 * Adds what a block contributes to the gradient of up to `TILE` rows of the
 * list `tokenOf`, which has `count` rows.
 */
export function rowGradients(
  task: i32,
  thread: i32,
  block: i32,
  tokenOf: usize,
  count: i32,
  positions: i32,
  width: i32,
  exponentials: usize,
  maxima: usize,
  maximumOf: usize,
  sumOf: usize,
  targets: usize,
  byWidth: usize,
  into: usize,
  scratch: usize,
  scratchBytes: usize,
): bool {
  const own = scratch + thread * scratchBytes;
  const first = task * TILE;
  const rows = min(TILE, count - first);
  const scale = f32x4.splat(<f32> 1 / <f32> positions);
  let tile = -1;
  for (let row = 0; row < rows; row++) {
    const token = load<i32>(tokenOf + 4 * (first + row));
    if (token / TILE != tile) {
      tile = token / TILE;
      tileFactors(
        maxima + LINE * tile,
        maximumOf + LINE * block,
        sumOf + LINE * block,
        scale,
        own + FACTORS,
      );
    }
    pushAndPull(
      token,
      exponentials + LINE * token,
      own + FACTORS,
      targets + LINE * block,
      scale,
      own + PROBABILITIES + LINE * row,
    );
  }
  const gradient = into + 4 * first * width;
  if (block == 0) memory.fill(gradient, 0, 4 * rows * width);
  addProduct(own, block, rows, positions, width, byWidth, gradient);
  return true;
}

/** gradient += (p - y)ᵀ · H / N for the rows whose probabilities a thread has. */
// @inline
function addProduct(
  own: usize,
  block: i32,
  rows: i32,
  positions: i32,
  width: i32,
  byWidth: usize,
  gradient: usize,
): void {
  const first = block * BLOCK;
  multiply(
    own + PROBABILITIES,
    LINE,
    byWidth + 4 * first * wholePanels(width),
    gradient,
    4 * width,
    rows,
    min(BLOCK, positions - first),
    width,
    own + EDGE,
  );
}

/**
 * The gradient of one tile over all blocks, from logits worked out anew, and
 * the Adam step with it: the gradient of a matrix is nowhere held whole.
 */
export function tileStep(
  tile: i32,
  thread: i32,
  positions: i32,
  weights: usize,
  vocabulary: i32,
  width: i32,
  byPosition: usize,
  byWidth: usize,
  targets: usize,
  maximumOf: usize,
  sumOf: usize,
  firstMoment: usize,
  secondMoment: usize,
  momentBytes: i32,
  scalars: usize,
  scratch: usize,
  scratchBytes: usize,
): bool {
  const own = scratch + thread * scratchBytes;
  const rows = min(TILE, vocabulary - tile * TILE);
  const scale = f32x4.splat(<f32> 1 / <f32> positions);
  memory.fill(own + GRADIENT, 0, 4 * rows * width);
  for (let block = 0; block * BLOCK < positions; block++) {
    tileLogits(
      tile,
      block,
      weights,
      rows,
      width,
      byPosition,
      own + EXPONENTIALS,
      own + EDGE,
    );
    exponentiate(own + EXPONENTIALS, rows, own + MAXIMA, own + SUMS);
    tileFactors(
      own + MAXIMA,
      maximumOf + LINE * block,
      sumOf + LINE * block,
      scale,
      own + FACTORS,
    );
    for (let row = 0; row < rows; row++) {
      pushAndPull(
        tile * TILE + row,
        own + EXPONENTIALS + LINE * row,
        own + FACTORS,
        targets + LINE * block,
        scale,
        own + PROBABILITIES + LINE * row,
      );
    }
    addProduct(own, block, rows, positions, width, byWidth, own + GRADIENT);
  }
  const first = tile * TILE * width;
  return adamStep(
    weights + 4 * first,
    own + GRADIENT,
    firstMoment + momentBytes * first,
    secondMoment + momentBytes * first,
    momentBytes,
    rows * width,
    scalars,
  );
}
