/**
 * How PyTorch averages gradients.
 *
 * @module
 */
import type { Round } from "./_rounded.ts";

/** One way to round $a \cdot b + c$. */
export type MultiplyAdd = (a: number, b: number, c: number) => number;

/** `torch.lerp`: $a + f \cdot (x - a)$, computed from the nearer end. */
export function lerp(
  average: number,
  value: number,
  fraction: number,
  { round, multiplyAdd }: { round: Round; multiplyAdd: MultiplyAdd },
): number {
  const difference = round(value - average);
  return fraction < 0.5
    ? multiplyAdd(fraction, difference, average)
    : multiplyAdd(round(fraction - 1), difference, value);
}
