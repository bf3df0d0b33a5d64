/** A call of an export that is right, from which the hostile ones are made. */
export interface Example {
  /** The arguments by their names, in their order; made anew for each call. */
  given: () => Record<string, unknown>;
  /** Calls the export with the arguments. By default as a function. */
  call?: (exported: never, values: unknown[]) => unknown;
  /** The arguments that are options: an unknown name in them is to be refused. */
  options?: string[];
  /** Values that are right in place of an argument, but whose call would take long. */
  takesLong?: string[];
  /** Why NaN may come out where NaN or an infinity went in: where the documentation says so. */
  spreads?: string;
}

/** The calls of a module by the name of the export; of a class or of options that exclude each other, several. */
export type Examples = Record<string, Example | Example[] | typeof noFunction>;

/** Stands for an export that cannot be called. */
export const noFunction = Symbol("no function");
