/**
 * The file lib/vector/assembly/plans.ts, made from the description of the plans.
 *
 * @module
 */
import { plans } from "../../lib/vector/_plans.ts";

/** The text of the file: a class for each plan, whose fields lie as they are described. */
export function planClasses(): string {
  const classes = Object.entries(plans).map(([name, fields]) => {
    const lines = Object.entries(fields).map(([field, type]) =>
      `  ${field}: ${type};`
    );
    return ["// @unmanaged", `export class ${name} {`, ...lines, "}"]
      .join("\n");
  });
  return `// @ts-nocheck: AssemblyScript, checked by its own compiler
/**
 * The plans of lib/vector/_plans.ts as kernels read them. Written by
 * \`deno task assemble\`; a test compares it with its source.
 */

${classes.join("\n\n")}
`;
}
