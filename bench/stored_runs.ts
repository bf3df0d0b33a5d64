/**
 * The stored runs: one for each machine seen, in `bench/machines/`.
 *
 * @module
 */
import { writeFile } from "../tools/shared/write_file.ts";
import type { Machine } from "./machine.ts";
import type { NotMeasured } from "./measurement.ts";
import type { Row } from "./rows.ts";

/** A run that has ended. */
export interface StoredRun {
  /** The day, as in 2026-01-31. */
  date: string;
  machine: Machine;
  /** What has to be known of its figures; nothing if they are of the kernels and limits of today. */
  note?: string;
  rounds: number;
  versions: Record<string, string>;
  rows: Row[];
  notMeasured: NotMeasured[];
}

const folder = new URL("machines/", import.meta.url);

/** All of them, the newest first. */
export async function storedRuns(): Promise<StoredRun[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  const texts = entries.map(({ name }) => name).sort().map((name) =>
    Deno.readTextFile(new URL(name, folder))
  );
  const runs = (await Promise.all(texts)).map((text) => JSON.parse(text));
  return runs.sort((a, b) => b.date < a.date ? -1 : 1);
}

/** Stores a run, in the place of the last of the same machine. */
export async function storeRun(run: StoredRun): Promise<void> {
  const file = new URL(`${fileNameOf(run.machine)}.json`, folder);
  await writeFile(file, JSON.stringify(run, null, 2) + "\n");
}

/** What tells machines apart: the processor and the number of cores. */
export function fileNameOf({ processor, cores }: Machine): string {
  return `${processor} ${cores} cores`.toLowerCase().replace(/\(r\)/g, "")
    .replace(/[^a-z0-9]+/g, "-");
}
