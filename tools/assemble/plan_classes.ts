/**
 * The files `assembly/plans.ts` of lib/, made from the descriptions of the plans.
 *
 * @module
 */
import { plans as ofTraining } from "../../lib/training/_plans.ts";
import { plans as ofVector } from "../../lib/vector/_plans.ts";

/** The descriptions by the folders of lib/ that have kernels. */
const plans = { training: ofTraining, vector: ofVector };

/** A folder of lib/ that has kernels. */
export type KernelFolder = keyof typeof plans;

/** Those folders. */
export const kernelFolders = Object.keys(plans) as KernelFolder[];

/** The text of the file of a folder: a class for each plan. */
export function planClasses(folder: KernelFolder): string {
  return `// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The plans of lib/${folder}/_plans.ts as kernels read them. Written by
 * \`deno task assemble\`; a test compares it with its source.
 */

${classesOf(plans[folder])}
`;
}

/** A class for each plan, whose fields lie as they are described. */
export function classesOf(
  described: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const classes = Object.entries(described).map(([name, fields]) => {
    const lines = Object.entries(fields).map(([field, type]) =>
      `  ${field}: ${type};`
    );
    return ["// @unmanaged", `export class ${name} {`, ...lines, "}"]
      .join("\n");
  });
  return classes.join("\n\n");
}
