/**
 * What a census found, as it is stored.
 *
 * @module
 */
import type { Density } from "./density.ts";

/** A few numbers that stand for many. */
export interface Range {
  min: number;
  median: number;
  max: number;
}

/** A row, with its token if that is known. */
export interface NamedRow {
  row: number;
  token?: string;
}

/** Rows that belong together. */
export interface Members {
  /** How many. */
  count: number;
  /** Which: the first ones, if there are very many. */
  rows: NamedRow[];
}

/** How near the rows of a set are to one of them, the one that is nearest to their mean. */
export interface Nearness {
  /** That row. */
  centralRow: number;
  /** The sum of all distances in ulps of the format: L1. */
  ulpsL1: Range;
  /** The largest distance in ulps of the format: L∞. */
  ulpsLargest: Range;
  /** The cosine. */
  cosine: Range;
}

/** Rows that lie together. */
export interface SwarmRecord extends Members {
  /** How many different rows they are. */
  distinct: number;
  /** What the centre is the mean of: all of the rows, or those of the largest point. */
  centreOf: "swarm" | "point";
  /** How far the centre is from the origin. */
  fromOrigin: number;
  /** How far it is from the mean row. */
  fromMean: number;
  /** The cosine of centre and mean row. */
  cosineWithMean: number;
  /** How far the rows are from the centre. */
  radius: Range;
  /** The standard deviation of these distances. */
  radiusDeviation: number;
  nearness: Nearness;
  /** Those of the rows that lie together for points. */
  points: (Members & { distinct: number; radius: Range; nearness: Nearness })[];
  /** The rows around: those nearest to the centre that are not of what it is the mean of. */
  shell: (NamedRow & { distance: number; isMember: boolean })[];
  /** How many rows of the matrix are how far from the centre. */
  within: { distance: number; rows: number }[];
}

/** What a census found. */
export interface CensusRecord {
  file: string;
  bytes: number;
  tensor: string;
  format: string;
  rows: number;
  columns: number;
  /** How many rows have a token. */
  tokens: number;
  /** How many different rows there are. */
  distinct: number;
  /** Rows of zeros. */
  zero: Members;
  /** Rows with a number that is not finite; they are counted nowhere else. */
  notFinite: Members;
  /** The norm of the mean row. */
  meanNorm: number;
  norms: Range;
  /** Of the distances from the mean row; their median is the typical distance. */
  distances: Range;
  /** How far rows of a swarm and of a point are from their next one at most. */
  reaches: { swarm: number; point: number };
  /** Sets of identical rows, the largest first. */
  identical: {
    sets: number;
    rows: number;
    largest: (Members & { norm: number; fromMean: number })[];
  };
  /** How many swarms there are, whether all pairs that might be near were looked at, and the largest. */
  swarms: { count: number; isComplete: boolean; largest: SwarmRecord[] };
  /** Norms beyond the fences, three interquartile ranges from the quartiles. */
  outOfLine: {
    fences: [low: number, high: number];
    low: Members;
    high: Members;
  };
  /** How many rows have which norm, x, and which distance from the mean row, y. */
  density: Density;
}
