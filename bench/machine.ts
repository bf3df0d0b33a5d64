/**
 * The machine that a run is made on, without its name.
 *
 * @module
 */
import { arch, cpus, release, totalmem, type } from "node:os";

/** What decides how fast it is. */
export interface Machine {
  processor: string;
  cores: number;
  memoryBytes: number;
  system: string;
}

/** This machine. */
export function thisMachine(): Machine {
  const all = cpus();
  return {
    processor: `${all[0]?.model ?? "unknown"}, ${arch()}`,
    cores: all.length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
  };
}
