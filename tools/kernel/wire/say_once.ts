/**
 * What the kernel says in the log of who started it.
 *
 * @module
 */

const said = new Set<string>();

/**
 * Says a line, the first time only: who misbehaves may do so a million times.
 *
 * @param line Nothing of what a peer sent may be in it, or each would be new
 */
export function sayOnce(line: string): void {
  if (said.has(line)) return;
  said.add(line);
  console.error(`${line} (said once)`);
}
