/**
 * How much memory this process takes, on Linux.
 *
 * @module
 */

/** What is resident, in bytes, or null if that cannot be had. */
export function residentMemory(): number | null {
  return fromStatus("VmRSS");
}

/** Sets the peak back to what is resident now, as far as that is allowed. */
export function forgetPeakMemory() {
  try {
    Deno.writeTextFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Then the peak is that of the process so far.
  }
}

/** By how many bytes the peak is above that, or null if that cannot be had. */
export function peakMemoryAbove(before: number | null): number | null {
  const peak = fromStatus("VmHWM");
  return before === null || peak === null ? null : peak - before;
}

function fromStatus(name: string): number | null {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    const [, kilobytes] = new RegExp(`${name}:\\s*(\\d+) kB`).exec(status)!;
    return 1024 * Number(kilobytes);
  } catch {
    return null;
  }
}
