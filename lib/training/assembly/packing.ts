// @ts-nocheck: AssemblyScript, checked by its own compiler
/** Columns of a matrix packed in panels of eight, as `multiply` of lib/vector takes them. */
import { COLUMNS, wholeSteps } from "../../vector/assembly/multiply.ts";
import { turn } from "./turning.ts";

/** The bytes of a row of a panel. */
export const LINE: usize = 4 * COLUMNS;

/** The bytes that a panel of some depth takes. */
// @inline
export function panelBytes(depth: i32): usize {
  return LINE * wholeSteps(depth);
}

/** Packs eight columns of B, stored by rows: starting at `b`, a row every `stride` bytes. */
export function packColumns(
  to: usize,
  b: usize,
  stride: usize,
  depth: i32,
  count: i32,
): void {
  const end = to + panelBytes(depth);
  if (count == COLUMNS) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
      to += LINE;
      b += stride;
    }
  } else {
    for (let k = 0; k < depth; k++) {
      memory.copy(to, b, 4 * count);
      memory.fill(to + 4 * count, 0, LINE - 4 * count);
      to += LINE;
      b += stride;
    }
  }
  memory.fill(to, 0, end - to);
}

/** Packs eight columns of B from the rows of its transpose. */
export function packRows(
  to: usize,
  b: usize,
  stride: usize,
  depth: i32,
  count: i32,
): void {
  let k = 0;
  if (count == COLUMNS) {
    for (; k + 4 <= depth; k += 4) {
      turn(to + LINE * k, LINE, b + 4 * k, stride);
      turn(to + LINE * k + 16, LINE, b + 4 * stride + 4 * k, stride);
    }
  }
  const whole = wholeSteps(depth);
  for (; k < whole; k++) {
    for (let j = 0; j < COLUMNS; j++) {
      const isThere = k < depth && j < count;
      const value = isThere ? load<f32>(b + j * stride + 4 * k) : 0;
      store<f32>(to + LINE * k + 4 * j, value);
    }
  }
}
