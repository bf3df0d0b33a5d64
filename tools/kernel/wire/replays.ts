/**
 * Messages that come twice.
 *
 * @module
 */

/** As many as Jupyter's own kernel remembers; some 10 MB. */
const most = 2 ** 16;

/** The last signatures that were taken. */
const taken = new Set<string>();

/**
 * Whether a signature comes for the first time, on any channel: who has seen a
 * signed message go by could send it again. One that is older than all that are
 * remembered, or older than the kernel, is not known again.
 */
export function isNew(signature: string): boolean {
  if (taken.has(signature)) return false;
  taken.add(signature);
  if (taken.size > most) taken.delete(taken.values().next().value!);
  return true;
}
