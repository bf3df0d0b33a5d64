/**
 * What this folder knows of Deno's Jupyter kernel.
 *
 * @module
 */

/** What sends messages to the front ends. */
export interface Kernel {
  /** Sends one. */
  broadcast(type: string, content: object): Promise<void>;
}

/** The kernel. Outside Jupyter, Deno throws as soon as it is asked for. */
export function kernel(): Kernel | undefined {
  try {
    return (Deno as unknown as { jupyter: Kernel }).jupyter;
  } catch {
    return undefined;
  }
}
