/**
 * A training as it is stored.
 *
 * @module
 */
import {
  type DeadRowCensus,
  type DeadRowUpdates,
  deadRowUpdates,
  type KernelKind,
  type TrainingRecord,
  type TrainingRun,
} from "adam/training";
import { identicalRows, matrix } from "adam/matrix";
import type { Task, Value } from "./grid.ts";

/** What is stored of a step. */
export type StoredRecord = TrainingRecord & DeadRowUpdates & {
  /** The share of the numbers of the dead rows that the step did not change. */
  deadNumbersStill: number;
};

/** What computes a training: its last bits depend on it. */
export interface Origin {
  /** The version of Deno. */
  deno: string;
  /** The digest of the library. */
  library: string;
  /** How the processor rounds. */
  kernels: KernelKind;
}

/** What is to be stored of a training so far. */
export interface Progress {
  /** What does the work. */
  origin: Origin;
  /** The records of the steps that are kept. */
  records: StoredRecord[];
  /** The weights after some steps, as SHA-256. */
  weights: Record<string, string>;
  /** What was seen of the dead rows. */
  census: DeadRowCensus;
}

/** A training that is stored, as JSON is parsed. */
export interface StoredRun extends Origin {
  /** All settings. */
  settings: Record<string, Value>;
  /** How many steps it took. */
  steps: number;
  /** What ended it early, if anything. */
  failure?: string;
  /** Digests of all weights, by step. */
  weights: Record<string, string>;
  /** What is stored of its steps, by columns. */
  records: Record<keyof StoredRecord, (number | null)[]>;
  /** The last step that changed each dead row. */
  lastChange: number[];
  /** The dead rows in groups that are equal in every number; none of a training that failed. */
  identicalDeadRows?: number[][];
}

/**
 * What is recorded of the last step of a training.
 *
 * @param run The training
 * @param record Its record
 * @param deadNumbersStill The share of the numbers of the dead rows that did not change
 * @returns The record to store
 */
export function storedRecord(
  run: TrainingRun,
  record: TrainingRecord,
  deadNumbersStill: number,
): StoredRecord {
  return { ...record, ...deadRowUpdates(run), deadNumbersStill };
}

/**
 * All weights of a training as SHA-256.
 *
 * @param run The training
 * @returns The digest, in hexadecimal digits
 */
export async function digestOf(run: TrainingRun): Promise<string> {
  const { weights } = run.save();
  const bytes = new Uint8Array(weights.buffer, 0, weights.byteLength);
  const digest = await crypto.subtle.digest("SHA-256", bytes as BufferSource);
  return new Uint8Array(digest).toHex();
}

/**
 * The text of a training that finished or failed: JSON with a line for each
 * column. Non-finite numbers are null; records have seven digits, and ulps
 * four.
 *
 * @param run The training
 * @param named Its settings as the grid names them
 * @param progress What was recorded
 * @param failure What ended it early, if anything
 * @returns The text
 */
export function textOfRun(
  run: TrainingRun,
  named: Task["settings"],
  { origin, records, weights, census }: Progress,
  failure?: string,
): string {
  const columns = Object.keys(records[0] ?? {}) as (keyof StoredRecord)[];
  const stored = {
    settings: { ...run.save().settings, ...named },
    steps: run.stepsTaken,
    ...(failure !== undefined && { failure }),
    ...origin,
    weights,
    records: columns.map((name) => [name, records.map((r) => short(r[name]))]),
    lastChange: census.lastChange,
    ulps: census.ulps.map((ulps) => Number(ulps.toPrecision(4))),
    // Non-finite weights count as equal to no others.
    ...(failure === undefined && { identicalDeadRows: identicalDeadRows(run) }),
  };
  const lines = Object.entries(stored).map(([name, value]) =>
    `"${name}": ${
      name === "records" ? columnsOf(value) : JSON.stringify(value)
    }`
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Seven digits: measurements are seldom known to more, and the digests hold every bit. */
function short(value: number): number {
  return Number(value.toPrecision(7));
}

function columnsOf(columns: unknown): string {
  const lines = (columns as [string, number[]][]).map(([name, values]) =>
    `  "${name}": ${JSON.stringify(values)}`
  );
  return `{\n${lines.join(",\n")}\n}`;
}

/** The dead rows in groups that are equal in every number. */
function identicalDeadRows(run: TrainingRun): number[][] {
  const { tied, vocabulary, deadTokens, width } = run.settings;
  const { weights } = run.weights[tied ? "tokens" : "output"]!;
  const dead = weights.subarray((vocabulary - deadTokens) * width);
  return identicalRows(matrix(deadTokens, width, [...dead]));
}
