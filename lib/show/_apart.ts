/**
 * Places for labels beside each other.
 *
 * @module
 */

/** Something that stands around a place and needs some room. */
export interface Wish {
  /** The middle, as it is wished for. */
  readonly at: number;
  /** How much room it takes. */
  readonly size: number;
}

/**
 * Moves things apart until none overlaps another, in the order of their wishes,
 * and keeps them between two ends if there is room for all.
 *
 * @param wishes What is to be placed
 * @param low Where the room starts
 * @param high Where it ends
 * @returns The middle of each
 */
export function apart(
  wishes: readonly Wish[],
  low: number,
  high: number,
): number[] {
  const order = wishes.map((_, i) => i)
    .sort((a, b) => wishes[a]!.at - wishes[b]!.at || a - b);
  const places: number[] = [];
  let end = low;
  for (const i of order) {
    const { at, size } = wishes[i]!;
    places[i] = Math.max(at, end + size / 2);
    end = places[i]! + size / 2;
  }
  let start = high;
  for (const i of order.reverse()) {
    const { size } = wishes[i]!;
    if (places[i]! + size / 2 <= start) break;
    places[i] = start - size / 2;
    start = places[i]! - size / 2;
  }
  return places;
}
