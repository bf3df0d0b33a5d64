/**
 * A grid of settings, and its trainings.
 *
 * @module
 */
import { layerNorm, rmsNorm } from "adam/language_model";
import {
  textTokens,
  type TrainingSettings,
  trainingSettings,
} from "adam/training";
import prideAndPrejudice from "data/pride_and_prejudice.json" with {
  type: "json",
};
import { Obstacle } from "../shared/task.ts";

/** A setting as JSON has it. */
export type Value = number | string | boolean;

/** A training to run and store. */
export interface Task {
  /** What distinguishes it from the others of its grid: the name of its file. */
  name: string;
  /** How many steps it takes. */
  steps: number;
  /** The settings that differ from their defaults; the normalization, and a text to train on, by their names. */
  settings: Record<string, Value>;
}

/** A part of a grid: all combinations of its axes. */
interface Block {
  steps: number;
  settings: Record<string, Value>;
  axes: Record<string, Value[]>;
}

/** The values in a program of settings that JSON can only name. */
const named = new Map<string, () => unknown>([
  ["normalization=layerNorm", () => layerNorm],
  ["normalization=rmsNorm", () => rmsNorm],
  ["stream=pride_and_prejudice", () => textTokens(prideAndPrejudice)],
]);

/**
 * How many trainings a grid may have, and how many bytes it and the name of a
 * training: that of a file may have 255, with what is added to it.
 */
const most = { tasks: 100_000, gridBytes: 2 ** 24, nameBytes: 240 };

/**
 * The settings of a training as the library takes them.
 *
 * @param settings Those of a task
 * @returns All settings
 * @throws {RangeError | TypeError} If one is invalid
 */
export function settingsOfTask(
  settings: Task["settings"],
): TrainingSettings {
  const entries = Object.entries(settings).map(([name, value]) =>
    [name, named.get(`${name}=${value}`)?.() ?? value] as const
  );
  return trainingSettings(Object.fromEntries(entries));
}

/**
 * The settings of a training as they are stored: all of them, the normalization
 * and a text by their names.
 *
 * @param settings Those of a task
 * @returns All settings on which the numbers depend
 * @throws {RangeError | TypeError} If one is invalid
 */
export function storedSettings(
  settings: Task["settings"],
): Record<string, unknown> {
  const { normalization, threads: _, ...all } = settingsOfTask(settings);
  return { ...all, normalization: normalization.name, ...settings };
}

/**
 * Reads a grid, and checks every setting before anything is run.
 *
 * @param file Where it is
 * @returns Its trainings, the last axis of a block running fastest
 * @throws {Obstacle} If it cannot be read, or asks for something unknown
 */
export async function readGrid(file: string): Promise<Task[]> {
  let text;
  try {
    // Before it is read: what is no file may never end.
    const { isFile, isDirectory, size } = await Deno.stat(file);
    if (!isFile && !isDirectory) throw new Error("it is no regular file");
    if (size > most.gridBytes) throw new Error(`it has ${size} bytes`);
    text = await Deno.readTextFile(file);
  } catch (error) {
    throw new Obstacle(`Cannot read ${file}: ${(error as Error).message}`);
  }
  try {
    return tasksOf(JSON.parse(text));
  } catch (error) {
    throw new Obstacle(`${file} is not a grid: ${(error as Error).message}`);
  }
}

/**
 * The trainings of a grid.
 *
 * @param grid One block or several, as parsed from JSON
 * @returns The trainings
 * @throws {Error} If something is invalid
 */
export function tasksOf(grid: unknown): Task[] {
  const blocks = Array.isArray(grid) ? grid : [grid];
  if (blocks.length === 0) throw new Error("it has no block");
  const tasks: Task[] = [];
  for (const [i, block] of blocks.entries()) {
    try {
      for (const task of combinations(blockOf(block), tasks.length)) {
        tasks.push(task);
      }
    } catch (error) {
      throw new Error(`block ${i + 1}: ${(error as Error).message}`);
    }
  }
  const names = new Set<string>();
  for (const { name } of tasks) {
    if (names.has(name)) throw new Error(`two trainings are named ${name}`);
    names.add(name);
  }
  return tasks;
}

function blockOf(value: unknown): Block {
  const { steps, settings = {}, grid = {}, ...others } = record(value, "it");
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new Error(`${unknown} is none of steps, settings, grid`);
  }
  if (!Number.isSafeInteger(steps) || (steps as number) < 1) {
    throw new Error(`steps must be a positive integer: it is ${steps}`);
  }
  const axes = Object.entries(record(grid, "grid"))
    .map(([name, values]) => [name, valuesOf(name, values)] as const);
  const fixed = record(settings, "settings") as Block["settings"];
  for (const [name, value] of Object.entries(fixed)) requireValue(name, value);
  for (const [name] of axes) {
    if (Object.hasOwn(fixed, name)) {
      throw new Error(`${name} is in settings and in grid`);
    }
  }
  return {
    steps: steps as number,
    settings: fixed,
    axes: Object.fromEntries(axes),
  };
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (Object.prototype.toString.call(value) === "[object Object]") {
    return value as Record<string, unknown>;
  }
  throw new Error(`${name} must be a record: it is ${shortJson(value)}`);
}

/** The values of an axis: a list, or a range. */
function valuesOf(name: string, values: unknown): Value[] {
  const list: unknown[] = Array.isArray(values) ? values : range(name, values);
  for (const value of list) requireValue(name, value);
  if (list.length > 0) return list as Value[];
  throw new Error(`${name} has no value`);
}

/** Throws unless a value is one that a setting may have in JSON. */
function requireValue(name: string, value: unknown): void {
  if (["number", "string", "boolean"].includes(typeof value)) return;
  throw new Error(
    `${name} must be a number, a text, true or false: it is ${
      shortJson(value)
    }`,
  );
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function range(name: string, values: unknown): number[] {
  const { from, to, by, times, ...others } = record(values, name);
  const step = by ?? (times === undefined ? 1 : 0);
  const factor = times ?? 1;
  const isRange = Object.keys(others).length === 0 &&
    !(by !== undefined && times !== undefined) &&
    [from, to, step, factor].every(Number.isFinite) &&
    ((step as number) > 0 || (factor as number) > 1 && (from as number) > 0);
  if (!isRange) {
    throw new Error(
      `${name} must be a list, or a range of from, to, and by > 0 or times > 1: it is ${
        shortJson(values)
      }`,
    );
  }
  const [first, last] = [from as number, to as number];
  const at = (i: number) =>
    first * (factor as number) ** i + i * (step as number);
  const found: number[] = [];
  // A value that misses the end only by rounding is meant to be included.
  for (let i = 0; at(i) <= last + 1e-9 * Math.abs(last); i++) {
    if (i === most.tasks) throw new Error(`${name} has too many values`);
    found.push(Number(at(i).toPrecision(12)));
  }
  return found;
}

/** The trainings of a block, behind so many others. */
function combinations(
  { steps, settings, axes }: Block,
  before: number,
): Task[] {
  const count = Object.values(axes).reduce((n, { length }) => n * length, 1);
  if (before + count > most.tasks) {
    throw new Error(
      `with it the grid asks for ${
        before + count
      } trainings: at most ${most.tasks}`,
    );
  }
  let points: Record<string, Value>[] = [{}];
  for (const [name, values] of Object.entries(axes)) {
    points = points.flatMap((point) =>
      values.map((value) => ({ ...point, [name]: value }))
    );
  }
  return points.map((point) => {
    const all = { ...settings, ...point };
    const { deadTokens } = settingsOfTask(all);
    if (deadTokens === 0) throw new Error("deadTokens must not be 0");
    const name = nameOf(point);
    const { length } = new TextEncoder().encode(name);
    if (length > most.nameBytes) {
      throw new Error(
        `${name.slice(0, 40)}… has ${length} bytes, too many for a file: at ` +
          `most ${most.nameBytes}; what is the same for all belongs to settings`,
      );
    }
    return { name, steps, settings: all };
  });
}

function nameOf(point: Record<string, Value>): string {
  const words = Object.entries(point).map(([name, value]) =>
    `${name}=${value}`
  );
  return words.join(",") || "alone";
}
