/**
 * The census of a matrix.
 *
 * @module
 */
import type { Opened } from "./open_checkpoint.ts";
import { densityOf } from "./density.ts";
import { measureSwarm, norm, rangeOf } from "./measure_swarm.ts";
import type { CensusRecord, Members, NamedRow } from "./record.ts";
import { survey } from "./survey.ts";
import { findSwarms, reaches } from "./swarms.ts";

/** How much is told at most. */
const most = { sets: 100, swarms: 8, rows: 5000 };

/**
 * Takes the census of a token matrix.
 *
 * @param opened The matrix, and the tokens of its rows
 * @returns What was found
 * @throws {Obstacle} If no row is finite, or the file cannot be read to its end
 */
export function takeCensus({ matrix, tokens }: Opened): CensusRecord {
  const seen = survey(matrix);
  if (seen.distinct.length === 0) {
    throw matrix.file.refusal(`no row of ${matrix.name} is finite`);
  }
  const named = (row: number): NamedRow => {
    const token = tokens.get(row);
    return token === undefined ? { row } : { row, token };
  };
  const members = (rows: readonly number[]): Members => ({
    count: rows.length,
    rows: rows.slice(0, most.rows).map(named),
  });
  const isFinite = (value: number) => !Number.isNaN(value);
  const norms = seen.norms.filter(isFinite);
  const distances = seen.distances.filter(isFinite);
  const typical = rangeOf(distances).median;
  const { swarms, isComplete } = findSwarms(matrix, seen, typical);
  const sets = [...seen.identical.values()]
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  const rowsWhere = (met: (norm: number) => boolean) =>
    Array.from(seen.norms.keys()).filter((row) => met(seen.norms[row]!));
  const fences = fencesOf(norms);
  return {
    file: matrix.file.name,
    bytes: matrix.file.size,
    tensor: matrix.name,
    format: matrix.format,
    rows: matrix.rows,
    columns: matrix.columns,
    tokens:
      Array.from(seen.norms.keys()).filter((row) => tokens.has(row)).length,
    distinct: seen.distinct.length,
    zero: members(rowsWhere((norm) => norm === 0)),
    notFinite: members(seen.notFinite),
    meanNorm: norm(seen.mean),
    norms: rangeOf(norms),
    distances: rangeOf(distances),
    reaches: {
      swarm: reaches.swarm * typical,
      point: reaches.point * typical,
    },
    identical: {
      sets: sets.length,
      rows: sets.flat().length,
      largest: sets.slice(0, most.sets).map((rows) => ({
        ...members(rows),
        norm: seen.norms[rows[0]!]!,
        fromMean: seen.distances[rows[0]!]!,
      })),
    },
    swarms: {
      count: swarms.length,
      isComplete,
      largest: swarms.slice(0, most.swarms).map((swarm) => {
        const { rows, points, shell, ...numbers } = measureSwarm(
          matrix,
          seen,
          swarm,
          typical,
        );
        return {
          ...members(rows),
          ...numbers,
          points: points.map(({ rows, ...point }) => ({
            ...members(rows),
            ...point,
          })),
          shell: shell.map(({ row, ...where }) => ({
            ...named(row),
            ...where,
          })),
        };
      }),
    },
    outOfLine: {
      fences,
      low: members(rowsWhere((norm) => norm < fences[0])),
      high: members(rowsWhere((norm) => norm > fences[1])),
    },
    density: densityOf(norms, distances),
  };
}

/** Three interquartile ranges beyond the quartiles: Tukey's outer fences. */
function fencesOf(norms: Float64Array): [low: number, high: number] {
  const sorted = norms.toSorted();
  const [low, high] = [0.25, 0.75]
    .map((share) => sorted[Math.round(share * (sorted.length - 1))]!);
  const reach = 3 * (high! - low!);
  return [Math.max(0, low! - reach), high! + reach];
}
