/**
 * A matrix in which it is known what lies together: rows by chance, and planted
 * among them sets of identical rows, points, swarms and a shell; and what looks
 * like these but is none. `deno run --allow-all tests/census/planted.ts` makes one of
 * 151,936 x 2560 in bfloat16, takes its census and compares.
 */
import { bf16 } from "adam";
import { normalNumbers, randomNumbers } from "adam/statistics";
import { assertEquals } from "@std/assert";
import { openCheckpoint } from "../../tools/census/open_checkpoint.ts";
import type { CensusRecord } from "../../tools/census/record.ts";
import { takeCensus } from "../../tools/census/take_census.ts";

/** What was planted: rows, ascending, the largest set first. */
export interface Planted {
  identical: number[][];
  swarms: number[][];
  points: number[][];
  high: number[];
}

/** The scale of the numbers: rows are about this times the root of the columns from the mean row. */
const sigma = 0.02;

/** How many rows are planted of each kind, at the size of Qwen's matrix; one in `scale` of these otherwise. */
const counts = { identical: [2000, 50], point: 800, loose: 1500, shell: 10 };

/**
 * Writes such a matrix as a file of safetensors.
 *
 * @param path The file
 * @param size How many rows and columns; `scale`: how many times fewer rows than counted are planted
 * @returns What was planted
 */
export async function plant(
  path: string,
  size: { rows: number; columns: number; scale: number },
): Promise<Planted> {
  const { rows, columns, scale } = size;
  const typical = sigma * Math.sqrt(columns);
  const many = (count: number) => Math.max(4, Math.round(count / scale));
  const random = randomNumbers(3);
  const normal = normalNumbers(randomNumbers(4));
  const values = Float64Array.from({ length: 2 ** 16 }, () => normal());
  const next = () => values[Math.floor(random() * 2 ** 16)]!;
  const point = () =>
    Float64Array.from({ length: columns }, () => sigma * next());
  /** A row at a distance from a centre, in a direction by chance. */
  const near = (centre: Float64Array, distance: number) => {
    const way = point();
    const length = Math.hypot(...way);
    return centre.map((x, j) => x + distance * way[j]! / length);
  };
  const places = shuffled(rows, random);
  const made = new Map<number, Float64Array>();
  const put = (make: (i: number) => Float64Array, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const row = places.pop()!;
      made.set(row, make(i));
      return row;
    }).sort((a, b) => a - b);
  const identical = counts.identical.map((count) => {
    const centre = point();
    return put(() => centre, many(count));
  });
  // A pair of identical rows is a set, and no swarm.
  const twins = point();
  const pair = put(() => twins, 2);
  const hole = point().map(bf16);
  const inPoint = put((i) => oneUlpFrom(hole, i), many(counts.point));
  const shell = put(
    (i) => near(hole, typical * (0.03 + 0.2 * i / counts.shell)),
    counts.shell,
  );
  const middle = point();
  const loose = put(() => near(middle, 0.15 * typical), many(counts.loose));
  const few = point();
  const three = put(() => near(few, 0.1 * typical), 3);
  // Nothing to be found: a pair, and rows that are near each other but not near enough.
  const lonely = point();
  put(() => near(lonely, 0.05 * typical), 2);
  const apart = point();
  put(() => near(apart, 0.25 * typical), 5);
  const high = put(() => point().map((x) => 6 * x), 5);
  await write(path, { rows, columns }, (row) => made.get(row), next);
  const holeSwarm = [...inPoint, ...shell].sort((a, b) => a - b);
  const bySize = (a: number[], b: number[]) => b.length - a.length;
  return {
    identical: [...identical, pair].sort(bySize),
    swarms: [...identical, holeSwarm, loose, three].sort(bySize),
    points: [...identical, inPoint].sort(bySize),
    high,
  };
}

/** What a census found of the same. */
export function found(record: CensusRecord): Planted {
  const rowsOf = ({ rows }: { rows: { row: number }[] }) =>
    rows.map(({ row }) => row);
  return {
    identical: record.identical.largest.map(rowsOf),
    swarms: record.swarms.largest.map(rowsOf),
    points: record.swarms.largest.flatMap(({ points }) => points.map(rowsOf))
      .sort((a, b) => b.length - a.length),
    high: record.outOfLine.high.rows.map(({ row }) => row),
  };
}

/** The point with each number moved by an ulp up, down or not at all; never the same twice. */
function oneUlpFrom(point: Float64Array, i: number): Float64Array {
  return point.map((x, j) => {
    const digit = Math.floor((i + 1) / 3 ** (j % 12)) % 3 - 1;
    const bits = new DataView(new ArrayBuffer(4));
    bits.setFloat32(0, x);
    bits.setUint16(0, bits.getUint16(0) + digit);
    return bits.getFloat32(0);
  });
}

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  return order;
}

async function write(
  path: string,
  { rows, columns }: { rows: number; columns: number },
  planted: (row: number) => Float64Array | undefined,
  next: () => number,
) {
  const end = 2 * rows * columns;
  const header = JSON.stringify({
    "model.embed_tokens.weight": {
      ...{ dtype: "BF16", shape: [rows, columns], data_offsets: [0, end] },
    },
  });
  const head = new Uint8Array(8 + header.length);
  new DataView(head.buffer).setUint32(0, header.length, true);
  head.set(new TextEncoder().encode(header), 8);
  using file = await Deno.open(path, { write: true, create: true });
  await file.write(head);
  const words = new Uint16Array(columns);
  const bits = new DataView(new ArrayBuffer(4));
  for (let row = 0; row < rows; row++) {
    const given = planted(row);
    for (let j = 0; j < columns; j++) {
      bits.setFloat32(0, given ? bf16(given[j]!) : sigma * next());
      words[j] = bits.getUint16(0);
    }
    const bytes = new Uint8Array(words.buffer);
    for (let at = 0; at < bytes.length;) {
      at += file.writeSync(bytes.subarray(at));
    }
  }
}

if (import.meta.main) {
  const path = await Deno.makeTempFile({ suffix: ".safetensors" });
  try {
    const size = { rows: 151_936, columns: 2560, scale: 1 };
    const planted = await plant(path, size);
    const before = performance.now();
    const record = takeCensus(openCheckpoint(path));
    console.log(`${((performance.now() - before) / 1000).toFixed(1)} s`);
    assertEquals(found(record), planted);
    console.log("All that was planted was found, and nothing else");
  } finally {
    await Deno.remove(path);
  }
}
