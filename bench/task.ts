/**
 * What one child process is to do.
 *
 * @module
 */
import type { Size, Workload } from "./workloads.ts";

/** One implementation, doing one work, on one size, with so many threads. */
export interface Task {
  work: Workload;
  size: Size;
  implementation: string;
  threads: number;
}
