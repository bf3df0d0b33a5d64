/**
 * Names above a frame, each at the upper end of a vertical line.
 *
 * @module
 */

/** A name, the place of its line, and its width. */
interface Name {
  readonly name: string;
  readonly at: number;
  readonly width: number;
}

/** A name with a place. */
export interface PlacedName extends Name {
  /** Where it starts. */
  readonly start: number;
  /** The row that it is in, and that its line goes up to; the lowest is 0. */
  readonly row: number;
}

/** Between two names in a row, and between a name and a line that passes it. */
const gap = 8;

/** How many places are tried: with more names than a plot can bear, some may touch. */
const patience = 20_000;

/**
 * Puts each name in as low a row as it can be in so that it stands on no other,
 * no line goes through it, and its own line goes through none.
 *
 * @param names The names
 * @param width How far to the right they may reach
 * @returns The names with their places
 */
export function namesAbove(
  names: readonly Name[],
  width: number,
): PlacedName[] {
  const order = names.toSorted((a, b) => b.at - a.at);
  let tried = 0;
  function place(placed: PlacedName[]): PlacedName[] | undefined {
    const name = order[placed.length];
    if (!name) return placed;
    for (const choice of choices(name, order.length, width)) {
      if (tried++ > patience) return undefined;
      if (!placed.every((other) => areApart(choice, other))) continue;
      const all = place([...placed, choice]);
      if (all) return all;
    }
  }
  return place([]) ??
    order.map((name, row) => ({ ...choices(name, 1, width)[0]!, row }));
}

/** Over its line, to the right of it, or to the left, the lowest rows first. */
function choices(name: Name, rows: number, width: number): PlacedName[] {
  const { at } = name;
  const starts = [at - name.width / 2, at + gap, at - name.width - gap]
    .map((start) => Math.max(0, Math.min(width - name.width, start)));
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    starts.map((start) => ({ ...name, row, start }))
  );
}

function areApart(one: PlacedName, other: PlacedName): boolean {
  if (one.row === other.row) {
    return one.start >= other.start + other.width + gap ||
      other.start >= one.start + one.width + gap;
  }
  const [low, high] = one.row < other.row ? [one, other] : [other, one];
  return high.at < low.start - gap / 2 ||
    high.at > low.start + low.width + gap / 2;
}
