/**
 * What a census found, as tables of words.
 *
 * @module
 */
import type { CensusRecord, Members, Range, SwarmRecord } from "./record.ts";
import { shownToken } from "./tokenizer.ts";

/** A table: what it shows, what its columns are called, and its cells. */
export interface WordTable {
  caption: string;
  head: string[];
  rows: string[][];
}

/** How many rows of a set are named. */
const named = 12;

/** All tables of a census, without those that would be empty. */
export function tablesOf(record: CensusRecord): WordTable[] {
  return [
    matrixTable(record),
    identicalTable(record),
    swarmTable(record),
    ...record.swarms.largest.map(shellTable),
    oddTable(record),
  ].filter(({ rows }) => rows.length > 0);
}

function matrixTable(record: CensusRecord): WordTable {
  const { rows, columns, format, distinct, identical, swarms } = record;
  return {
    caption: `${record.file}: ${record.tensor}`,
    head: ["what", "value"],
    rows: [
      ["size", `${rows} x ${columns} in ${format}`],
      ["different rows", `${distinct}`],
      [
        "in sets of identical rows",
        `${identical.rows}, in ${identical.sets} sets`,
      ],
      [
        "swarms",
        `${swarms.count}${
          swarms.isComplete ? "" : ", or more: too many pairs seem near"
        }`,
      ],
      ["norm of the mean row", number(record.meanNorm)],
      ["norms", range(record.norms)],
      ["distances from the mean row", range(record.distances)],
      ["near, in a swarm", number(record.reaches.swarm)],
      ["near, for a point", number(record.reaches.point)],
    ],
  };
}

function identicalTable({ identical }: CensusRecord): WordTable {
  const sets = identical.largest.slice(0, 20);
  return {
    caption:
      `Identical rows: the ${sets.length} largest sets of ${identical.sets}`,
    head: ["rows", "norm", "from mean", "which"],
    rows: sets.map((set) => [
      `${set.count}`,
      number(set.norm),
      number(set.fromMean),
      which(set),
    ]),
  };
}

function swarmTable({ swarms: { largest, count } }: CensusRecord): WordTable {
  return {
    caption: `Swarms: the ${largest.length} largest of ${count}`,
    head: [
      ...["swarm", "rows", "different", "radius", "from origin", "from mean"],
      ...["cosine", "ulps L∞", "ulps L1", "which"],
    ],
    rows: largest.flatMap((swarm, i) => [
      swarmLine(`${i + 1}`, swarm, [swarm.fromOrigin, swarm.fromMean]),
      ...swarm.points.map((point, k) =>
        swarmLine(`${i + 1}, point ${k + 1}`, point)
      ),
    ]),
  };
}

function swarmLine(
  name: string,
  set: Pick<SwarmRecord, "count" | "rows" | "distinct" | "radius" | "nearness">,
  where: number[] = [],
): string[] {
  const { cosine, ulpsLargest, ulpsL1 } = set.nearness;
  return [
    name,
    `${set.count}`,
    `${set.distinct}`,
    range(set.radius),
    where[0] === undefined ? "" : number(where[0]),
    where[1] === undefined ? "" : number(where[1]),
    range(cosine),
    range(ulpsLargest),
    range(ulpsL1),
    which(set),
  ];
}

function shellTable(swarm: SwarmRecord, i: number): WordTable {
  const counted = swarm.within.filter(({ rows }, k) =>
    rows > 0 && rows !== swarm.within[k - 1]?.rows
  ).map(({ distance, rows }) => `${rows} within ${number(distance)}`);
  return {
    caption: `Around the centre of swarm ${i + 1}, the mean of its ${
      swarm.centreOf === "point" ? "point 1" : "rows"
    }: ${counted.join(", ")}`,
    head: ["distance", "of the swarm", "row", "token"],
    rows: swarm.shell.map(({ row, token, distance, isMember }) => [
      number(distance),
      isMember ? "yes" : "no",
      `${row}`,
      token === undefined ? "" : shownToken(token),
    ]),
  };
}

function oddTable({ outOfLine, zero, notFinite }: CensusRecord): WordTable {
  const [low, high] = outOfLine.fences.map(number);
  const kinds: [string, Members][] = [
    [`norm below ${low}`, outOfLine.low],
    [`norm above ${high}`, outOfLine.high],
    ["zero", zero],
    ["not finite", notFinite],
  ];
  return {
    caption: "Rows out of line",
    head: ["what", "rows", "which"],
    rows: kinds.filter(([, { count }]) => count > 0)
      .map(([what, set]) => [what, `${set.count}`, which(set)]),
  };
}

/** The first rows of a set, by their tokens if there are some. */
function which({ count, rows }: Members): string {
  const shown = rows.slice(0, named).map(({ row, token }) =>
    token === undefined ? `${row}` : `${row} ${shownToken(token)}`
  );
  return shown.join(", ") + (count > shown.length ? ", …" : "");
}

/** From the smallest to the largest, with the median between them. */
function range({ min, median, max }: Range): string {
  return min === max ? number(min) : [min, median, max].map(number).join(" … ");
}

/** A number with the digits that mean something here. */
function number(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return `${value}`;
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e6
    ? value.toExponential(2)
    : `${Number(value.toPrecision(4))}`;
}
