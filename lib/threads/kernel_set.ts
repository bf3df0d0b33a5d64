/**
 * What a folder declares of its kernels, and what they export of it.
 *
 * @module
 */
import type { Excess } from "./memory.ts";
import type { PlanDescriptions } from "./plans.ts";

/** Which build of kernels: that with one rounding in a multiply-add, or with two. */
export type KernelBuild = "relaxed-simd" | "simd";

/** The kernels of a folder, as `deno task assemble` made them, and what the folder declares of them. */
export interface KernelSet {
  /** Both builds, in base64. */
  builds: Readonly<Record<KernelBuild, string>>;
  /** The plans by which they are called. */
  plans: PlanDescriptions;
  /** Numbers that they export. */
  constants: readonly string[];
  /** Functions that they also export, which compute sizes from sizes. */
  sizes: readonly string[];
  /** What cannot be done where there is no memory for them: "start a pool". */
  action: string;
  /** What the error says where the memory does not suffice. */
  refusal: (excess: Excess) => string;
}

/** The constants of some kernels by name. */
export type ConstantsOf<Set extends KernelSet> = Record<
  Set["constants"][number],
  number
>;

/** Their size functions by name. */
export type SizesOf<Set extends KernelSet> = Record<
  Set["sizes"][number],
  (...sizes: number[]) => number
>;

/**
 * Whether kernels round a multiply-add once.
 *
 * @param exports What they export
 * @returns Whether they do on this machine
 */
export function fuses(exports: WebAssembly.Exports): boolean {
  return (exports.fuses as (one: number) => number)(1) === 1;
}

/**
 * The constants of some kernels.
 *
 * @param set What is to be known of them
 * @param exports What they export
 * @returns The constants by name
 * @throws {Error} If one of them is not there
 */
export function constantsOf<Set extends KernelSet>(
  { constants }: Set,
  exports: WebAssembly.Exports,
): ConstantsOf<Set> {
  const entries = constants.map((name) => {
    const constant = exports[name];
    if (constant instanceof WebAssembly.Global) {
      return [name, Number(constant.value)];
    }
    throw new Error(`The kernels have no constant ${name}`);
  });
  return Object.fromEntries(entries);
}

/**
 * The size functions of some kernels.
 *
 * @param set What is to be known of them
 * @param exports What they export
 * @returns The functions by name
 * @throws {Error} If one of them is not there
 */
export function sizesOf<Set extends KernelSet>(
  { sizes }: Set,
  exports: WebAssembly.Exports,
): SizesOf<Set> {
  const entries = sizes.map((name) => {
    const size = exports[name];
    if (typeof size === "function") return [name, size];
    throw new Error(`The kernels have no function ${name}`);
  });
  return Object.fromEntries(entries);
}
